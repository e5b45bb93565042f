/**
 * Installs what is missing before a command runs. Plain JavaScript, on Node's own
 * modules only: it is the first thing that runs on a fresh clone, on whatever Node
 * the machine has, before TypeScript or any dependency is there.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const oldestNodeMajor = 20;
const projectFolder = fileURLToPath(new URL('../..', import.meta.url));

refuseOldNode();
const reason = whyInstall(projectFolder);
if (reason) {
  console.log(`Installing what the lock file names (${reason}); the first time takes about a minute.`);
  install();
}
refuseMissingNode();

function refuseOldNode() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < oldestNodeMajor) {
    stop(`This needs Node ${oldestNodeMajor} or newer, and this is Node ${process.versions.node}.`);
  }
}

/**
 * npm leaves its own record of what it installed in node_modules; it is written
 * last, so an interrupted installation has none. Packages for other systems are
 * optional, and rightly absent from it.
 */
function whyInstall(folder) {
  const recordFile = join(folder, 'node_modules/.package-lock.json');
  if (!existsSync(recordFile)) return 'nothing is installed yet';
  const installed = readPackages(recordFile);
  const wanted = readPackages(join(folder, 'package-lock.json'));
  const differs = Object.entries(wanted).some(([place, entry]) => {
    if (place === '') return false;
    const present = installed[place];
    if (!present) return !entry.optional;
    return present.version !== entry.version || present.integrity !== entry.integrity;
  });
  return differs ? 'the lock file has changed' : undefined;
}

function readPackages(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch (error) {
    return stop(`${file} can't be read as a lock file: ${error.message}`);
  }
}

/**
 * `error` hides the warning that the machine's Node is older than some packages
 * ask for: the project's own Node 24 is among what is being installed.
 * npm must not run on that Node either, since it is about to replace it.
 */
function install() {
  const searchPath = (process.env.PATH ?? '').split(delimiter);
  const machinePath = searchPath.filter((folder) => !/node_modules[\\/]\.bin[\\/]?$/.test(folder)).join(delimiter);
  const npm = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: projectFolder,
    env: { ...process.env, PATH: machinePath },
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (npm.error?.code === 'ENOENT') {
    stop("npm was not found. It comes with Node: install Node from your system's packages or from nodejs.org.");
  }
  if (npm.error) stop(`npm could not be started: ${npm.error.message}`);
  if (npm.status !== 0) stop('npm ci did not succeed; its own words are above. Nothing was started.');
}

/** The package `node` fetches its program in an install script, which a strict npm setting can forbid. */
function refuseMissingNode() {
  if (existsSync(join(projectFolder, 'node_modules/node/bin/node'))) return;
  if (existsSync(join(projectFolder, 'node_modules/node/bin/node.exe'))) return;
  stop(
    'The packages are there, but the install script of the package `node` did not run. ' +
      'Run: npm rebuild --ignore-scripts=false node workerd esbuild',
  );
}

function stop(sentence) {
  console.error(sentence);
  process.exit(1);
}
