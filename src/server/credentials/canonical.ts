import { createHash } from 'node:crypto';
import jsonld from 'jsonld';
import { loadContext, UnknownContext } from './contexts.ts';

/** A JSON-LD document that cannot be put into canonical form; `term` is what no context explains, where that is why. */
export class NotCanonical extends Error {
  readonly term: string | null;
  constructor(message: string, term: string | null = null) {
    super(message);
    this.term = term;
  }
}

/** What jsonld throws in safe mode names the event that would have lost data. */
interface SafeModeError {
  details?: { event?: { details?: { property?: string; value?: string; type?: string; id?: string } } };
}

const termOf = (error: unknown): string | null => {
  const details = (error as SafeModeError).details?.event?.details;
  return details?.property ?? details?.type ?? details?.id ?? details?.value ?? null;
};

/** A hundred times what a certificate of ours takes: a graph made to be canonicalised for ever is given up. */
const MOST_MS = 5_000;

/**
 * N-Quads of a document in RDFC-1.0. Safe mode: a term that no context explains would be dropped, so that a signature
 * would not cover it; it throws instead. Throws `UnknownContext`, `NotCanonical`.
 */
export async function canonical(document: object): Promise<string> {
  // RDFC-1.0 and the signal are younger than the types.
  const options: object = {
    algorithm: 'RDFC-1.0',
    format: 'application/n-quads',
    safe: true,
    documentLoader: loadContext,
    signal: AbortSignal.timeout(MOST_MS),
  };
  try {
    return await jsonld.canonize(document as jsonld.JsonLdDocument, options);
  } catch (error) {
    const unknown = unknownContext(error);
    if (unknown) throw unknown;
    throw new NotCanonical(error instanceof Error ? error.message : String(error), termOf(error));
  }
}

/** jsonld wraps what its loader throws. */
function unknownContext(error: unknown): UnknownContext | null {
  for (let at: unknown = error, deep = 0; at instanceof Error && deep < 5; deep += 1) {
    if (at instanceof UnknownContext) return at;
    const { details } = at as { details?: { cause?: unknown } };
    at = details?.cause ?? at.cause;
  }
  return null;
}

export const sha256 = (text: string): Buffer => createHash('sha256').update(text, 'utf8').digest();
