import type { Finding, Measurement, Verdict } from '../criteria/types.ts';
import type { FrameFinding } from './types.ts';

/** What a criterion found at one frame, judged by the scales of the whole. */
export interface JudgedFrame {
  measurement: Measurement;
  verdict: Verdict;
}

/** Remarks on as many frames as anyone takes in at once; on a single one two. */
const FRAMES_NAMED = 4;
/** From here on a frame needs no remark of its own. */
const FINE = 90;

/** Of a set, the remarks on the frames that are off, worst first; where none is, those on the set as a whole. */
export function remarksOver(
  frames: readonly JudgedFrame[],
  explain: (measurement: Measurement, verdict: Verdict) => Finding[],
): FrameFinding[] {
  const worstFirst = frames
    .map((frame, index) => ({ ...frame, index }))
    .sort((p, q) => p.verdict.score - q.verdict.score);
  const off = worstFirst.filter(({ verdict }) => verdict.score < FINE).slice(0, FRAMES_NAMED);
  const [worst] = worstFirst;
  if (frames.length === 1 || off.length === 0) return explain(worst!.measurement, worst!.verdict);
  return off.flatMap(({ measurement, verdict, index }) =>
    explain(measurement, verdict)
      .slice(0, off.length > 1 ? 1 : 2)
      .map((finding) => ({ ...finding, frame: index })),
  );
}
