import { Agent, setGlobalDispatcher } from 'undici';

/**
 * Of Vitest's set-up: each `fetch` has a connection of its own. workerd closes one that it has answered on when five
 * seconds have gone by, or when it answered without reading the request to its end; on a busy machine the next request
 * would just then be on its way, and fail.
 */
setGlobalDispatcher(new Agent({ pipelining: 0 }));
