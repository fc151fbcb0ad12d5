import { attemptFolder, partsOf, readable, readMe, safeName } from '#core/own-data.ts';
import type { Learner } from '#core/types.ts';
import type { BlobStore } from '../blobs/blob-store.ts';
import { attemptsOf } from '../db/attempts.ts';
import type { Store } from '../db/open.ts';
import { ownFiles, ownPictures, ownRecords, reportText } from '../db/own-records.ts';
import { countedVerdicts } from '../db/reports.ts';

/** A file of the archive: its bytes are read when its turn comes. */
export interface OwnEntry {
  name: string;
  size: number;
  bytes(): Promise<Uint8Array>;
}

export interface OwnData {
  /** Sizes of the archives that hold everything, first to last: one, unless there is very much. */
  parts(learner: Learner): Promise<number[]>;
  /** What the nth archive holds, counted from 1; null: there is no such part. */
  entries(learner: Learner, part: number): Promise<OwnEntry[] | null>;
}

export function ownData({
  store: { db },
  blobs,
  publicUrl,
  now,
}: {
  store: Store;
  blobs: BlobStore;
  publicUrl: string;
  now: () => number;
}): OwnData {
  const text = (name: string, content: string): OwnEntry => {
    const bytes = new TextEncoder().encode(content);
    return { name, size: bytes.byteLength, bytes: async () => bytes };
  };
  const json = (name: string, value: unknown) => text(name, `${JSON.stringify(value, null, 2)}\n`);
  /** Digests of those files that the disk has lost. */
  const lostOf = async (files: readonly { sha256: string }[]): Promise<ReadonlySet<string>> => {
    const lost = new Set<string>();
    for (const sha256 of new Set(files.map((file) => file.sha256)))
      if (!(await blobs.has(sha256))) lost.add(sha256);
    return lost;
  };

  const everything = async (learner: Learner): Promise<OwnEntry[][]> => {
    const attempts = (await attemptsOf(db, learner.id)).reverse();
    const ids = attempts.map(({ id }) => id);
    const verdicts = await countedVerdicts(db, ids);
    const { files, reports } = await ownFiles(db, learner.id);
    const pictures = await ownPictures(db, learner.id);
    const lost = await lostOf([...files, ...pictures]);
    const blob = (name: string, { sha256, size }: { sha256: string; size: number }): OwnEntry =>
      lost.has(sha256)
        ? text(`${name}.missing.txt`, `The school no longer has this file. Its SHA-256 was ${sha256}.\n`)
        : { name, size, bytes: () => blobs.read(sha256) };
    const folders = new Map(
      attempts.map(({ id, exercise_slug: slug, received_at: at }, n) => [id, attemptFolder(n + 1, slug, at)]),
    );
    const filesOf = Map.groupBy(files, ({ attemptId }) => attemptId);
    const reportsOf = Map.groupBy(reports, ({ attemptId }) => attemptId);
    const { id, name, email, role, createdAt } = learner;
    const records = await ownRecords(db, learner.id);
    const first = [
      json('profile.json', readable({ id, name, email, role, created_at: createdAt })),
      json(
        'attempts.json',
        attempts.map(({ learner_id: _, ...row }) => ({
          ...readable(row),
          ...(verdicts.get(row.id) ?? { outcome: null, score: null }),
          folder: folders.get(row.id),
        })),
      ),
      ...[...records].map(([kind, rows]) => json(`records/${kind}.json`, rows)),
    ];
    const work = ids.flatMap((attempt) => {
      const folder = folders.get(attempt) ?? attempt;
      const own = filesOf.get(attempt) ?? [];
      return [
        ...own
          .filter(({ report }) => report === null)
          .map((file, n) => blob(`${folder}/original-${n + 1}-${safeName(file.name)}`, file)),
        ...(reportsOf.get(attempt) ?? []).map(({ id: reportId, number, size }) => ({
          name: `${folder}/report-${number}.json`,
          size,
          bytes: async () => new TextEncoder().encode(await reportText(db, reportId)),
        })),
        ...own
          .filter(({ report }) => report !== null)
          .map((file) => blob(`${folder}/evidence-${file.report}/${safeName(file.name)}`, file)),
      ];
    });
    const hung = pictures.map(({ path, ...file }) => {
      const [place = '', ...rest] = path.split('/');
      return blob(`${place}/${safeName(rest.join('/'))}`, file);
    });
    const parts = partsOf([...first, ...work, ...hung]);
    const facts = { name, publicUrl, at: now() };
    return parts.map((entries, n) => [
      text('README.txt', readMe(facts, { part: n + 1, parts: parts.length })),
      ...entries,
    ]);
  };

  return {
    parts: async (learner) =>
      (await everything(learner)).map((entries) => entries.reduce((sum, { size }) => sum + size, 0)),
    entries: async (learner, part) => (await everything(learner))[part - 1] ?? null,
  };
}
