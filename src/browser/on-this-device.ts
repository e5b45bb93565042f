/**
 * The panel "On this device": what this site keeps in this browser right now, a way to
 * clear each of it, what should not be there, and the switch to object. It is drawn
 * afresh after every act and whenever storage may have changed.
 */
import { emptyBag } from '../bag/read-bag.ts';
import { type StorageKey, storeOfKey } from '../policy/storage-keys.ts';
import { paragraph } from '../words/paragraph.ts';
import { say } from '../words/say.ts';
import { onBagChange, writeBag } from './bag.ts';
import { forgetCurrency, onCurrencyChange } from './currency.ts';
import { type Finding, type Intruder, inspect, type Kind, onDeviceChange } from './inspect-device.ts';
import { isObjection, object, objectStill, objectsInAccount, takeBackObjection, whyNotCounted } from './objection.ts';
import { currentVisit, forgetCurrentVisit, leaveNoVisit, onForgottenLater } from './page-views/forget-visit.ts';
import { copyOf, follow, part, setText } from './part.ts';
import { isKept, readStored, removeStored } from './storage.ts';
import { wordsOf } from './stored-words.ts';

const panel = part(document, 'device', HTMLElement);
const title = part(panel, 'title', HTMLElement);
const said = part(panel, 'said', HTMLElement);
const objecting = part(panel, 'object', HTMLInputElement);
const forgetting = part(panel, 'forget-visit', HTMLButtonElement);
const clearAll = part(panel, 'clear-all', HTMLButtonElement);

const keys = Object.keys(storeOfKey) as readonly StorageKey[];
const kinds: readonly Kind[] = ['keys', 'cookies', 'databases', 'cacheStores', 'workers'];

const clear: Readonly<Record<StorageKey, () => void>> = {
  luxevault_cart: () => writeBag(emptyBag),
  lg_session: () => {
    if (objectsInAccount()) leaveNoVisit();
    objectStill();
    removeStored('lg_session');
  },
  lg_sid: () => removeStored('lg_sid'),
  lg_currency: forgetCurrency,
};

const forgotten = say`What we counted of this visit is forgotten.`;
const notForgotten = say`What we counted of this visit is not forgotten yet: we can’t reach the shop. This page asks again by itself, so please leave it open for now.`;

/** The button that asked whether the bag is really to go, and clears it when it is pressed again. */
let asking: HTMLButtonElement | undefined;

for (const key of keys) {
  const button = part(rowOf(key), 'clear', HTMLButtonElement);
  listen(
    button,
    () => (key === 'luxevault_cart' ? holding([key]) : []),
    () => clearKeys([key]),
  );
}
listen(
  clearAll,
  () => holding(['luxevault_cart']),
  () => clearKeys(keys),
);
objecting.addEventListener('change', () => void switchObjection());
forgetting.addEventListener('click', () => void forgetVisitAlone());
onForgottenLater(() => {
  setText(said, forgotten);
  draw();
});
onBagChange(draw);
onCurrencyChange(draw);
onDeviceChange(draw);
draw();

/** `precious` tells what is worth a second press; a double click is one press. */
function listen(button: HTMLButtonElement, precious: () => readonly StorageKey[], act: () => void): void {
  button.addEventListener('click', ({ detail }) => {
    if (asking === button && detail > 1) return;
    const isSure = asking === button;
    stopAsking();
    if (isSure || precious().length === 0) act();
    else ask(button);
    draw();
  });
  button.addEventListener('blur', stopAsking);
}

function ask(button: HTMLButtonElement): void {
  asking = button;
  button.dataset['asking'] = '';
  setText(said, say`Your bag holds: ${wordsOf.luxevault_cart(readStored('luxevault_cart'))}. Press again to clear it.`);
}

function stopAsking(): void {
  if (asking) delete asking.dataset['asking'];
  asking = undefined;
}

/** Which of the keys hold something that can be cleared. An objection is not: clearing must not undo it. */
function holding(asked: readonly StorageKey[]): readonly StorageKey[] {
  return asked.filter((key) => {
    const text = readStored(key);
    return text !== null && !(key === 'lg_sid' && isObjection(text));
  });
}

function clearKeys(asked: readonly StorageKey[]): void {
  const full = holding(asked);
  for (const key of full) clear[key]();
  const cleared = full.length > 0 ? say`Cleared: ${full.join(', ')}.` : say`There is nothing to clear.`;
  const spared = asked.includes('lg_sid') && isObjection(readStored('lg_sid'));
  setText(said, spared ? say`${cleared} Your objection stays; the switch takes it back.` : cleared);
}

/** An objection counts from this moment; the visit's number goes with it once the shop has been asked to forget it. */
async function switchObjection(): Promise<void> {
  const forgetting = objecting.checked ? forgetCurrentVisit() : undefined;
  if (objecting.checked) object();
  else takeBackObjection();
  const held = isKept('lg_sid')
    ? say`This tab is not counted, until you close it.`
    : say`This tab is not counted, on this page only: your browser would not keep it.`;
  const words = objecting.checked ? held : say`Your objection is taken back.`;
  setText(said, words);
  draw();
  if (forgetting !== undefined) setText(said, paragraph([words, (await forgetting) ? forgotten : notForgotten]));
}

async function forgetVisitAlone(): Promise<void> {
  const isForgotten = forgetCurrentVisit();
  if (isForgotten === undefined) return setText(said, say`There is nothing to forget: this tab has not been counted.`);
  setText(said, say`We are asking the shop to forget this visit.`);
  setText(said, (await isForgotten) ? forgotten : notForgotten);
  draw();
}

function draw(): void {
  for (const key of keys) {
    setText(part(rowOf(key), 'value', HTMLElement), wordsOf[key](readStored(key)));
    setUsable(part(rowOf(key), 'clear', HTMLButtonElement), holding([key]).length > 0);
  }
  setUsable(clearAll, holding(keys).length > 0);
  setUsable(forgetting, currentVisit() !== undefined);
  drawObjection();
  for (const kind of kinds) void inspect(kind).then((finding) => drawFinding(kind, finding));
}

function drawObjection(): void {
  const why = whyNotCounted();
  const reason = why === 'objected' && objectsInAccount() ? 'objected-in-account' : why;
  objecting.checked = reason !== undefined;
  // What the browser or the account asks for is not for this page to switch off.
  objecting.disabled = reason !== undefined && reason !== 'objected';
  for (const words of panel.querySelectorAll<HTMLElement>('[data-reason]')) {
    words.hidden = words.dataset['reason'] !== (reason ?? 'none');
  }
}

/** A button that has nothing to do stays where it is, so that focus stays in it, and says so when pressed. */
function setUsable(button: HTMLButtonElement, isUsable: boolean): void {
  button.setAttribute('aria-disabled', String(!isUsable));
}

function drawFinding(kind: Kind, finding: Finding): void {
  const row = rowOf(kind);
  const intruders = finding === 'unknown' ? [] : finding;
  const words = finding === 'unknown' ? say`This browser does not say` : say`None`;
  setText(part(row, 'value', HTMLElement), intruders.length > 0 ? '' : words);
  const byName = new Map(intruders.map((intruder) => [intruder.name, intruder]));
  follow(part(row, 'intruders', HTMLElement), [...byName.keys()], (name) => {
    const item = copyOf(panel, 'intruder');
    setText(part(item, 'name', HTMLElement), name);
    const intruder = byName.get(name);
    if (intruder) part(item, 'remove', HTMLButtonElement).addEventListener('click', () => void remove(kind, intruder));
    return item;
  });
}

/** Says that it is gone only after having looked again. */
async function remove(kind: Kind, { name, remove: act }: Intruder): Promise<void> {
  const reason = await act().then(
    () => undefined,
    (refusal: unknown) => refusal,
  );
  const finding = await inspect(kind);
  const isGone = reason === undefined && finding !== 'unknown' && !finding.some((left) => left.name === name);
  drawFinding(kind, finding);
  setText(
    said,
    isGone ? say`Deleted: ${name}.` : say`This page could not delete ${name}. Your browser’s settings can.`,
  );
  // The button that had the focus is gone.
  if (isGone) title.focus();
}

function rowOf(name: StorageKey | Kind): HTMLElement {
  return part(panel, name, HTMLElement);
}
