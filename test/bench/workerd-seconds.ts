import { readdirSync, readFileSync } from 'node:fs';

/** Of Linux; the kernel counts in hundredths, whatever the processor's clock is (proc(5), `_SC_CLK_TCK`). */
const ticksASecond = 100;

/** Processor time that the workerd processes of this one have used, in seconds; not a number where /proc isn't. */
export function workerdSeconds(): number {
  try {
    const processes = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
    return processes.reduce((sum, id) => sum + secondsOf(id), 0);
  } catch {
    return Number.NaN;
  }
}

function secondsOf(id: string): number {
  try {
    const [, name = '', rest = ''] = /^\d+ \((.*)\) (.*)$/s.exec(readFileSync(`/proc/${id}/stat`, 'utf8')) ?? [];
    const fields = rest.split(' ');
    const isOurs = name.startsWith('workerd') && Number(fields[1]) === process.pid;
    return isOurs ? (Number(fields[11]) + Number(fields[12])) / ticksASecond : 0;
  } catch {
    // It ended between the listing and the reading.
    return 0;
  }
}
