import type { House } from '../../src/catalog/house.ts';
import type { Production } from './production.ts';
import { refusalsOfAccount, refusalsOfProject } from './refusals.ts';
import { commandLine, deploymentSteps, type Step } from './steps.ts';

export interface Surroundings {
  readonly house: House;
  readonly production: Production;
  /** What only the owner can add to the pieces and to what the law prescribes, a sentence each. */
  readonly lacking: readonly string[];
  readonly openingStockFile: string;
  /** The names of the secrets that production has, or why they can't be listed. */
  readonly listSecrets: () => Promise<readonly string[] | { readonly failure: string }>;
  /** Runs a step's command to its end; 0 is success. */
  readonly run: (step: Step) => Promise<number>;
  readonly say: (words: string) => void;
}

/**
 * Deploys, or refuses with the whole list of what is missing before anything is
 * changed. A dry run checks what needs no account and shows the steps. Returns the
 * status to exit with.
 */
export async function goLive(surroundings: Surroundings, isDryRun: boolean): Promise<0 | 1> {
  const { house, production, lacking, openingStockFile, say } = surroundings;
  const refusals = [
    ...refusalsOfProject(house, production),
    ...lacking,
    ...(isDryRun ? [] : await refusalsOfSecrets(surroundings)),
  ];
  const steps = deploymentSteps(production, openingStockFile);
  if (isDryRun) showSteps(steps, say);
  if (refusals.length > 0) {
    say(
      `\nThe shop is not ready to go live. Missing, or not right yet:\n${refusals.map((words) => `  ${words}`).join('\n')}`,
    );
    return 1;
  }
  if (isDryRun) return 0;
  for (const step of steps) {
    say(`\n── ${step.title}\n$ ${commandLine(step)}`);
    const status = await surroundings.run(step);
    if (status !== 0) {
      say(`"${step.title}" ended with ${status}. The steps after it were not taken.`);
      return 1;
    }
  }
  say('\nThe shop is live.');
  return 0;
}

async function refusalsOfSecrets({ listSecrets }: Surroundings): Promise<readonly string[]> {
  const listed = await listSecrets();
  if ('failure' in listed) return [listed.failure];
  return refusalsOfAccount(listed);
}

function showSteps(steps: readonly Step[], say: Surroundings['say']): void {
  say('A dry run: nothing is changed, and the secrets, which only the account knows, are not looked up.');
  for (const step of steps) say(`\n── ${step.title}\n$ ${commandLine(step)}`);
}
