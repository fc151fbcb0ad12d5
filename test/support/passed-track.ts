import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import type { Report } from '#graders/report/schema.ts';
import { blobStore } from '#server/blobs/blob-store.ts';
import { openCatalogue } from '#server/catalogue/catalogue.ts';
import { readCurriculum } from '#server/credentials/rules.ts';
import { insertAttempt } from '#server/db/attempts.ts';
import { putCheckAnswer } from '#server/db/check-answers.ts';
import { learnerByEmail } from '#server/db/learners.ts';
import { openStore } from '#server/db/open.ts';
import { insertReport } from '#server/db/reports.ts';
import { sampleReport } from './sample-report.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Makes the shipped certificate of a track due for the account with this address, in the data folder of a school that may
 * be running: a passed attempt at every exercise, with its reference as what was handed in, and every question answered.
 * Returns the files handed in.
 */
export async function passTrack(data: string, email: string, track: string): Promise<Uint8Array[]> {
  const { catalogue } = await openCatalogue(join(ROOT, 'exercises'));
  const { lessons } = await readCurriculum(join(ROOT, 'content'));
  const store = openStore(join(data, 'atelier.db'));
  const blobs = await blobStore(join(data, 'blobs'));
  const learner = (await learnerByEmail(store.db, email))!.learner;
  const handedIn: Uint8Array[] = [];
  const exercises = catalogue.all().filter((exercise) => exercise.track === track);
  for (const [n, { slug, spec, references }] of exercises.entries()) {
    const [reference] = references;
    const bytes = reference ? await reference.bytes() : Buffer.from(`text for ${slug}`);
    handedIn.push(bytes);
    const original = await blobs.put(bytes);
    const shown = await sharp(bytes)
      .resize({ width: 1200, withoutEnlargement: true })
      .flatten({ background: '#fff' })
      .webp()
      .toBuffer({ resolveWithObject: true })
      .catch(() => null);
    const picture = shown && (await blobs.put(new Uint8Array(shown.data)));
    const at = Date.now() - (n + 2) * 86_400_000;
    const id = createHash('sha256').update(`${learner.id} ${slug}`).digest('hex').slice(0, 26);
    const report: Report = {
      ...sampleReport({ score: 96 - ((n * 5) % 17) }),
      outcome: 'passed',
      exercise: { id: spec.id, slug, digest: 'd'.repeat(64) },
    };
    await store.transaction(async (trx) => {
      await insertAttempt(trx, {
        id,
        learnerId: learner.id,
        exerciseId: spec.id,
        exerciseSlug: slug,
        receivedAt: at,
        arrivedAt: at,
        files: [{ name: `${slug}.webp`, ...original }],
      });
      const evidence =
        shown && picture
          ? [
              {
                name: 'yours',
                mime: 'image/webp',
                width: shown.info.width,
                height: shown.info.height,
                alt: spec.title,
                ...picture,
              },
            ]
          : [];
      await insertReport(trx, { id: `report-${id}`, attemptId: id, report, createdAt: at + 5_000, evidence });
    });
  }
  for (const { key } of lessons.filter((lesson) => lesson.track === track))
    for (const question of await questionsOf(key))
      await store.transaction((trx) =>
        putCheckAnswer(trx, learner.id, { lesson: key, question, choice: 0, correct: true }, Date.now()),
      );
  await store.close();
  return handedIn;
}

async function questionsOf(lesson: string): Promise<string[]> {
  const text = await readFile(join(ROOT, 'content', 'lessons', `${lesson}.mdx`), 'utf8');
  const head = text.split('\n---')[0]!;
  return [...head.matchAll(/^ {2}- id: (\S+)$/gm)].map((match) => match[1]!);
}
