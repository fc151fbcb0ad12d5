import type { Calibration, ExerciseSpec } from '../../../graders/exercise/schema.ts';
import { DELTA_E } from './measured.ts';
import { capital, figure, list } from './words.ts';

/** One line of "how it is judged". */
export interface JudgedBy {
  id: string;
  title: string;
  /** "40 %" of the points, or what damage to a protection does. */
  share: string;
  /** From which score the criterion is met: "essential, met from 60", "met from 60". */
  need: string;
  /** What is measured, in plain words; empty where a line above has said it already. */
  how: string;
  /** What costs nothing, from the calibration. */
  free: string;
}

export const HOW: Record<string, string> = {
  'tone-colour': `Colour and lightness against the reference, averaged over small cells, so that grain and file format do not count. ${DELTA_E} Lightness is told first, since a wrong exposure takes the colours with it.`,
  histogram: 'How tones are spread, from black to white, against the reference.',
  neutral: 'The colour of a place that is neutral in the world.',
  clipping: 'How much of the picture has run into pure black or pure white.',
  'pixel-diff': 'What still differs from the reference inside the marked places.',
  series: 'Whether the frames belong together: how far their means of lightness and colour lie apart.',
  structure: 'Whether texture and edges are still there.',
  detail: 'Fine detail and noise, against the reference.',
  protect: 'Whether everything outside the task is as it was.',
  repair: 'Whether every single repair has the texture that belongs there.',
  specks:
    'Whether anything stands in the mended area, a dot, a hair, a crumb, that the surface around it does not show.',
  ink: 'The colour of the lettering, block by block, whatever the shape of the letters; at their edges ink and paper may mix.',
  seam: 'Whether edges of the work can be seen.',
  swatch: 'The mean colour of a place against the colour that was asked for, its shading included.',
  palette: 'The colours that take up the most room, against those of the brand.',
  placement: 'Where the subject lies in your frame, and how much room it has.',
  matte: 'Transparency along the edge, in holes and soft parts, and colour left over from the background.',
  geometry: 'Angle, proportions and frame, found by laying your picture over the one that was accepted.',
  prompt:
    'Whether the text says what the brief asks for, by the words it uses; it is read for words, not for meaning.',
  'prompt-language':
    'Whether it reads as a text somebody wrote: nothing copied, heaped up, contradicted or borrowed, and of a length that models read.',
  aliasing: 'Whether the picture was reduced through a filter, and not by leaving pixels out.',
  depiction:
    'Whether the file shows a picture: things with outlines and detail, not a sheet of colours, a ramp or noise.',
  key: 'How light or dark the picture is on the whole, and how far its tones reach.',
  delivery: 'The facts of the file: format, pixels, bytes, colour profile.',
  provenance: 'What the file says about where it comes from, what it gives away and whose it is.',
  generation: 'What the file says about how it was made: the settings its generator wrote into it.',
  variants: 'Whether the files differ in what the brief varies, and in nothing else.',
  'prompt-dialect':
    'Whether weights, parameters and syntax are what the brief asks for, as the tool would read them.',
};

/** What `detail` looks at, by its terms. */
const DETAIL: Record<string, string> = {
  sharpness: 'how much fine detail there is',
  noise: 'how much noise there is',
  halo: 'whether strong edges carry a line',
  grain: 'whether the texture runs as it should in every direction',
};

/** Kinds that look at one thing or another, by the parameter that asks for it; the first that is there counts. */
const HOW_ASKED: Record<string, Record<string, string>> = {
  provenance: {
    sourceTypes:
      'Whether the file declares how the picture came to be, in the words that platforms and archives read.',
    strip: 'Whether the file still tells what is nobody’s business: places, names, serial numbers.',
    credit: 'Whether the file still says whose it is, and when it was made.',
  },
  generation: {
    vary: 'The settings in the files, held against each other: what changes, and what stays.',
    words: 'Whether the prompt in the file asks for what the brief asks for, by the words it uses.',
    aspect: 'The shape of the picture, and whether it is as its generator saved it.',
  },
  'prompt-dialect': {
    weights: 'What every phrase weighs in the end, all brackets counted.',
    parameters: 'Every parameter and its value, and that there is none besides.',
    syntax:
      'Whether a bracket, a comma or a sign of another tool is left that the tool would read as letters.',
    words: 'Whether the words themselves are the ones that were approved.',
  },
};

export function judgedBy(spec: ExerciseSpec, calibration: Calibration | null): JudgedBy[] {
  const sum = spec.criteria.reduce((total, criterion) => total + (criterion.weight ?? 0), 0);
  const said = new Set<string>();
  return spec.criteria.map((criterion) => ({
    id: criterion.id,
    title: criterion.title,
    need: `${criterion.essential ? 'essential, ' : ''}met from ${criterion.passAt}`,
    share:
      criterion.weight === undefined ? 'lowers the total' : `${Math.round((100 * criterion.weight) / sum)} %`,
    how: firstTime(howWords(criterion), said),
    free: freeWords(criterion.id, calibration),
  }));
}

/** What is measured, by what the criterion looks at where its kind looks at several things. */
function howWords({ kind, params }: ExerciseSpec['criteria'][number]): string {
  if (kind === 'detail' && Array.isArray(params.terms))
    return `${capital(list(params.terms.map((term) => DETAIL[String(term)]!)))}, against the reference.`;
  const asked = Object.keys(HOW_ASKED[kind] ?? {}).find((name) => name in params);
  return (asked === undefined ? HOW[kind] : HOW_ASKED[kind]?.[asked]) ?? '';
}

function firstTime(words: string, said: Set<string>): string {
  if (said.has(words)) return '';
  said.add(words);
  return words;
}

function freeWords(id: string, calibration: Calibration | null): string {
  const terms = Object.entries(calibration?.terms ?? {}).filter(([name]) => name.startsWith(`${id}/`));
  // Where the start is already as it should be, there is no difference of which to speak.
  const ratios = terms.flatMap(([, { start, ratio }]) =>
    start > 0 && Number.isFinite(ratio) ? [ratio] : [],
  );
  if (ratios.length === 0) return '';
  const share = 100 / Math.min(...ratios);
  const percent = figure(Math.max(1, Math.round(share)));
  return `Up to ${percent} % of the difference between start and finished picture costs nothing.`;
}

/** Why the judge can be trusted, from its own examination; null while there was none. */
export function examined(calibration: Calibration | null): string | null {
  const { verdicts, goldens } = calibration ?? {};
  if (!verdicts || !goldens) return null;
  const wrong = verdicts.falsePasses + verdicts.falseFails;
  const nearest = Math.floor(Math.min(...goldens.map(({ margin }) => margin)));
  const outcome =
    wrong === 0
      ? `it gets every one right, the closest by ${figure(nearest)} points`
      : `it gets ${figure(wrong)} of them wrong`;
  return `Before a learner meets it, the judge itself is examined on ${figure(verdicts.attempts)} attempts whose verdict is known, from careful work in several file formats to typical mistakes and cheap tricks: ${outcome}.`;
}
