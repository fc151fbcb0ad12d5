import type { CertificateRule } from '#core/certificates/rules.ts';
import { piecesOf } from '../db/portfolio-pieces.ts';
import { reportsOf } from '../db/reports.ts';
import { handedIn } from './handed-in.ts';
import type { Parts } from './parts.ts';
import type { ReviewPiece } from './review-app.ts';
import { piecesFor } from './standing.ts';

/** The pieces of a candidate as a reviewer looks at them: pictures or text, and what the learner wrote of each. */
export async function reviewPieces(
  parts: Parts,
  learnerId: string,
  rule: CertificateRule,
): Promise<ReviewPiece[]> {
  const { store, catalogue } = parts;
  const pieces = await piecesFor(parts, learnerId, rule);
  const [reports, written] = await Promise.all([
    reportsOf(store.db, idsOf(pieces)),
    piecesOf(store.db, learnerId),
  ]);
  return pieces.map(({ attemptId, exerciseId, title, score, passMark, receivedAt }, position) => {
    const stored = reports.get(attemptId ?? '');
    const exercise = catalogue.byId(exerciseId);
    const words = written.find((piece) => piece.kind === 'graded' && piece.attemptId === attemptId);
    return {
      position,
      title,
      exercise: exercise ? `/exercises/${exercise.track}/${exercise.slug}` : null,
      score,
      passMark,
      receivedAt,
      pictures: handedIn(stored?.evidence ?? []).map(({ alt, width, height }) => ({ alt, width, height })),
      text: stored?.report.prompt?.text ?? null,
      statement: words?.statement ?? '',
      process: words?.process ?? '',
    };
  });
}

/** A picture of the piece at this position; null where there is none. */
export async function reviewPicture(
  parts: Parts,
  of: { learnerId: string; rule: CertificateRule },
  position: number,
  n: number,
): Promise<{ bytes: Uint8Array; mime: string } | null> {
  const { store, blobs } = parts;
  const [id] = idsOf((await piecesFor(parts, of.learnerId, of.rule)).slice(position, position + 1));
  const report = id === undefined ? undefined : (await reportsOf(store.db, [id])).get(id);
  const picture = handedIn(report?.evidence ?? [])[n];
  if (!picture || !(await blobs.has(picture.sha256))) return null;
  return { bytes: await blobs.read(picture.sha256), mime: picture.mime };
}

const idsOf = (pieces: readonly { attemptId: string | null }[]): string[] =>
  pieces.flatMap(({ attemptId }) => (attemptId === null ? [] : [attemptId]));
