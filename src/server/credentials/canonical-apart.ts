import { Worker } from 'node:worker_threads';
import { verifyBusy } from '#core/certificates/refusals.ts';
import { Refused } from '#core/refusal.ts';
import { codeOf } from '../error-code.ts';
import { NotCanonical } from './canonical.ts';
import type { Said } from './canonical-thread.ts';
import { UnknownContext } from './contexts.ts';

/** Many times what a certificate of ours takes. */
const MOST_MS = 4_000;
/** Documents that wait for the thread; of more, the next one is refused. */
const MOST_WAITING = 12;

let thread: Worker | null = null;
let waiting = 0;
let last: Promise<unknown> = Promise.resolve();

/**
 * `canonical` in a thread of its own, one document after the other. A graph of a few kilobytes can take minutes, in which
 * the thread that works on it answers nobody: this one is ended when it takes too long. It is pure JavaScript, which ends at
 * once. Throws `UnknownContext`, `NotCanonical`, `Refused`.
 */
export async function canonicalApart(document: object): Promise<string> {
  if (waiting >= MOST_WAITING) throw new Refused(verifyBusy());
  waiting += 1;
  const turn = last.then(() => inThread(document));
  last = turn.catch(() => undefined);
  try {
    return textIn(await turn);
  } finally {
    waiting -= 1;
  }
}

function inThread(document: object): Promise<Said> {
  const worker = (thread ??= start());
  return new Promise<Said>((resolve, reject) => {
    const clock = setTimeout(() => {
      thread = null;
      void worker.terminate();
      done({ notCanonical: 'It took too long', term: null });
    }, MOST_MS);
    const failed = (error: Error) => {
      stop();
      if (codeOf(error) === 'ERR_WORKER_OUT_OF_MEMORY')
        resolve({ notCanonical: 'It took too much', term: null });
      else reject(error);
    };
    const stop = () => {
      clearTimeout(clock);
      worker.off('message', done);
      worker.off('error', failed);
    };
    const done = (said: Said) => {
      stop();
      resolve(said);
    };
    worker.on('message', done);
    worker.on('error', failed);
    worker.postMessage(document);
  });
}

function start(): Worker {
  const worker = new Worker(new URL('./canonical-thread.ts', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: 256 },
    env: {},
  });
  // It alone keeps no process from ending.
  worker.unref();
  worker.on('error', () => {
    if (thread === worker) thread = null;
  });
  return worker;
}

function textIn(said: Said): string {
  if ('text' in said) return said.text;
  if ('unknownContext' in said) throw new UnknownContext(said.unknownContext);
  throw new NotCanonical(said.notCanonical, said.term);
}
