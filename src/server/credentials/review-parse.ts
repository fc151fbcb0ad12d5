import { noteMissing } from '#core/certificates/refusals.ts';
import { belowRubric, levelsMissing, marksMissing } from '#core/certificates/review-refusals.ts';
import {
  LEVEL_WORDS,
  passes,
  type Levels,
  type Mark,
  type Rubric,
  type Sample,
} from '#core/certificates/rubric.ts';
import { Refused } from '#core/refusal.ts';
import { list } from '#core/view/words.ts';
import type { CalibrationForm, ReviewForm } from './review-app.ts';

const MOST_SENTENCE = 500;
const MOST_NOTE = 2_000;

/** 1 to 4; 0 where nothing was chosen. */
const levelOf = (typed: string | undefined): number => {
  const level = /^[1-9]$/.test(typed ?? '') ? Number(typed) : 0;
  return level <= LEVEL_WORDS.length ? level : 0;
};

const sentenceOf = (typed: string | undefined): string =>
  [
    ...(typed ?? '')
      .normalize('NFC')
      .replace(/[\p{Cc}\s]+/gu, ' ')
      .trim(),
  ]
    .slice(0, MOST_SENTENCE)
    .join('');

export const parseMarks = ({ dimensions }: Rubric, form: ReviewForm): Mark[] =>
  dimensions.map(({ id, title }) => ({
    dimension: id,
    title,
    level: levelOf(form.levels[id]),
    sentence: sentenceOf(form.sentences[id]),
  }));

/** Null where it is empty. Throws `Refused` 422 note-missing where it is too long, or is empty at a return. */
export function parseNote({ note: given, decision }: ReviewForm): string | null {
  const note = given.trim();
  if (note.length > MOST_NOTE || (decision === 'return' && note === '')) throw new Refused(noteMissing());
  return note === '' ? null : note;
}

/** Whether marks may be decided about so. Throws `Refused` 422 marks-missing, 409 below-rubric. */
export function checkDecision(
  rubric: Rubric,
  marks: readonly Mark[],
  decision: ReviewForm['decision'],
): void {
  if (decision === 'keep') return;
  const open = marks.filter(({ level, sentence }) => level === 0 || sentence === '');
  if (open.length > 0)
    throw new Refused(marksMissing(`${list(open.map(({ title }) => title))}: level or sentence missing`));
  const levels = Object.fromEntries(marks.map(({ dimension, level }) => [dimension, level]));
  const { passed, below, mean } = passes(rubric, levels);
  if (decision === 'return' || passed) return;
  const { least, mean: needed } = rubric.pass;
  throw new Refused(
    belowRubric(
      below.length > 0
        ? `${list(below.map(({ title }) => title))}: below level ${least}.`
        : `Their mean is ${mean.toFixed(1)}; the rubric asks for ${needed}.`,
    ),
  );
}

/** Levels by sample and dimension. Throws `Refused` 422 levels-missing. */
export function parseLevels(
  { dimensions }: Rubric,
  samples: readonly Sample[],
  form: CalibrationForm,
): Record<string, Levels> {
  const levels = Object.fromEntries(
    samples.map(({ id: sample }) => [
      sample,
      Object.fromEntries(dimensions.map(({ id }) => [id, levelOf(form.levels[sample]?.[id])])),
    ]),
  );
  const missing = Object.values(levels)
    .flatMap((one) => Object.values(one))
    .filter((level) => level === 0);
  if (missing.length > 0) throw new Refused(levelsMissing(missing.length));
  return levels;
}
