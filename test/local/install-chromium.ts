import { existsSync } from 'node:fs';
import { runCommand } from './run-command.ts';

const usualPlaces = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Where the browser is: `CHROMIUM_PATH` if it is set, else the first of the usual places that has one. */
export function findChromium(): string | undefined {
  const chosen = process.env['CHROMIUM_PATH'];
  if (chosen) return existsSync(chosen) ? chosen : undefined;
  return usualPlaces.find((place) => existsSync(place));
}

/** The same, or an error that says what to do: for tests and benchmarks that can't go on without it. */
export function requireChromium(): string {
  const found = findChromium();
  if (!found) throw new Error(howToInstall());
  return found;
}

/** Debian's Chromium without its windows, beside the whole one: the same engine for half of the processor's time. */
const shellOf = (path: string) => `${path}-headless-shell`;

/** The lighter of the two where it is installed, for whatever needs a page and nothing of the browser around it. */
export function requireHeadlessChromium(): string {
  const whole = requireChromium();
  return existsSync(shellOf(whole)) ? shellOf(whole) : whole;
}

/** Finds the browser, and installs Debian's where that can be done without asking anyone. */
export async function installChromium(): Promise<{ readonly path: string } | { readonly refusal: string }> {
  const present = findChromium();
  const mayInstall = !process.env['CHROMIUM_PATH'] && isRootOnDebian();
  if (present && (!mayInstall || existsSync(shellOf(present)))) return { path: present };
  if (!mayInstall) return { refusal: howToInstall() };
  console.log('Installing Chromium with apt-get.');
  const isListed = await apt('update');
  const install = (name: string) => apt('install', '--yes', '--no-install-recommends', name);
  const isInstalled = isListed && (present !== undefined || (await install('chromium')));
  // Where there is no such package the whole one does it all, and takes longer.
  if (isInstalled) await install('chromium-headless-shell');
  const path = findChromium();
  if (path && (isInstalled || present)) return { path };
  return { refusal: 'apt-get could not install the package chromium; its own words are above.' };
}

function howToInstall(): string {
  const chosen = process.env['CHROMIUM_PATH'];
  if (chosen) return `CHROMIUM_PATH says ${chosen}, and there is no such file.`;
  return (
    'The browser journeys need Chromium. On Debian or Ubuntu: sudo apt-get install chromium. ' +
    'Elsewhere: install Chromium or Chrome and set CHROMIUM_PATH to its program.'
  );
}

function isRootOnDebian(): boolean {
  return process.getuid?.() === 0 && existsSync('/etc/debian_version') && existsSync('/usr/bin/apt-get');
}

async function apt(...parameters: readonly string[]): Promise<boolean> {
  const patient = ['--quiet', '--quiet', '-o', 'Acquire::Retries=3', '-o', 'DPkg::Lock::Timeout=300'];
  const { status } = await runCommand('apt-get', [...patient, ...parameters], {
    environment: { DEBIAN_FRONTEND: 'noninteractive' },
    output: 'hide',
  });
  return status === 0;
}
