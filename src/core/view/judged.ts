import type { Calibration, ExerciseSpec } from '../../../graders/exercise/schema.ts';
import { figure } from './words.ts';

/** One line of "how it is judged". */
export interface JudgedBy {
  id: string;
  title: string;
  /** "40 %" of the points, or what a protection does. */
  share: string;
  /** From which score the criterion is met: "essential, met from 60", "met from 60". */
  need: string;
  /** What is measured, in plain words. */
  how: string;
  /** What costs nothing, from the calibration. */
  free: string;
}

const HOW: Record<string, string> = {
  'tone-colour':
    'Colour and lightness against the reference, averaged over small cells, so that grain and file format do not count.',
  histogram: 'How tones are spread, from black to white, against the reference.',
  neutral: 'The colour of a place that is neutral in the world.',
  clipping: 'How much of the picture has run into pure black or pure white.',
  'pixel-diff': 'What still differs from the reference inside the marked places.',
  series: 'Whether the frames belong together: how far their means of lightness and colour lie apart.',
  structure: 'Whether texture and edges are still there.',
  detail: 'Fine detail and noise, against the reference.',
  protect: 'Whether everything outside the task is as it was.',
  seam: 'Whether edges of the work can be seen.',
  geometry: 'Angle, scale and frame, found by laying your picture over the start.',
  delivery: 'The facts of the file: format, pixels, bytes, colour profile.',
};

export function judgedBy(spec: ExerciseSpec, calibration: Calibration | null): JudgedBy[] {
  const sum = spec.criteria.reduce((total, criterion) => total + (criterion.weight ?? 0), 0);
  return spec.criteria.map((criterion) => ({
    id: criterion.id,
    title: criterion.title,
    need: `${criterion.essential ? 'essential, ' : ''}met from ${criterion.passAt}`,
    share:
      criterion.weight === undefined
        ? 'multiplies the total'
        : `${Math.round((100 * criterion.weight) / sum)} %`,
    how: HOW[criterion.kind] ?? '',
    free: freeWords(criterion.id, calibration),
  }));
}

function freeWords(id: string, calibration: Calibration | null): string {
  const terms = Object.entries(calibration?.terms ?? {}).filter(([name]) => name.startsWith(`${id}/`));
  const ratios = terms.map(([, term]) => term.ratio).filter(Number.isFinite);
  if (ratios.length === 0) return '';
  const share = 100 / Math.min(...ratios);
  const percent = figure(Math.max(1, Math.round(share)));
  return `Up to ${percent} % of the difference between start and finished picture costs nothing.`;
}
