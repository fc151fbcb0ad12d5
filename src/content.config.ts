import { file, glob } from 'astro/loaders';
import { z } from 'astro/zod';
import { defineCollection } from 'astro:content';
import { Report } from '../graders/report/schema.ts';

const Slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);

const Check = z.strictObject({
  id: Slug,
  question: z.string(),
  picture: z.string().optional(),
  pictureAlt: z.string().optional(),
  options: z
    .array(z.strictObject({ text: z.string(), correct: z.boolean(), why: z.string() }))
    .min(2)
    .max(6)
    .refine(
      (options) => options.filter((option) => option.correct).length === 1,
      'exactly one option is correct',
    ),
});

const lessons = defineCollection({
  loader: glob({ base: './content/lessons', pattern: '*/*.mdx' }),
  schema: z.strictObject({
    title: z.string(),
    track: Slug,
    order: z.int().positive(),
    minutes: z.int().positive(),
    summary: z.string(),
    skills: z.array(Slug).min(1),
    exercise: Slug,
    checks: z.array(Check).min(1),
  }),
});

/** What the learner reads of an exercise; everything else about it comes from the catalogue. */
const exerciseTexts = defineCollection({
  loader: glob({ base: './exercises', pattern: '*/*/{brief,hints}.mdx' }),
  schema: z.object({}),
});

const tracks = defineCollection({
  loader: file('content/tracks.yaml'),
  schema: z.strictObject({
    id: Slug,
    order: z.int().positive(),
    title: z.string(),
    summary: z.string(),
  }),
});

const skills = defineCollection({
  loader: file('content/skills.yaml'),
  schema: z.strictObject({ id: Slug, track: Slug, title: z.string() }),
});

/** Reports of pictures that the site itself shows as examples, as `atelier grade --json` printed them. */
const proofs = defineCollection({
  loader: glob({ base: './content/proofs', pattern: '*.json' }),
  schema: Report,
});

export const collections = { lessons, exerciseTexts, tracks, skills, proofs };
