import type { GradingChild } from './child-process.ts';
import { claimLoops } from './claim-loop.ts';
import { gradeJob, type GradeDesk } from './grading-desk.ts';

export const GRADE = 'grade';

export interface Supervisor {
  start(): void;
  /** Something was queued: look now. */
  wake(): void;
  /** Takes no more jobs, hands the running ones back, ends the children. */
  stop(): Promise<void>;
}

/** One loop per child: claim, grade, again. */
export function supervisor(desk: GradeDesk, children: readonly GradingChild[]): Supervisor {
  const loops = claimLoops({
    queue: desk.queue,
    kind: GRADE,
    slots: children,
    perform: (job, child) => gradeJob(desk, child, job),
    log: desk.log,
  });
  return {
    start() {
      for (const child of children) child.start();
      loops.start();
    },
    wake: loops.wake,
    stop: () =>
      loops.stop((running) => {
        for (const child of running) child.stop();
      }),
  };
}
