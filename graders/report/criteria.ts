import { drawPart } from '../evidence/draw-part.ts';
import type { Shown } from '../evidence/draw.ts';
import type { Assessed } from '../score/assess.ts';
import type { NamedFrame } from '../sets/labels.ts';
import type { Evidence, Words } from '../types.ts';
import { criterionReport } from './criterion.ts';
import { causeOf, mostToGain } from './next.ts';
import type { CriterionReport, Report } from './schema.ts';

/** Every criterion as the report has it, what was drawn for them, and the one step that gains most. */
export async function criteriaReport(
  parts: readonly Assessed[],
  frames: readonly Shown[],
  named: readonly NamedFrame[],
  passMark: number,
  words: Words,
): Promise<{ criteria: Report['criteria']; evidence: Evidence[]; next: Pick<Report, 'next'> }> {
  const evidence: Evidence[] = [];
  const criteria: Report['criteria'] = [];
  // All together: what is drawn here and what is encoded beside it overlap.
  const pictures = await Promise.all(parts.map((part) => drawPart(part, frames, named, words)));
  for (const [i, part] of parts.entries()) {
    const drawn = pictures[i]!;
    evidence.push(...drawn.map((one) => one.evidence));
    const shown = drawn.map(({ frame, evidence: { name, alt } }) => ({ frame, name, alt }));
    criteria.push(criterionReport(part, frames, named, shown, words));
  }
  return { criteria, evidence, next: nextStep(parts, criteria, passMark) };
}

function nextStep(
  parts: readonly Assessed[],
  criteria: Report['criteria'],
  passMark: number,
): Pick<Report, 'next'> {
  const said = (part: Assessed): CriterionReport => criteria[parts.indexOf(part)]!;
  const gaining = mostToGain(parts, passMark)?.part;
  const step = gaining && said(gaining).feedback.find(({ severity }) => severity !== 'celebratory');
  if (!step) return {};
  const cause = causeOf(step.code, parts);
  const [part, { code, text }] = cause
    ? [cause.part, said(cause.part).feedback[cause.index]!]
    : [gaining, step];
  return { next: { criterion: part.criterion.spec.id, code, text } };
}
