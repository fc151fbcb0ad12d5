import type { IncomingMessage } from 'node:http';
import type { Refusal } from '#core/types.ts';

const PAGE_METHODS = ['GET', 'HEAD', 'POST'];
/** A web `Request` cannot carry these, so that not even an endpoint could answer them. */
const NEVER = ['CONNECT', 'TRACE', 'TRACK'];

/** The path as the router will read it: without query, decoded, slashes not doubled; null when it cannot be decoded. */
export function pathOf({ url = '/' }: Pick<IncomingMessage, 'url'>): string | null {
  try {
    return decodeURIComponent(url.split(/[?#]/)[0] ?? '').replace(/[/\\]+/g, '/');
  } catch {
    return null;
  }
}

/**
 * Whether the framework would answer something of its own here: `/_image`, which scales pictures for anybody who asks,
 * `/_server-islands`, `/_actions`. None is used; `/_astro` holds the built files.
 */
export const isInternal = (path: string): boolean => /^\/_(?!astro\/)/i.test(path);

const methodNotAllowed = (method: string): Refusal => ({
  status: 405,
  code: 'method-not-allowed',
  title: 'This address does not take that',
  detail: `${method} is not answered here.`,
  hint: `Use ${PAGE_METHODS.join(', ')}.`,
});

/** Pages are read and sent forms; the API's endpoints say themselves what they take. */
export function refuseMethod(method: string, path: string): Refusal | null {
  const taken = PAGE_METHODS.includes(method) || (/^\/api(\/|$)/.test(path) && !NEVER.includes(method));
  return taken ? null : methodNotAllowed(method);
}

export const ALLOW = PAGE_METHODS.join(', ');
