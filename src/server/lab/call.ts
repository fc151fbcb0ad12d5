import { request as plain, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as secured } from 'node:https';
import { GeneratorProblem } from './generator.ts';

/** What is asked of the generator. Redirects are never followed. */
export interface Call {
  method?: 'GET' | 'POST';
  json?: unknown;
  headers?: Record<string, string>;
  signal: AbortSignal;
  timeoutMs: number;
  /** Bytes of the answer from which on it is cut off. */
  maxBytes: number;
}

export interface Answer {
  status: number;
  headers: IncomingMessage['headers'];
  bytes: Uint8Array;
}

/** Before a connection stands nothing can have been sent, and nothing has cost anything. */
const NOT_CONNECTED = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'];

/**
 * One exchange over HTTP. Throws `GeneratorProblem` when there is no whole answer in time, when it is too large, or a
 * redirect; every other status is an answer. Throws the signal's reason when it aborts.
 */
export function call(url: URL, { method = 'GET', json, headers = {}, ...limits }: Call): Promise<Answer> {
  const body = json === undefined ? undefined : Buffer.from(JSON.stringify(json));
  const options: RequestOptions = {
    method,
    headers: {
      accept: 'application/json, image/*',
      ...(body ? { 'content-type': 'application/json', 'content-length': String(body.byteLength) } : {}),
      ...headers,
    },
    agent: false,
    signal: limits.signal,
  };
  return new Promise<Answer>((resolve, reject) => {
    const request = (url.protocol === 'https:' ? secured : plain)(url, options);
    let connected = false;
    const fail = (error: unknown) => {
      clearTimeout(timer);
      request.destroy();
      reject(limits.signal.aborted ? limits.signal.reason : error);
    };
    const timer = setTimeout(
      () => fail(new GeneratorProblem(connected ? 'timed-out' : 'unreachable', { mayHaveCost: connected })),
      limits.timeoutMs,
    );
    request.on('socket', (socket) => {
      if (socket.connecting) socket.once('connect', () => (connected = true));
      else connected = true;
    });
    request.on('error', (error: NodeJS.ErrnoException) => {
      const gone = NOT_CONNECTED.includes(error.code ?? '') || !connected;
      fail(new GeneratorProblem(gone ? 'unreachable' : 'broken-off', { mayHaveCost: !gone }));
    });
    request.on('response', (response) => {
      void answerOf(response, limits.maxBytes).then((answer) => {
        clearTimeout(timer);
        resolve(answer);
      }, fail);
    });
    request.end(body);
  });
}

async function answerOf(response: IncomingMessage, maxBytes: number): Promise<Answer> {
  const status = response.statusCode ?? 0;
  if (status >= 300 && status < 400) throw new GeneratorProblem('redirected');
  if (Number(response.headers['content-length'] ?? 0) > maxBytes)
    throw new GeneratorProblem('too-much', { mayHaveCost: true });
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      bytes += chunk.byteLength;
      if (bytes > maxBytes) throw new GeneratorProblem('too-much', { mayHaveCost: true });
      chunks.push(chunk);
    }
  } catch (error) {
    throw error instanceof GeneratorProblem
      ? error
      : new GeneratorProblem('broken-off', { mayHaveCost: true });
  }
  if (!response.complete) throw new GeneratorProblem('broken-off', { mayHaveCost: true });
  return { status, headers: response.headers, bytes: Buffer.concat(chunks) };
}

/** The JSON of an answer as this shape; `not-understood` when it is anything else. */
export function jsonOf<T>(
  answer: Answer,
  shape: { safeParse(value: unknown): { success: true; data: T } | { success: false } },
): T {
  const value = readJson(answer);
  const parsed = shape.safeParse(value);
  if (!parsed.success) throw new GeneratorProblem('not-understood', { mayHaveCost: answer.status < 300 });
  return parsed.data;
}

/** Undefined where it is none. */
export function readJson({ bytes }: Answer): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8')) as unknown;
  } catch {
    return undefined;
  }
}

/** Seconds or a date (RFC 9110, 10.2.3), as milliseconds from now, at most an hour. */
export function retryAfter({ headers }: Answer, now: number): number | null {
  const given = headers['retry-after'];
  if (!given) return null;
  const ms = /^\d{1,6}$/.test(given) ? Number(given) * 1000 : Date.parse(given) - now;
  return Number.isFinite(ms) ? Math.min(Math.max(ms, 0), 3_600_000) : null;
}
