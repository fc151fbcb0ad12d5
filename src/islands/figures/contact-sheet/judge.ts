import type { Judged, Mark } from './frames.ts';

/** How the learner’s marks (null: not marked yet) compare with the art director’s. */
export function compare(
  marks: readonly (Mark | null)[],
  frames: readonly Judged[],
): { marked: number; agreed: number; apart: number[]; picked: number[] } {
  const given = marks.flatMap((mark, i) => (mark === null ? [] : [{ mark, i }]));
  return {
    marked: given.length,
    agreed: given.filter(({ mark, i }) => mark === frames[i]!.mark).length,
    apart: given.filter(({ mark, i }) => mark !== frames[i]!.mark).map(({ i }) => i),
    picked: given.filter(({ mark }) => mark === 'pick').map(({ i }) => i),
  };
}

/** Where the work stands, in words. */
export function inWords(marks: readonly (Mark | null)[], frames: readonly Judged[]): string {
  const { marked, agreed, apart, picked } = compare(marks, frames);
  if (marked === 0) return 'Look at all nine as they are, small. Which of them meets the brief?';
  const score = `${agreed} of ${marked} as the art director marked them.`;
  if (picked.length > 1) return `${score} ${picked.length} picks are none: the next round needs one base.`;
  if (marked < frames.length) return `${score} ${frames.length - marked} to go.`;
  if (apart.length === 0) return `${score} Now the one change.`;
  const numbers = apart.map((i) => i + 1).join(', ');
  return `${score} You see ${apart.length === 1 ? 'frame' : 'frames'} ${numbers} otherwise: read the notes against the brief.`;
}
