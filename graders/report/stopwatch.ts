import type { GradeOptions } from '../types.ts';
import type { Report } from './schema.ts';

type Phase = Report['phases'][number];

/** Ends the phases of a grade one after the other; durations are rounded to a tenth of a millisecond. */
export function stopwatch({ now, onPhase }: GradeOptions): { all: Phase[]; end(name: Phase['name']): void } {
  const all: Phase[] = [];
  let since = now();
  return {
    all,
    end(name) {
      const at = now();
      all.push({ name, ms: Math.round((at - since) * 10) / 10 });
      since = at;
      onPhase?.(name);
    },
  };
}
