import { call, type Answer, type Call } from './call.ts';
import type { LabConfig } from './config.ts';

/** Questions about samplers, progress and the like are answered at once, or the generator is not well. */
const QUESTION_MS = 10_000;
const MiB = 1024 * 1024;
/** The largest answer: a picture of some 16 megapixels without compression, as Base64. */
const MOST_BYTES = 64 * MiB;

/** The line to the configured generator: whatever is asked, only its own address is called. */
export interface Line {
  /** The address of a path there. */
  url(path: string): URL;
  get(path: string, signal: AbortSignal): Promise<Answer>;
  post(path: string, json: unknown, limits: Pick<Call, 'signal' | 'timeoutMs'>): Promise<Answer>;
  /** A POST that is answered at once. */
  tell(path: string, json: unknown, signal: AbortSignal): Promise<Answer>;
  /** A picture at an address that an answer named; its origin has been looked at. Carries no key. */
  fetch(address: URL, signal: AbortSignal): Promise<Answer>;
}

/** `headers`: what every call to the generator itself carries, such as its key. */
export function lineTo({ url: base }: Pick<LabConfig, 'url'>, headers: Record<string, string>): Line {
  const url = (path: string) => new URL(base + path);
  const ask = (address: URL, more: Pick<Call, 'method' | 'json' | 'signal' | 'timeoutMs'>) =>
    call(address, { maxBytes: MOST_BYTES, headers, ...more });
  return {
    url,
    get: (path, signal) => ask(url(path), { signal, timeoutMs: QUESTION_MS }),
    post: (path, json, limits) => ask(url(path), { method: 'POST', json, ...limits }),
    tell: (path, json, signal) => ask(url(path), { method: 'POST', json, signal, timeoutMs: QUESTION_MS }),
    fetch: (address, signal) => call(address, { signal, timeoutMs: 6 * QUESTION_MS, maxBytes: MOST_BYTES }),
  };
}
