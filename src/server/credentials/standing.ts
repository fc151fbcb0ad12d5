import type { Standing } from '#core/certificates/eligibility.ts';
import { countedTracks, type CertificateRule } from '#core/certificates/rules.ts';
import { lessonProgress, type Verdict } from '#core/progress.ts';
import { attemptsOf, filesOf } from '../db/attempts.ts';
import { reviewsOf } from '../db/certificate-reviews.ts';
import { certificatesOf } from '../db/certificates.ts';
import { checkAnswers } from '../db/check-answers.ts';
import { reportsOf, verdictsOf } from '../db/reports.ts';
import type { Piece } from './document.ts';
import type { Parts } from './parts.ts';

type Passed = Verdict & { score: number };

/** The best attempt that passed: a higher score that did not pass is none. */
export function bestPassed(verdicts: readonly Verdict[]): Passed | null {
  const passed = verdicts.filter(
    (verdict): verdict is Passed => verdict.outcome === 'passed' && verdict.score !== null,
  );
  return passed.reduce<Passed | null>((best, one) => (one.score > (best?.score ?? -1) ? one : best), null);
}

export async function standingOf(
  { store, catalogue, curriculum }: Parts,
  learnerId: string,
): Promise<Standing> {
  const [verdicts, answers, certificates, reviews] = await Promise.all([
    verdictsOf(store.db, learnerId),
    checkAnswers(store.db, learnerId),
    certificatesOf(store.db, learnerId),
    reviewsOf(store.db, learnerId),
  ]);
  return {
    exercises: catalogue.all().map(({ slug, track, spec }) => {
      const own = verdicts.get(spec.id) ?? [];
      const passedScore = bestPassed(own)?.score ?? null;
      return { slug, track, title: spec.title, passedScore, tried: own.length > 0 };
    }),
    lessons: curriculum.lessons.map(({ key, track, title, checks }) => {
      const { state, correct, total } = lessonProgress(
        answers.filter(({ lesson }) => lesson === key),
        checks,
      );
      return { key, track, title, correct, total, done: state === 'done' };
    }),
    held: new Set(certificates.filter((one) => one.revoked_at === null).map(({ rule }) => rule)),
    reviews: new Map([...reviews.values()].map(({ rule, state }) => [rule, state])),
  };
}

/** The graded submissions a certificate rests on, in the order of its tracks and of the catalogue. */
export async function piecesFor(
  { store, catalogue, curriculum }: Parts,
  learnerId: string,
  rule: CertificateRule,
): Promise<Piece[]> {
  const verdicts = await verdictsOf(store.db, learnerId);
  const best = countedTracks(rule, curriculum.rules).flatMap(({ track, least }) =>
    catalogue
      .all()
      .filter((exercise) => exercise.track === track)
      .flatMap((exercise) => {
        const passed = bestPassed(verdicts.get(exercise.spec.id) ?? []);
        return passed && passed.score >= least ? [{ exercise, passed }] : [];
      }),
  );
  const ids = best.map(({ passed }) => passed.attemptId);
  const [attempts, files, reports] = await Promise.all([
    attemptsOf(store.db, learnerId),
    filesOf(store.db, ids),
    reportsOf(store.db, ids),
  ]);
  const received = new Map(attempts.map((attempt) => [attempt.id, attempt.received_at]));
  return best.flatMap(({ exercise: { slug, spec }, passed: { attemptId, score } }) => {
    const report = reports.get(attemptId);
    const handedIn = files.get(attemptId) ?? [];
    if (!report || handedIn.length === 0) return [];
    return {
      attemptId,
      exerciseId: spec.id,
      slug,
      title: spec.title,
      score,
      passMark: spec.passMark,
      graderVersion: report.report.graderVersion,
      receivedAt: received.get(attemptId) ?? report.createdAt,
      sha256: handedIn.map(({ sha256 }) => sha256),
    };
  });
}
