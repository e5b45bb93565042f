/** The retention rules, those with an alarm first. */
import type { DeskRetention, DeskRule } from '../../api/breach-answers.ts';
import { timeInWords } from '../../api/time-in-words.ts';
import { apiPaths } from '../../paths.ts';
import { part, setText } from '../part.ts';
import { getFromDesk } from './ask-desk.ts';
import { showOnlyFor } from './breaches/draw-clocks.ts';
import { openDesk, whatWentWrong } from './open-desk.ts';

const work = part(document, 'work', HTMLElement);

const runWords = {
  begun: ', and broke off',
  finished: '',
  'held-off': ': the clock was not believed, nothing was deleted',
};
const alarmWords = { 'left-behind': 'Something lies past its time', 'not-run': 'Nobody has looked for over a day' };

openDesk(async ({ role }) => {
  const isTheirs = role === 'privacy' || role === 'owner';
  showOnlyFor(work, 'retention', isTheirs);
  if (isTheirs) await show();
});

async function show(): Promise<void> {
  const said = part(work, 'retention-said', HTMLElement);
  setText(said, 'We are looking.');
  const reply = await getFromDesk<DeskRetention>(apiPaths.staffRetention);
  if (reply.state !== 'answered') return setText(said, whatWentWrong(reply));
  const rules = [...reply.answer.rules].sort((one, other) => Number(!one.alarm) - Number(!other.alarm));
  const alarms = rules.filter(({ alarm }) => alarm).length;
  const kept = alarms === 0 ? 'None raises an alarm.' : `${alarms} raise${alarms === 1 ? 's' : ''} an alarm.`;
  setText(said, `${rules.length} periods are promised. ${kept}`);
  part(work, 'rules', HTMLElement).replaceChildren(...rules.map(rowOf));
}

function rowOf(rule: DeskRule): HTMLElement {
  const row = document.createElement('tr');
  const { alarm, lastRun, removed, nextDueAt, table } = rule;
  if (alarm) row.dataset['alarm'] = 'yes';
  const head = document.createElement('th');
  head.scope = 'row';
  head.textContent = rule.name;
  const beside = document.createElement('span');
  beside.textContent = alarm ? `${alarmWords[alarm.reason]}, since ${timeInWords(alarm.since)}` : `from ${rule.from}`;
  head.append(beside);
  const nothing = table ? 'Nothing yet' : 'Nothing of it is kept here';
  row.append(
    head,
    cell('Kept for', rule.keep),
    cell('Last looked at', lastRun ? timeInWords(lastRun.at) + runWords[lastRun.state] : 'Never'),
    cell('Last removed', removed ? timeInWords(removed.lastAt) : nothing),
    cell('Removed in two years', String(removed?.rows ?? 0), true),
    cell('Due now', String(rule.dueNow), true),
    cell('Due next', nextDueAt ? timeInWords(nextDueAt) : 'Nothing waits'),
  );
  return row;
}

function cell(of: string, words: string, isNumber = false): HTMLElement {
  const element = document.createElement('td');
  element.textContent = words;
  element.dataset['of'] = of;
  if (isNumber) element.className = 'number';
  return element;
}
