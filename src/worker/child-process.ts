import { fork, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import type { FromChild, Phase, Task, TaskResult, ToChild } from './protocol.ts';

/** Our failure, not the file's: the child died, ran out of time, or threw. */
export class ChildFailure extends Error {
  readonly code: 'child-crashed' | 'timed-out' | 'grader-threw';
  constructor(code: ChildFailure['code'], message: string) {
    super(message);
    this.code = code;
  }
}

export interface ChildOptions {
  /** Path of the module to run. */
  module: string;
  environment: Record<string, string>;
  /** 0 to 19, higher yields more: pages stay quick while pictures are graded. */
  nice: number;
  /** Folder of certificates whom to believe as signers. */
  trust: string;
  /** Exercise folders to open ahead. */
  warm: () => string[];
  recycleAfter?: { tasks: number; rss: number };
}

export interface GradingChild {
  /** One task at a time. Rejects with `ChildFailure`; after one, the next task runs in a fresh process. */
  run(task: Task, timeoutMs: number, onPhase?: (phase: Phase) => void): Promise<TaskResult>;
  /** Forks now, so that the first task finds a warm process. */
  start(): void;
  readonly pid: number | undefined;
  stop(): void;
}

const MiB = 1024 * 1024;
const RECYCLE = { tasks: 50, rss: 800 * MiB };

const PRLIMIT = '/usr/bin/prlimit';
// Tighter data caps make libvips thrash; the CPU cap ends a child that outlived every other guard.
const LIMITS = ['--data=2147483648', '--core=0', '--nofile=256', '--cpu=3600'];

function forkChild({ module, environment, nice, trust }: ChildOptions): ChildProcess {
  const limited = existsSync(PRLIMIT);
  return fork(module, [String(nice), trust], {
    env: environment,
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    execPath: limited ? PRLIMIT : process.execPath,
    execArgv: limited ? [...LIMITS, process.execPath, '--no-warnings'] : ['--no-warnings'],
  });
}

/** A long-lived process that grades one file at a time and is replaced when it has done much, grown large, or died. */
export function gradingChild(options: ChildOptions): GradingChild {
  const recycle = options.recycleAfter ?? RECYCLE;
  let child: ChildProcess | null = null;
  let done = 0;

  const drop = (gone: ChildProcess): void => {
    if (child === gone) child = null;
    gone.kill('SIGKILL');
  };

  const start = (): ChildProcess => {
    if (child) return child;
    const born = forkChild(options);
    child = born;
    done = 0;
    born.on('error', () => drop(born));
    born.on('exit', () => drop(born));
    born.send({ type: 'warm', folders: options.warm() } satisfies ToChild, () => {});
    return born;
  };

  const run: GradingChild['run'] = (task, timeoutMs, onPhase) => {
    const current = start();
    return new Promise<TaskResult>((resolve, reject) => {
      const settle = (finish: () => void) => {
        clearTimeout(timer);
        current.off('message', onMessage).off('exit', onExit).off('error', onError);
        finish();
      };
      const failed = (failure: ChildFailure) =>
        settle(() => {
          drop(current);
          reject(failure);
        });
      const onExit = (code: number | null, signal: string | null) =>
        failed(new ChildFailure('child-crashed', `The grading process ended (${signal ?? `code ${code}`}).`));
      const onError = (error: Error) => failed(new ChildFailure('child-crashed', error.message));
      const onMessage = (message: FromChild) => {
        if (message.type === 'phase') onPhase?.(message.phase);
        if (message.type !== 'result' && message.type !== 'threw') return;
        done += 1;
        const worn = done >= recycle.tasks || message.rss > recycle.rss;
        settle(() => {
          if (worn) drop(current);
          if (message.type === 'result') resolve(message.result);
          else reject(new ChildFailure('grader-threw', message.message));
          if (worn) start();
        });
      };
      const timer = setTimeout(
        () => failed(new ChildFailure('timed-out', `No result within ${timeoutMs / 1000} s.`)),
        timeoutMs,
      );
      current.on('message', onMessage).on('exit', onExit).on('error', onError);
      current.send({ type: 'task', task } satisfies ToChild, (error) => {
        if (error) onError(error);
      });
    });
  };

  return {
    run,
    start: () => void start(),
    get pid() {
      return child?.pid;
    },
    stop: () => child && drop(child),
  };
}
