/** Half a minute first, doubled each time: the ten tries that wrangler.toml allows last over eight hours. */
const firstSeconds = 30;
/** The longest that the queue takes. */
const longestSeconds = 12 * 60 * 60;

/** How long a batch that failed waits. @param attempts how often it was tried, this time too */
export function retryDelaySeconds(attempts: number): number {
  return Math.min(firstSeconds * 2 ** (attempts - 1), longestSeconds);
}
