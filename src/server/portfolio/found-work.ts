import { isHandle } from '#core/portfolio/handle.ts';
import type { Catalogue } from '../app.ts';
import type { Store } from '../db/open.ts';
import { piecesWithFile } from '../db/portfolio-pieces.ts';
import { countedVerdicts } from '../db/reports.ts';

/** A graded submission that a portfolio shows. */
export interface FoundWork {
  handle: string;
  /** Whose work, as the portfolio says it. */
  name: string;
  piece: string;
  score: number;
  receivedAt: number;
}

/**
 * Portfolios that show the file with this digest as graded work which stands as passed: of those that are public, and of an
 * unlisted one to whoever names its handle or address. Private ones are never found.
 */
export async function foundWork(
  { store, catalogue }: { store: Store; catalogue: Catalogue },
  sha256: string,
  portfolio: string,
): Promise<FoundWork[]> {
  if (!/^[0-9a-f]{64}$/.test(sha256)) return [];
  const rows = await piecesWithFile(store.db, sha256, handleOf(portfolio));
  const verdicts = await countedVerdicts(
    store.db,
    rows.map(({ attemptId }) => attemptId),
  );
  return rows.flatMap(({ handle, name, attemptId, exerciseId, exerciseSlug, receivedAt }) => {
    const verdict = verdicts.get(attemptId);
    if (handle === null || verdict?.outcome !== 'passed') return [];
    const piece = catalogue.byId(exerciseId)?.spec.title ?? exerciseSlug;
    return [{ handle, name, piece, score: verdict.score ?? 0, receivedAt }];
  });
}

/** The handle of what was typed: itself, or the last part of an address. */
function handleOf(typed: string): string | null {
  const [, address] = /\/p\/([a-z0-9-]+)\/?(?:[?#].*)?$/.exec(typed.trim()) ?? [];
  const handle = address ?? typed.trim().toLowerCase();
  return isHandle(handle) ? handle : null;
}
