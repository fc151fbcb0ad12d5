import { createHash } from 'node:crypto';
import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stringify } from 'yaml';
import type { Learner } from '#core/types.ts';
import { blobStore } from '#server/blobs/blob-store.ts';
import { insertAttempt } from '#server/db/attempts.ts';
import { openStore } from '#server/db/open.ts';
import { insertReport } from '#server/db/reports.ts';
import { IDS, scratch, signUp, testPlatform, type TestPlatform } from './platform.ts';
import { sampleReport } from './sample-report.ts';

/** Certificates over the two small exercises of `writeExercises`. */
const RULES = [
  {
    id: 'seeing',
    title: 'Seeing, practitioner',
    track: 'seeing',
    summary: 'Reads a ramp.',
    narrative: 'Both ramps taken back to grey, and the one lesson done.',
    needs: { exercises: [{ track: 'seeing' }], lessons: ['seeing'] },
  },
  {
    id: 'one-ramp',
    title: 'One ramp',
    track: 'seeing',
    summary: 'One ramp, well done.',
    narrative: 'One ramp with ninety or more.',
    needs: { exercises: [{ track: 'seeing', atLeast: 1 }], minimumScore: 90 },
    validYears: 2,
  },
  {
    id: 'looked-at',
    title: 'Looked at',
    summary: 'What a person has looked at.',
    narrative: 'Everything of the track, looked at by a person.',
    needs: { certificates: ['seeing'], review: 'required', rubric: 'capstone' },
  },
  {
    id: 'empty',
    title: 'Empty',
    track: 'delivery',
    summary: 'A track without exercises.',
    narrative: 'Nothing can be shown for it yet.',
    needs: { exercises: [{ track: 'delivery' }] },
  },
];

const LESSON = `---
title: Reading a ramp
track: seeing
checks:
  - id: first
  - id: second
---

Text.
`;

export async function writeContent(folder: string, rules: object[] = RULES): Promise<void> {
  await mkdir(join(folder, 'lessons', 'seeing'), { recursive: true });
  await writeFile(join(folder, 'certificates.yaml'), stringify(rules));
  const tracks = ['seeing', 'delivery'].map((id, i) => ({
    id,
    order: i + 1,
    title: id === 'seeing' ? 'Seeing' : 'Delivery',
    summary: 'A track.',
  }));
  await writeFile(join(folder, 'tracks.yaml'), stringify(tracks));
  await writeFile(join(folder, 'lessons', 'seeing', 'ramp.mdx'), LESSON);
  await cp(fileURLToPath(new URL('../../content/rubrics', import.meta.url)), join(folder, 'rubrics'), {
    recursive: true,
  });
}

export const LESSON_KEY = 'seeing/ramp';

/** A platform with those certificates; `environment` as of `testPlatform`. */
export async function certifyingPlatform(
  around: Parameters<typeof testPlatform>[0] = {},
): Promise<TestPlatform> {
  const content = await scratch('content');
  await writeContent(content);
  return testPlatform({ content, ...around });
}

export const digestFor = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Puts a graded attempt into the database, as grading would have. Returns its id. */
export async function handIn(
  platform: TestPlatform,
  learner: Learner,
  slug: keyof typeof IDS,
  score: number,
  { file = `${slug} ${score}`, at = Date.UTC(2026, 0, 5) } = {},
): Promise<string> {
  const store = openStore(join(platform.data, 'atelier.db'));
  const id = `attempt-${slug}-${score}-${learner.id}`;
  const stored = await (await blobStore(join(platform.data, 'blobs'))).put(Buffer.from(file));
  await store.transaction(async (trx) => {
    await insertAttempt(trx, {
      id,
      learnerId: learner.id,
      exerciseId: IDS[slug],
      exerciseSlug: slug,
      receivedAt: at,
      arrivedAt: at,
      files: [{ name: 'mine.png', ...stored }],
    });
    const report = sampleReport({ score });
    await insertReport(trx, {
      id: `report-${id}`,
      attemptId: id,
      report,
      createdAt: at + 1000,
      evidence: [],
    });
  });
  await store.close();
  return id;
}

export async function doLesson(platform: TestPlatform, learner: Learner): Promise<void> {
  for (const check of ['first', 'second'])
    await platform.app.progress.answerCheck(learner, LESSON_KEY, check, 0, true);
}

/** A learner for whom the certificate `seeing` is due. */
export async function dueLearner(platform: TestPlatform, name = 'learner1'): Promise<Learner> {
  const { learner } = await signUp(platform, name);
  await handIn(platform, learner, 'grey', 92);
  await handIn(platform, learner, 'blue', 81);
  await doLesson(platform, learner);
  return learner;
}

export const BOTH = { name: true, pictures: true };

/** Issues the certificate `seeing` to a new learner. */
export async function issued(
  platform: TestPlatform,
  name = 'learner1',
  consent = BOTH,
): Promise<{ learner: Learner; id: string; document: string }> {
  const learner = await dueLearner(platform, name);
  const outcome = await platform.app.credentials.claim(learner, 'seeing', consent);
  if (!outcome.ok) throw new Error(outcome.refusal.title);
  const found = await platform.app.credentials.document(outcome.value);
  if (!found || typeof found === 'string') throw new Error('the certificate is not there');
  return { learner, id: outcome.value, document: found.text };
}
