import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';

/** One request, read whole before it is handled. */
export interface Call {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** What goes back; `hangUp` closes the connection without an answer, as a broken network would. */
export type Answer =
  | { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: string | Buffer }
  | { readonly hangUp: true };

export interface Serving {
  /** "http://127.0.0.1:4242", without a slash at the end. */
  readonly url: string;
  close(): Promise<void>;
}

export interface ServeOptions {
  /** 0 lets the system choose. */
  readonly port: number;
  readonly host: string;
  readonly maximumBodyBytes: number;
  readonly handle: (call: Call) => Promise<Answer>;
}

const loopbackHosts = new Set(['127.0.0.1', '::1', 'localhost']);

/**
 * Listens on a loopback address only: a stand-in accepts test keys and shows what it received, so nothing outside this
 * machine may reach it. Throws when the host is another one or the port is taken.
 */
export async function serveOnLoopback(options: ServeOptions): Promise<Serving> {
  if (!loopbackHosts.has(options.host)) throw new Error(`A stand-in binds to loopback only, not to ${options.host}.`);
  const server = createServer((request, response) => {
    answerOne(options, request, response).catch((error: unknown) => {
      console.error('A stand-in failed to answer:', error);
      request.socket.destroy();
    });
  });
  // Far longer than the Worker keeps a connection: one that this end closed first could just be taken for a request.
  server.keepAliveTimeout = 60_000;
  const port = await listen(server, options);
  const host = options.host.includes(':') ? `[${options.host}]` : options.host;
  return { url: `http://${host}:${port}`, close: () => closeServer(server) };
}

async function answerOne(options: ServeOptions, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await readBody(request, options.maximumBodyBytes);
  if (body === 'too-large') {
    response.writeHead(413, { 'content-type': 'text/plain; charset=utf-8', connection: 'close' });
    response.end('The request is larger than this stand-in accepts.\n');
    return;
  }
  const url = new URL(request.url ?? '/', `http://${options.host}`);
  const answer = await options.handle({ method: request.method ?? 'GET', url, headers: request.headers, body });
  if ('hangUp' in answer) {
    request.socket.destroy();
    return;
  }
  response.writeHead(answer.status, answer.headers);
  response.end(request.method === 'HEAD' ? undefined : answer.body);
}

async function readBody(request: IncomingMessage, maximumBodyBytes: number): Promise<Buffer | 'too-large'> {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of request) {
    const bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
    sizeBytes += bytes.length;
    if (sizeBytes > maximumBodyBytes) return 'too-large';
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

function listen(server: Server, { port, host }: ServeOptions): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'EADDRINUSE' ? new Error(`Port ${port} is taken.`, { cause: error }) : error);
    });
    server.listen(port, host, () => {
      const address = server.address();
      resolve(address !== null && typeof address === 'object' ? address.port : port);
    });
  });
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()));
    server.closeAllConnections();
  });
}
