import { granted, refuse } from '#core/refusal.ts';
import { lookedTooOften } from '#core/text-refusals.ts';
import { criteriaOf } from '../../../graders/examine.ts';
import { textContext } from '../../../graders/prompt/context.ts';
import { readText, type TextFile } from '../../../graders/prompt/read-text.ts';
import { promptReport } from '../../../graders/prompt/report.ts';
import { measureText } from '../../../graders/sets/measure-frames.ts';
import type { TextExercise, Words } from '../../../graders/types.ts';
import type { Prompts } from '../app.ts';
import type { TextReader } from '../attempts/receive-text.ts';
import { rateLimit } from '../rate-limit.ts';
import { lookOf } from './look.ts';

interface Parts {
  texts: TextReader;
  words: Words;
  /** Looks of one sender. */
  perMinute: number;
  now(): number;
}

const MINUTE = 60_000;
/** A text that is only looked at is no upload; its body is small and soon gone. */
const UNMETERED = { take: () => {}, end: () => {} };

/**
 * Texts that are read without being graded. They are read in this process, not in a child: a text has no decoder that
 * could be tricked, its length is bounded by the exercise before anything looks at it (1,800 characters at most in those
 * that are shipped), and reading is linear: about 30 ms for such a text, a third of a second for 20,000 characters, several
 * times that on a crowded machine. The child that looks at uploads may be busy for longer. The first reading loads the
 * tagger, a quarter of a second.
 */
export function prompts({ texts, words, perMinute, now }: Parts): Prompts {
  const looks = rateLimit(perMinute, MINUTE, now);

  const reading = (exercise: TextExercise, { text, characters }: Pick<TextFile, 'text' | 'characters'>) => {
    const context = textContext(text, exercise);
    const found = criteriaOf(exercise).map((criterion) => measureText(criterion, context));
    return { found, report: promptReport({ text, characters }, context.parsed, found, words) };
  };

  return {
    read: (exercise, request) => texts.arrived(request, exercise.spec.submission, UNMETERED),

    look(exercise, text, sender) {
      if (!looks.take(sender)) return refuse(lookedTooOften());
      const refusal = texts.refusal(text, exercise.spec.submission);
      if (refusal) return refuse(refusal);
      const { report, found } = reading(exercise, { text, characters: 0 });
      return granted(lookOf(report, found));
    },

    async accepted(exercise) {
      const [file] = exercise.references;
      if (!file) return null;
      const read = readText({ name: file.path, bytes: await file.bytes() }, exercise.spec.submission);
      return read.ok ? reading(exercise, read.value).report : null;
    },
  };
}
