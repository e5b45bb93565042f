import { Agent, setGlobalDispatcher } from 'undici';

/**
 * Of Vitest's set-up: `fetch` lets go of a connection long before workerd and Node's servers do, after five seconds
 * without a request. On a busy machine it would else ask by one that the other end is just closing.
 */
setGlobalDispatcher(new Agent({ keepAliveTimeout: 1_000 }));
