import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Rubric } from '#core/certificates/rubric.ts';
import type { CertificateRule } from '#core/certificates/rules.ts';
import { readRubrics } from './rubrics.ts';

const Slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);

const Rules = z.array(
  z.strictObject({
    id: Slug,
    title: z.string().min(1),
    track: Slug.optional(),
    summary: z.string().min(1),
    narrative: z.string().min(1),
    needs: z.strictObject({
      exercises: z.array(z.strictObject({ track: Slug, atLeast: z.int().positive().optional() })).default([]),
      minimumScore: z.int().min(1).max(100).optional(),
      lessons: z.array(Slug).default([]),
      certificates: z.array(Slug).default([]),
      review: z.literal('required').optional(),
      rubric: Slug.optional(),
    }),
    validYears: z.int().positive().max(50).optional(),
  }),
);
const Tracks = z.array(z.object({ id: Slug, title: z.string() }));
const Lesson = z.object({ title: z.string(), track: Slug, checks: z.array(z.object({ id: Slug })) });

/** What certificates are decided by, as `content/` says it. */
export interface Curriculum {
  rules: CertificateRule[];
  /** Id and title of each track. */
  tracks: ReadonlyMap<string, string>;
  lessons: { key: string; track: string; title: string; checks: number }[];
  /** What people review by. */
  rubrics: Rubric[];
}

/** Reads `content/`; throws with a sentence when a rule names a track or a certificate that is not there. */
export async function readCurriculum(content: string): Promise<Curriculum> {
  const [rules, tracks, lessons, rubrics] = await Promise.all([
    readYaml(join(content, 'certificates.yaml'), Rules),
    readYaml(join(content, 'tracks.yaml'), Tracks),
    readLessons(join(content, 'lessons')),
    readRubrics(join(content, 'rubrics')),
  ]);
  const read = rules.map(({ needs, track = null, validYears = null, ...rule }): CertificateRule => ({
    ...rule,
    track,
    validYears,
    needs: {
      ...needs,
      exercises: needs.exercises.map(({ track: of, atLeast = null }) => ({ track: of, atLeast })),
      minimumScore: needs.minimumScore ?? null,
      review: needs.review !== undefined,
      rubric: needs.rubric ?? null,
    },
  }));
  const titles = new Map(tracks.map(({ id, title }) => [id, title]));
  refuseStrangers(read, titles, rubrics);
  return { rules: read, tracks: titles, lessons, rubrics };
}

function refuseStrangers(
  rules: readonly CertificateRule[],
  tracks: ReadonlyMap<string, string>,
  rubrics: readonly Rubric[],
): void {
  const ids = rules.map(({ id }) => id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice) throw new Error(`content/certificates.yaml has “${twice}” twice.`);
  for (const { id, track, needs } of rules) {
    const named = [...needs.exercises.map((one) => one.track), ...needs.lessons, ...(track ? [track] : [])];
    const strange = named.find((one) => !tracks.has(one));
    if (strange) throw new Error(`The certificate “${id}” names the track “${strange}”, which is not there.`);
    const missing = needs.certificates.find((one) => !ids.includes(one) || one === id);
    if (missing) throw new Error(`The certificate “${id}” rests on “${missing}”, which is no other one.`);
    if (needs.review !== (needs.rubric !== null))
      throw new Error(`The certificate “${id}” needs a review and its rubric together, or neither.`);
    if (needs.rubric !== null && !rubrics.some((one) => one.id === needs.rubric))
      throw new Error(
        `The certificate “${id}” is reviewed by “${needs.rubric}”, which is not in content/rubrics.`,
      );
  }
}

async function readYaml<T>(path: string, schema: z.ZodType<T>): Promise<T> {
  const parsed = schema.safeParse(parse(await readFile(path, 'utf8')));
  if (parsed.success) return parsed.data;
  throw new Error(`${path} cannot be used: ${z.prettifyError(parsed.error)}`);
}

async function readLessons(folder: string): Promise<Curriculum['lessons']> {
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.mdx')).sort();
  return Promise.all(
    names.map(async (name) => {
      const text = await readFile(join(folder, name), 'utf8');
      const head = /^---\r?\n([\s\S]*?)\r?\n---/.exec(text)?.[1] ?? '';
      const { title, track, checks } = Lesson.parse(parse(head));
      return {
        key: name.slice(0, -'.mdx'.length).replaceAll('\\', '/'),
        title,
        track,
        checks: checks.length,
      };
    }),
  );
}
