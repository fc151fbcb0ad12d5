import { apply, matrixOf } from '../align/homography.ts';
import type { MeasuredPlace } from '../criteria/types.ts';
import { rounded } from '../criteria/direction.ts';
import type { Examined } from '../examine.ts';
import type { Assessed } from '../score/assess.ts';
import { atFrame, type NamedFrame } from '../sets/labels.ts';
import type { FrameFinding } from '../sets/types.ts';
import type { Words } from '../types.ts';
import type { CriterionReport, Feedback, FrameResult, Place } from './schema.ts';
import { feedbackOf, say } from './words.ts';

/** Where places are found again in the learner's picture. */
type Placed = Pick<Examined, 'frame' | 'registration'>;

/** What was drawn for a criterion; of a set, for which frame, or for all of them. */
export interface DrawnFor {
  frame: number | null;
  name: string;
  alt: string;
}

/**
 * One criterion of the report. Remarks are in the order the kind gave them: what matters most first. `named` are the
 * frames of a set, none for a single picture.
 */
export function criterionReport(
  assessed: Assessed,
  frames: readonly Placed[],
  named: readonly NamedFrame[],
  evidence: readonly DrawnFor[],
  words: Words,
): CriterionReport {
  const { criterion, measurement, verdict, weight, essential, pass, protects, findings } = assessed;
  const { spec } = criterion;
  const { display } = measurement;
  const score = Math.round(verdict.score);
  return {
    id: spec.id,
    kind: spec.kind,
    title: spec.title,
    value: measurement.value,
    unit: measurement.unit,
    target: measurement.target,
    tolerance: display ? rounded(assessed.scaleOf(display.term).tolerance * display.factor) : 0,
    score,
    weight,
    essential,
    pass,
    passAt: spec.passAt,
    ...(protects ? { factor: score / 100 } : {}),
    ...(spec.region === undefined ? {} : { region: spec.region }),
    feedback: findings.map((finding, i) =>
      weighed(
        feedbackAt(finding, criterion, named, words),
        i === 0,
        spec.essential,
        pass,
        protects && score < DEAR,
      ),
    ),
    places: verdict.score < RIGHT ? placesOf(assessed, frames, named, words) : [],
    evidence: evidence.map(({ name }) => name),
    ...(evidence.length > 0 ? { evidenceText: evidence.map(({ alt }) => alt).join(' ') } : {}),
    ...(named.length > 0 ? { frames: frameResults(assessed, named, evidence, words) } : {}),
  };
}

/** A remark on one frame says which: by its own words, or in front of those that know of no frames. */
function feedbackAt(
  { code, params, frame }: FrameFinding,
  { scope }: Assessed['criterion'],
  named: readonly NamedFrame[],
  words: Words,
): Feedback {
  const at = frame === undefined ? undefined : named[frame];
  if (!at) return feedbackOf(words, { code, params });
  if (scope === 'set' || scope === 'files')
    return { ...feedbackOf(words, { code, params: { ...params, frame: at.label } }), frame: at.name };
  const feedback = feedbackOf(words, { code, params });
  return {
    ...feedback,
    text: atFrame(feedback.text, at, words),
    frame: at.name,
  };
}

/** Places of all frames in their order, numbered through. */
function placesOf(
  { frames: judged }: Assessed,
  frames: readonly Placed[],
  named: readonly NamedFrame[],
  words: Words,
): Place[] {
  return judged
    .flatMap(({ measurement }, i) => measurement.places.map((place) => ({ place, i })))
    .map(({ place, i }, n) => {
      const at = named[i];
      return { ...placeReport(place, n + 1, frames[i]!, words), ...(at ? { frame: at.name } : {}) };
    });
}

function frameResults(
  { frames, readings, measurement }: Assessed,
  named: readonly NamedFrame[],
  evidence: readonly DrawnFor[],
  words: Words,
): FrameResult[] {
  return named.map(({ name }, i) => {
    const own = evidence.filter(({ frame }) => frame === i).map((one) => one.name);
    const reading = readings[i];
    if (reading)
      return {
        frame: name,
        value: reading.value,
        text: say(words, reading.code, reading.params),
        evidence: own,
      };
    const judged = frames[i];
    if (!judged) return { frame: name, value: measurement.value, evidence: own };
    const { pass, score } = judged.verdict;
    return {
      frame: name,
      value: judged.measurement.value,
      score: Math.round(score),
      pass,
      evidence: own,
    };
  });
}

/** From this score on nothing is left to point at. */
export const RIGHT = 99.5;

/** A protection that takes more than this leaves is never a matter of information. */
const DEAR = 90;

/** A remark blocks only where the criterion is not met; the first remark of a failed essential one always does. */
function weighed(
  feedback: Feedback,
  first: boolean,
  essential: boolean,
  pass: boolean,
  dear: boolean,
): Feedback {
  const { severity } = feedback;
  if (dear && severity === 'informative') return { ...feedback, severity: 'actionable' };
  if (severity === 'essential' && pass) return { ...feedback, severity: 'actionable' };
  if (essential && !pass && first) return { ...feedback, severity: 'essential' };
  return feedback;
}

function placeReport(place: MeasuredPlace, n: number, examined: Placed, words: Words): Place {
  const box = inPicture(place, examined);
  return { n, ...box, value: rounded(place.value), text: say(words, place.code, place.params) };
}

/** A box of the frame as fractions of the learner's picture, which has a geometry of its own where it was mapped. */
function inPicture(
  place: MeasuredPlace,
  { frame, registration }: Placed,
): Pick<Place, 'x' | 'y' | 'width' | 'height'> {
  const fraction = (v: number): number => Math.round(Math.min(1, Math.max(0, v)) * 1e4) / 1e4;
  let [x0, y0, x1, y1] = [place.x, place.y, place.x + place.width, place.y + place.height];
  let [width, height] = [frame.width, frame.height];
  if (registration.state === 'mapped') {
    const m = matrixOf(registration);
    [width, height] = [registration.sourceWidth, registration.sourceHeight];
    const corners = [x0, x1].flatMap((x) =>
      [y0, y1].map((y) => apply(m, x - frame.width / 2, y - frame.height / 2)),
    );
    const xs = corners.map(([x]) => x + width / 2);
    const ys = corners.map(([, y]) => y + height / 2);
    [x0, x1, y0, y1] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  }
  const [left, top] = [fraction(x0 / width), fraction(y0 / height)];
  return {
    x: left,
    y: top,
    width: fraction(fraction(x1 / width) - left),
    height: fraction(fraction(y1 / height) - top),
  };
}
