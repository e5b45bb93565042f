import { spawn } from 'node:child_process';
import { delimiter, resolve } from 'node:path';

interface CommandOptions {
  readonly folder?: string;
  readonly environment?: NodeJS.ProcessEnv;
  /** `show` prints as it comes; `collect` keeps standard output for the caller; `hide` drops it. */
  readonly output?: 'show' | 'collect' | 'hide';
  /** The same for what it says on standard error, which shows unless the caller wants it among the output. */
  readonly errors?: 'show' | 'collect';
}

export interface CommandOutcome {
  /** 0 when it succeeded; 127 when there is no such program; 128 and above when a signal ended it. */
  readonly status: number;
  readonly output: string;
}

/** Runs a program of this project or of the machine to its end, without standard input. */
export async function runCommand(
  command: string,
  parameters: readonly string[],
  { folder = process.cwd(), environment = {}, output = 'show', errors = 'show' }: CommandOptions = {},
): Promise<CommandOutcome> {
  const ownPrograms = resolve('node_modules/.bin');
  const searchPath = [ownPrograms, process.env['PATH'] ?? ''].join(delimiter);
  const stdout = { show: 'inherit', collect: 'pipe', hide: 'ignore' } as const;
  const child = spawn(command, parameters, {
    cwd: folder,
    env: { ...process.env, PATH: searchPath, ...environment },
    stdio: ['ignore', stdout[output], stdout[errors]],
  });
  const collected: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => collected.push(text));
  }
  const status = await new Promise<number>((settle) => {
    child.once('error', () => settle(127));
    child.once('close', (code) => settle(code ?? 128));
  });
  return { status, output: collected.join('') };
}
