import { unstable_readConfig as readWranglerFile } from 'wrangler';
import { z } from 'zod';

/** The D1 id in the repository until the owner has made a database. */
const placeholderDatabaseId = /^[0-]+$/;

const configurationSchema = z.object({
  name: z.string(),
  vars: z.record(z.string(), z.unknown()),
  d1_databases: z
    .array(z.object({ binding: z.string(), database_name: z.string(), database_id: z.string() }))
    .length(1),
});

export interface Production {
  readonly worker: string;
  readonly databaseName: string;
  /** Undefined as long as wrangler.toml has the placeholder. */
  readonly databaseId: string | undefined;
  /** Settings that are no secrets, such as SITE_ORIGIN. */
  readonly settings: Readonly<Record<string, string>>;
}

/** What wrangler.toml says of production. Throws when it isn't as it should be. */
export function readProduction(file = 'wrangler.toml'): Production {
  const configuration = configurationSchema.parse(readWranglerFile({ config: file, env: 'production' }));
  const [database] = configuration.d1_databases;
  const settings = Object.entries(configuration.vars).map(([name, value]) => [name, String(value)] as const);
  return {
    worker: configuration.name,
    databaseName: database?.database_name ?? '',
    databaseId: database && !placeholderDatabaseId.test(database.database_id) ? database.database_id : undefined,
    settings: Object.fromEntries(settings),
  };
}
