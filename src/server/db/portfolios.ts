import { z } from 'zod';
import { THEMES, VISIBILITIES, type Portfolio } from '#core/portfolio/types.ts';
import type { Db, Trx } from './open.ts';
import type { PortfolioRow } from './schema-portfolio.ts';

const Visibility = z.enum(VISIBILITIES);
const Theme = z.enum(THEMES);

const portfolioOf = (row: PortfolioRow): Portfolio => ({
  learnerId: row.learner_id,
  handle: row.handle,
  name: row.name,
  headline: row.headline,
  introduction: row.introduction,
  link: row.link,
  theme: Theme.parse(row.theme),
  visibility: Visibility.parse(row.visibility),
  certificatesShown: row.certificates_shown === 1,
  version: row.version,
  changedAt: row.changed_at,
});

export async function portfolioByLearner(db: Db | Trx, learnerId: string): Promise<Portfolio | null> {
  const row = await db
    .selectFrom('portfolios')
    .selectAll()
    .where('learner_id', '=', learnerId)
    .executeTakeFirst();
  return row ? portfolioOf(row) : null;
}

export async function portfolioByHandle(db: Db | Trx, handle: string): Promise<Portfolio | null> {
  const row = await db.selectFrom('portfolios').selectAll().where('handle', '=', handle).executeTakeFirst();
  return row ? portfolioOf(row) : null;
}

/** Those that are listed and have a piece, newest first. */
export async function publicPortfolios(db: Db): Promise<Portfolio[]> {
  const rows = await db
    .selectFrom('portfolios')
    .selectAll()
    .where('visibility', '=', 'public')
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('portfolio_pieces')
          .select('portfolio_pieces.id')
          .whereRef('portfolio_pieces.learner_id', '=', 'portfolios.learner_id'),
      ),
    )
    .orderBy('changed_at', 'desc')
    .orderBy('learner_id')
    .limit(200)
    .execute();
  return rows.map(portfolioOf);
}

type Written = Omit<Portfolio, 'version'>;

const rowOf = ({ learnerId, changedAt, certificatesShown, ...words }: Written) => ({
  ...words,
  certificates_shown: certificatesShown ? 1 : 0,
  learner_id: learnerId,
  changed_at: changedAt,
});

export async function insertPortfolio(trx: Trx, portfolio: Written): Promise<void> {
  await trx
    .insertInto('portfolios')
    .values({ ...rowOf(portfolio), version: 1 })
    .execute();
}

/** False when it has been changed since it had this version. */
export async function updatePortfolio(trx: Trx, portfolio: Written, version: number): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('portfolios')
    .set({ ...rowOf(portfolio), version: version + 1 })
    .where('learner_id', '=', portfolio.learnerId)
    .where('version', '=', version)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}
