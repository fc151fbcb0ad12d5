import { fromSimilarity } from '../align/refine.ts';
import type { Finding, MeasuredPlace } from '../criteria/types.ts';
import { rounded } from '../criteria/direction.ts';
import type { Examined } from '../examine.ts';
import type { Assessed } from '../score/assess.ts';
import type { Words } from '../types.ts';
import type { CriterionReport, Feedback, Place } from './schema.ts';
import { feedbackOf, say } from './words.ts';

/** One criterion of the report. Remarks are in the order the kind gave them: what matters most first. */
export function criterionReport(
  assessed: Assessed,
  findings: readonly Finding[],
  evidence: readonly { name: string; alt: string }[],
  examined: Examined,
  words: Words,
): CriterionReport {
  const { criterion, measurement, verdict, weight, essential, pass, protects } = assessed;
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
      weighed(feedbackOf(words, finding), i === 0, spec.essential, pass),
    ),
    places: measurement.places.map((place, i) => placeReport(place, i + 1, examined, words)),
    evidence: evidence.map(({ name }) => name),
    ...(evidence.length > 0 ? { evidenceText: evidence.map(({ alt }) => alt).join(' ') } : {}),
  };
}

/** A remark blocks only where the criterion is not met; the first remark of a failed essential one always does. */
function weighed(feedback: Feedback, first: boolean, essential: boolean, pass: boolean): Feedback {
  const { severity } = feedback;
  if (severity === 'essential' && pass) return { ...feedback, severity: 'actionable' };
  if (essential && !pass && first) return { ...feedback, severity: 'essential' };
  return feedback;
}

function placeReport(place: MeasuredPlace, n: number, examined: Examined, words: Words): Place {
  const box = inPicture(place, examined);
  return { n, ...box, value: rounded(place.value), text: say(words, place.code, place.params) };
}

/** A box of the frame as fractions of the learner's picture, which has a geometry of its own where it was mapped. */
function inPicture(
  place: MeasuredPlace,
  { frame, registration }: Examined,
): Pick<Place, 'x' | 'y' | 'width' | 'height'> {
  const fraction = (v: number): number => Math.round(Math.min(1, Math.max(0, v)) * 1e4) / 1e4;
  let [x0, y0, x1, y1] = [place.x, place.y, place.x + place.width, place.y + place.height];
  let [width, height] = [frame.width, frame.height];
  if (registration.state === 'mapped') {
    const { a, b, dx, dy } = fromSimilarity(registration);
    [width, height] = [registration.sourceWidth, registration.sourceHeight];
    const corners = [x0, x1].flatMap((x) =>
      [y0, y1].map((y) => [x - frame.width / 2, y - frame.height / 2] as const),
    );
    const xs = corners.map(([u, v]) => a * u - b * v + dx + width / 2);
    const ys = corners.map(([u, v]) => b * u + a * v + dy + height / 2);
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
