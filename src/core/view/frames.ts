import type { CriterionReport, Report } from '../../../graders/report/schema.ts';
import type { Comment } from '../review/types.ts';
import { shownFile } from '../shown-files.ts';
import type { Attempt } from '../types.ts';
import { evidenceAddress, viewerContent, type Layer, type ViewerContent } from './viewer.ts';
import { figure } from './words.ts';

/** One frame of a set on the attempt's page. */
export interface FrameView {
  name: string;
  /** "2, Lemon". */
  label: string;
  /** The learner's picture, small. */
  thumbnail: string;
  /** Criteria that this frame does not meet. */
  unmet: number;
  content: ViewerContent;
}

/** The frames of a graded set in their order; none for a single picture. `layers`: those of each frame. */
export function frameViews(
  attempt: Attempt,
  layers: readonly Layer[][],
  comments: readonly Comment[] = [],
): FrameView[] {
  const { frames = [], criteria = [] } = attempt.report ?? {};
  return frames.map(({ name, title, file }, i) => ({
    name,
    label: `${i + 1}, ${title}`,
    thumbnail: evidenceAddress(attempt.id, shownFile(file)),
    unmet: criteria.filter((one) => one.frames?.some(({ frame, pass }) => frame === name && pass === false))
      .length,
    content: viewerContent(attempt, layers[i] ?? [], name, comments),
  }));
}

/** What a criterion says of each frame: its points, or its difference in words; none where it has one measure for all of them. */
export function frameLines(
  { frames = [], unit }: CriterionReport,
  report: Pick<Report, 'frames'>,
): { title: string; text: string; score: string; pass: boolean }[] {
  const together = frames.every(({ text, score }) => text === undefined && score === undefined);
  if (together && new Set(frames.map(({ value }) => value)).size === 1) return [];
  return frames.map(({ frame, value, score, pass = true, text }) => ({
    title: titleOf(frame, report),
    text: text ?? `${figure(value)} ${unit}`,
    score: score === undefined ? '' : String(score),
    pass,
  }));
}

/** "Frame 2, Lemon" of a frame's name, of a generator's file "Picture 2, two.png", as the grader's sentences call it. */
export function titleOf(frame: string, { frames = [] }: Pick<Report, 'frames'>): string {
  const i = frames.findIndex(({ name }) => name === frame);
  if (i < 0) return frame;
  return `${frame === `picture-${i + 1}` ? 'Picture' : 'Frame'} ${i + 1}, ${frames[i]!.title}`;
}
