import { unstable_readConfig as readWranglerFile } from 'wrangler';
import { z } from 'zod';

/** The D1 ids in the repository until the owner has made the databases. */
const placeholderDatabaseId = /^[0-]+1?$/;

const database = z.object({ binding: z.string(), database_name: z.string(), database_id: z.string() });
const configurationSchema = z.object({
  name: z.string(),
  vars: z.record(z.string(), z.unknown()),
  d1_databases: z.tuple([
    database.extend({ binding: z.literal('DB') }),
    database.extend({ binding: z.literal('ANALYTICS') }),
  ]),
});

export interface ProductionDatabase {
  readonly name: string;
  /** Undefined as long as wrangler.toml has a placeholder. */
  readonly id: string | undefined;
}

export interface Production {
  readonly worker: string;
  readonly database: ProductionDatabase;
  /** Page views, apart from everything that knows a person. */
  readonly analytics: ProductionDatabase;
  /** Settings that are no secrets, such as SITE_ORIGIN. */
  readonly settings: Readonly<Record<string, string>>;
}

/** What wrangler.toml says of production. Throws when it isn't as it should be. */
export function readProduction(file = 'wrangler.toml'): Production {
  const configuration = configurationSchema.parse(readWranglerFile({ config: file, env: 'production' }));
  const [shop, analytics] = configuration.d1_databases;
  const settings = Object.entries(configuration.vars).map(([name, value]) => [name, String(value)] as const);
  return {
    worker: configuration.name,
    database: databaseOf(shop),
    analytics: databaseOf(analytics),
    settings: Object.fromEntries(settings),
  };
}

function databaseOf({ database_name: name, database_id: id }: z.output<typeof database>): ProductionDatabase {
  return { name, id: placeholderDatabaseId.test(id) ? undefined : id };
}
