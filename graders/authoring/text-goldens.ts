import { z } from 'zod';
import type { Submission, TextExercise } from '../types.ts';
import { Bounds, Expected, type Golden } from './goldens.ts';

/** The shape of `goldens.yaml` of a text exercise: prompts as people write them, with the verdict they must get. */
export const TextGoldensFile = z.strictObject({
  /** Free for YAML anchors that several texts share. */
  shared: z.unknown().optional(),
  /** What the brief, handed back as it is, may score. */
  untouched: Bounds.default([0, 40]),
  goldens: z
    .array(z.strictObject({ name: z.string(), text: z.string(), expect: Expected }))
    .min(12, 'at least twelve: good in several styles, middling, stuffed, contradictory, negated, foreign …'),
});
export type TextGoldensFile = z.output<typeof TextGoldensFile>;

/** Nothing at all, the brief handed back, what was given, every accepted text, and those in the file. */
export function goldensOfText(exercise: TextExercise, file: TextGoldensFile): Golden[] {
  const { given } = exercise.spec.submission;
  return [
    {
      name: 'empty',
      expect: { outcome: 'ungradable', code: 'empty-text' },
      submission: async () => textOf('\n'),
    },
    {
      name: 'the brief handed back',
      expect: { outcome: 'not-yet', score: file.untouched },
      submission: async () => textOf(cut(exercise.brief ?? '', exercise.spec.submission.maxCharacters)),
    },
    ...(given === undefined
      ? []
      : [
          {
            name: 'as it was given',
            expect: { outcome: 'not-yet' } as const,
            submission: async () => textOf(given),
          },
        ]),
    ...exercise.references.map(({ path, bytes }): Golden => ({
      name: path,
      expect: { outcome: 'passed', score: [97, 100] },
      submission: async () => ({ files: [{ name: 'prompt.txt', bytes: await bytes() }] }),
    })),
    ...file.goldens.map(({ name, text, expect }): Golden => ({
      name,
      expect,
      submission: async () => textOf(text),
    })),
  ];
}

const textOf = (text: string): Submission => ({
  files: [{ name: 'prompt.txt', bytes: new TextEncoder().encode(text) }],
});

/** The first so many code points: as much of a long text as can be handed in. */
const cut = (text: string, characters: number): string => [...text].slice(0, characters).join('');
