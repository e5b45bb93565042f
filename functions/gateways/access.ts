import { z } from 'zod';
import type { Config } from '../config.ts';

/** The only file that asks Cloudflare Access for anything: the public keys of its tokens. It tells it nothing. */

const path = '/cdn-cgi/access/certs';

/** All that is read of the keys: usually two, the one that signs now and the one before. */
const keySet = z.object({
  keys: z
    .array(
      z.object({
        kid: z.string(),
        kty: z.string(),
        alg: z.string().optional(),
        use: z.string().optional(),
        n: z.string().optional(),
        e: z.string().optional(),
      }),
    )
    .max(20),
});

/** By operation, all that is read of an answer; a test holds it against src/policy/outbound-calls.ts. */
export const readOfAccess = { [`GET ${path}`]: keySet } as const;

export type AccessKeys = z.output<typeof keySet>;

interface KeptKeys {
  readonly keys: AccessKeys;
  readonly readAt: number;
  /** When they were last read again for a token whose key was not among them. */
  readonly readAgainAt: number;
}

/** A key that was taken back is believed no longer than this. Access keeps one for seven days after its successor. */
const keptMilliseconds = 60 * 60_000;
/** However many tokens name a key that nobody knows, the keys are asked for no more often than this. */
const coolDownMilliseconds = 30_000;
const patienceMilliseconds = 5_000;

/** By address, as long as this isolate lives. Values alone: a promise belongs to the request that made it. */
const keptByAddress = new Map<string, KeptKeys>();

export class AccessGateway {
  readonly #address: string;

  constructor(config: Pick<Config, 'accessTeamDomain'>) {
    this.#address = config.accessTeamDomain + path;
  }

  /** @param now milliseconds since the epoch */
  async readKeys(now: number): Promise<AccessKeys | 'unreachable'> {
    const kept = keptByAddress.get(this.#address);
    if (kept && now - kept.readAt < keptMilliseconds) return kept.keys;
    const keys = await this.#ask();
    if (!keys) return 'unreachable';
    keptByAddress.set(this.#address, { keys, readAt: now, readAgainAt: kept?.readAgainAt ?? -Infinity });
    return keys;
  }

  /** For a token whose key was not among those: Access may have changed them since. Within the cool-down, the same again. */
  async readKeysAgain(now: number): Promise<AccessKeys | 'unreachable'> {
    const kept = keptByAddress.get(this.#address);
    if (kept && now - kept.readAgainAt < coolDownMilliseconds) return kept.keys;
    const keys = await this.#ask();
    if (!keys) return 'unreachable';
    keptByAddress.set(this.#address, { keys, readAt: now, readAgainAt: now });
    return keys;
  }

  /** Undefined where no keys came, whatever came instead: nobody is let in on the strength of it. */
  async #ask(): Promise<AccessKeys | undefined> {
    try {
      const signal = AbortSignal.timeout(patienceMilliseconds);
      const response = await fetch(this.#address, { redirect: 'manual', signal });
      if (response.status === 200) return keySet.parse(await response.json());
      await response.body?.cancel();
      return undefined;
    } catch {
      return undefined;
    }
  }
}
