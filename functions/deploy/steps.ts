import type { Production } from './production.ts';

export interface Step {
  readonly title: string;
  readonly command: readonly [string, ...string[]];
  readonly environment: Readonly<Record<string, string>>;
}

/**
 * From the checked project to the live shop. The database changes before the Worker
 * that needs it, so every migration must leave the Worker that is live still working.
 */
export function deploymentSteps(production: Production, openingStockFile: string): readonly Step[] {
  const { database, analytics, settings } = production;
  // Named, or wrangler would take the built configuration, whose paths are the build's.
  const target = ['--config', 'wrangler.toml', '--env', 'production'];
  const buildEnvironment = { CLOUDFLARE_ENV: 'production', SITE_ORIGIN: settings['SITE_ORIGIN'] ?? '' };
  return [
    { title: 'Build, within the budgets', command: ['npm', 'run', 'build'], environment: buildEnvironment },
    {
      title: 'Migrate the database',
      command: ['wrangler', 'd1', 'migrations', 'apply', database.name, '--remote', ...target],
      environment: {},
    },
    {
      title: 'Migrate the database of page views',
      command: ['wrangler', 'd1', 'migrations', 'apply', analytics.name, '--remote', ...target],
      environment: {},
    },
    {
      title: 'Give new pieces their opening stock',
      command: ['wrangler', 'd1', 'execute', database.name, '--remote', '--yes', '--file', openingStockFile, ...target],
      environment: {},
    },
    { title: 'Deploy the Worker and the pages', command: ['wrangler', 'deploy'], environment: {} },
  ];
}

/** As a person would type it. */
export function commandLine({ command, environment }: Step): string {
  return [...Object.entries(environment).map(([name, value]) => `${name}=${value}`), ...command].join(' ');
}
