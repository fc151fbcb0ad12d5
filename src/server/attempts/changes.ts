import { EventEmitter } from 'node:events';

/** A hint within this process that an attempt has changed; the database is the truth. */
export interface Changes {
  changed(attemptId: string): void;
  /** Resolves at the next hint about the attempt, after `ms`, or when `signal` aborts. */
  next(attemptId: string, ms: number, signal: AbortSignal): Promise<void>;
}

export function changes(): Changes {
  const emitter = new EventEmitter().setMaxListeners(0);
  return {
    changed: (attemptId) => void emitter.emit(attemptId),
    next: (attemptId, ms, signal) =>
      new Promise((resolve) => {
        const end = () => {
          clearTimeout(timer);
          emitter.off(attemptId, end);
          signal.removeEventListener('abort', end);
          resolve();
        };
        const timer = setTimeout(end, ms);
        emitter.on(attemptId, end);
        signal.addEventListener('abort', end);
        if (signal.aborted) end();
      }),
  };
}
