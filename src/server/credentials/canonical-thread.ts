import { parentPort } from 'node:worker_threads';
import { canonical, NotCanonical } from './canonical.ts';
import { UnknownContext } from './contexts.ts';

/** What a thread of its own says: the canonical form, or why there is none. */
export type Said =
  { text: string } | { unknownContext: string } | { notCanonical: string; term: string | null };

async function said(document: object): Promise<Said> {
  try {
    return { text: await canonical(document) };
  } catch (error) {
    if (error instanceof UnknownContext) return { unknownContext: error.url };
    if (error instanceof NotCanonical) return { notCanonical: error.message, term: error.term };
    throw error;
  }
}

parentPort?.on(
  'message',
  (document: object) => void said(document).then((one) => parentPort?.postMessage(one)),
);
