import { arranged } from '#core/portfolio/arrange.ts';
import { handleFrom } from '#core/portfolio/handle.ts';
import * as refusals from '#core/portfolio/refusals.ts';
import { isShown, mayOpen } from '#core/portfolio/shown.ts';
import type { OwnPicture, Piece, Portfolio, ShownPiece } from '#core/portfolio/types.ts';
import { outcomeOf, Refused } from '#core/refusal.ts';
import type { Attempt, Learner } from '#core/types.ts';
import type { Attempts } from '../app.ts';
import { describeAttempts } from '../attempts/read.ts';
import { attemptById, attemptsByIds } from '../db/attempts.ts';
import type { Store, Trx } from '../db/open.ts';
import { deletePiece, insertPiece, orderPieces, piecesOf, updatePiece } from '../db/portfolio-pieces.ts';
import {
  insertPortfolio,
  portfolioByHandle,
  portfolioByLearner,
  publicPortfolios,
  updatePortfolio,
} from '../db/portfolios.ts';
import { newId } from '../ids.ts';
import type { Portfolios } from './app.ts';
import type { Copies } from './copies.ts';
import { parsePiece, parsePortfolio } from './forms.ts';
import type { portfolioPdf } from './pdf.ts';

const MOST_PIECES = 40;
const NO_WORDS = { statement: '', process: '', tools: '', aiUse: 'none', aiNote: '' } as const;

interface Parts {
  store: Store;
  attempts: Pick<Attempts, 'ofLearner'>;
  copies: Copies;
  printed: ReturnType<typeof portfolioPdf>;
  takeIn: (learnerId: string, request: Request) => Promise<OwnPicture>;
  now: () => number;
}

export function portfolios({ store, attempts, copies, printed, takeIn, now }: Parts): Portfolios {
  const { db } = store;

  const needsAccount = (learner: Learner): void => {
    if (learner.guest) throw new Refused(refusals.accountNeeded());
  };

  const draft = ({ id, name }: Learner): Portfolio => ({
    learnerId: id,
    handle: handleFrom(name) || null,
    name,
    headline: '',
    introduction: '',
    link: '',
    theme: 'light-table',
    visibility: 'private',
    certificatesShown: true,
    version: 0,
    changedAt: now(),
  });

  const shown = async (pieces: readonly Piece[]): Promise<ShownPiece[]> => {
    const ids = pieces.flatMap((piece) => (piece.kind === 'graded' ? [piece.attemptId] : []));
    const found = await describeAttempts(db, await attemptsByIds(db, ids));
    const byId = new Map(found.map((attempt) => [attempt.id, attempt]));
    return pieces.flatMap((piece): ShownPiece[] => {
      if (piece.kind === 'own') return [{ piece, attempt: null }];
      const attempt = byId.get(piece.attemptId);
      return attempt ? [{ piece, attempt }] : [];
    });
  };

  const pieceOf = async (
    trx: Trx,
    learner: Learner,
    id: string,
  ): Promise<{ piece: Piece; ids: string[] }> => {
    const pieces = await piecesOf(trx, learner.id);
    const piece = pieces.find((one) => one.id === id);
    if (!piece) throw new Refused(refusals.pieceGone());
    return { piece, ids: pieces.map((one) => one.id) };
  };

  /** The portfolio comes into being, private, with its first piece. */
  const addPiece = async (
    trx: Trx,
    learner: Learner,
    from: { attemptId: string | null; own: OwnPicture | null },
  ): Promise<string> => {
    if (!(await portfolioByLearner(trx, learner.id)))
      await insertPortfolio(trx, { ...draft(learner), handle: null });
    const pieces = await piecesOf(trx, learner.id);
    if (pieces.length >= MOST_PIECES) throw new Refused(refusals.tooManyPieces(MOST_PIECES));
    if (pieces.some((piece) => piece.kind === 'graded' && piece.attemptId === from.attemptId))
      throw new Refused(refusals.alreadyThere());
    const id = newId();
    await insertPiece(trx, { ...NO_WORDS, ...from, id, learnerId: learner.id, addedAt: now() });
    return id;
  };

  const published: Portfolios['published'] = async (handle, viewer) => {
    const portfolio = await portfolioByHandle(db, handle);
    if (!portfolio || !mayOpen(portfolio, viewer)) return null;
    const pieces = await shown(await piecesOf(db, portfolio.learnerId));
    return { portfolio, pieces: pieces.filter(isShown) };
  };

  return {
    of: async (learner) => (await portfolioByLearner(db, learner.id)) ?? draft(learner),
    pieces: async (learner) => shown(await piecesOf(db, learner.id)),

    async candidates(learner) {
      const there = new Set(
        (await piecesOf(db, learner.id)).flatMap((piece) =>
          piece.kind === 'graded' ? [piece.attemptId] : [],
        ),
      );
      const passed = (await attempts.ofLearner(learner)).filter(
        ({ id, verdict }) => verdict.outcome === 'passed' && !there.has(id),
      );
      return bestOfEach(passed);
    },

    save: (learner, form) =>
      outcomeOf(async () => {
        needsAccount(learner);
        const { version, ...words } = parsePortfolio(form);
        const written = { ...words, learnerId: learner.id, changedAt: now() };
        return store.transaction(async (trx) => {
          const holder = words.handle && (await portfolioByHandle(trx, words.handle));
          if (holder && holder.learnerId !== learner.id)
            throw new Refused(refusals.handleTaken(holder.handle ?? ''));
          if (await portfolioByLearner(trx, learner.id)) {
            if (!(await updatePortfolio(trx, written, version)))
              throw new Refused(refusals.changedMeanwhile());
          } else await insertPortfolio(trx, written);
          return { ...written, version: version + 1 };
        });
      }),

    add: (learner, attemptId) =>
      outcomeOf(async () => {
        needsAccount(learner);
        const row = await attemptById(db, attemptId);
        const [attempt] = row?.learner_id === learner.id ? await describeAttempts(db, [row]) : [];
        if (attempt?.verdict.outcome !== 'passed') throw new Refused(refusals.notPassed());
        return store.transaction((trx) => addPiece(trx, learner, { attemptId, own: null }));
      }),

    addOwn: (learner, request) =>
      outcomeOf(async () => {
        needsAccount(learner);
        const own = await takeIn(learner.id, request);
        return store.transaction((trx) => addPiece(trx, learner, { attemptId: null, own }));
      }),

    async piece(learner, id) {
      const piece = (await piecesOf(db, learner.id)).find((one) => one.id === id);
      return piece ? ((await shown([piece]))[0] ?? null) : null;
    },

    savePiece: (learner, id, form) =>
      outcomeOf(async () => {
        const { version, title, ...words } = parsePiece(form);
        await store.transaction(async (trx) => {
          const { piece } = await pieceOf(trx, learner, id);
          if (piece.kind === 'own' && title === '') throw new Refused(refusals.titleMissing());
          const own = piece.kind === 'own' ? title : null;
          if (!(await updatePiece(trx, id, { ...words, title: own }, version)))
            throw new Refused(refusals.changedMeanwhile());
        });
        await copies.forget({ id });
      }),

    move: (learner, id, move) =>
      outcomeOf(() =>
        store.transaction(async (trx) => {
          const { ids } = await pieceOf(trx, learner, id);
          await orderPieces(trx, arranged(ids, id, move));
        }),
      ),

    remove: (learner, id) =>
      outcomeOf(async () => {
        await store.transaction(async (trx) => deletePiece(trx, (await pieceOf(trx, learner, id)).piece));
        await copies.forget({ id });
      }),

    published,

    async listed() {
      const all = await Promise.all(
        (await publicPortfolios(db)).map(async (portfolio) => {
          const pieces = await shown(await piecesOf(db, portfolio.learnerId));
          return pieces
            .filter(isShown)
            .slice(0, 1)
            .map((first) => ({ portfolio, first }));
        }),
      );
      return all.flat();
    },

    async pdf(handle, viewer, certificates) {
      const page = await published(handle, viewer);
      return page && printed(page, page.portfolio.certificatesShown ? certificates : []);
    },

    async picture(handle, viewer, pieceId, file) {
      const page = await published(handle, viewer);
      const piece = page?.pieces.find((one) => one.piece.id === pieceId);
      const drawn = page && piece ? await copies.draw(page.portfolio, piece, file) : null;
      return drawn && { ...drawn, open: page?.portfolio.visibility !== 'private' };
    },
  };
}

function bestOfEach(passed: readonly Attempt[]): Attempt[] {
  const best = new Map<string, Attempt>();
  for (const attempt of passed) {
    const known = best.get(attempt.exerciseId);
    if (!known || (attempt.verdict.score ?? 0) > (known.verdict.score ?? 0))
      best.set(attempt.exerciseId, attempt);
  }
  return [...best.values()].toSorted((a, b) => b.receivedAt - a.receivedAt || (a.id < b.id ? -1 : 1));
}
