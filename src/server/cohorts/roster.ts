import { outcomeOf } from '#core/refusal.ts';
import { planRoster, type RosterLine } from '#core/roster.ts';
import type { Learner } from '#core/types.ts';
import { recordAudit } from '../db/audit.ts';
import { insertLearner } from '../db/learners.ts';
import { insertLabel, labelsOf, putMember, setLabels } from '../db/members.ts';
import type { Trx } from '../db/open.ts';
import { closeResets, insertReset } from '../db/password-resets.ts';
import { knownPeople, neverEntered, sisIdsOf } from '../db/roster.ts';
import { digestOf, newId, newSecret } from '../ids.ts';
import type { Cohorts, Enrolled } from './app.ts';
import type { Parts } from './parts.ts';
import { readRoster } from './roster-csv.ts';
import { standing, standingToChange } from './standing.ts';

type Rosters = Pick<Cohorts, 'previewRoster' | 'importRoster' | 'withoutPassword' | 'firstLinks'>;

/** Learners get their link by post or on paper: it holds longer than one that replaces a lost password. */
const LINK_LIVES_MS = 14 * 24 * 3_600_000;

export function rosters({ store, now }: Pick<Parts, 'store' | 'now'>): Rosters {
  const firstLink = async (trx: Trx, learnerId: string): Promise<string> => {
    const token = newSecret();
    await insertReset(trx, learnerId, digestOf(token), now() + LINK_LIVES_MS);
    return token;
  };

  /** Does what a line says; returns the token of a new account. */
  const takeIn = async (trx: Trx, cohortId: string, line: RosterLine, labelIds: Map<string, string>) => {
    const learnerId = line.learnerId ?? newId();
    if (line.fate === 'new') {
      const { name, email } = line;
      await insertLearner(trx, {
        id: learnerId,
        name,
        email,
        guest: false,
        role: 'learner',
        createdAt: now(),
      });
    }
    const role = line.role ?? 'learner';
    await putMember(trx, cohortId, { learnerId, role, sisId: line.sisId }, now());
    if (line.labels !== null)
      await setLabels(
        trx,
        cohortId,
        learnerId,
        line.labels.map((label) => labelIds.get(label.toLowerCase()) ?? ''),
      );
    return line.fate === 'new' ? firstLink(trx, learnerId) : null;
  };

  /** The ids of the class's labels by their names in small letters; those that are missing are made. */
  const labelsFor = async (trx: Trx, cohortId: string, lines: readonly RosterLine[]) => {
    const ids = new Map((await labelsOf(trx, cohortId)).map(({ id, name }) => [name.toLowerCase(), id]));
    for (const name of lines.flatMap((line) => line.labels ?? [])) {
      if (ids.has(name.toLowerCase())) continue;
      const label = { id: newId(), name };
      await insertLabel(trx, cohortId, label);
      ids.set(name.toLowerCase(), label.id);
    }
    return ids;
  };

  const audited = (trx: Trx, viewer: Learner, cohortId: string, code: string, after: unknown) =>
    recordAudit(trx, {
      id: newId(),
      at: now(),
      actorId: viewer.id,
      cohortId,
      code,
      subject: cohortId,
      after,
    });

  return {
    previewRoster: (viewer, cohortId, csv) =>
      outcomeOf(async () => {
        await standingToChange(store.db, viewer, cohortId, 'roster.edit');
        const { records, ignored } = readRoster(csv);
        const known = await knownPeople(
          store.db,
          cohortId,
          records.map(({ email }) => email),
        );
        return { lines: planRoster(records, known, await sisIdsOf(store.db, cohortId)), ignored };
      }),

    importRoster: (viewer, cohortId, csv) =>
      outcomeOf(async () => {
        const { records } = readRoster(csv);
        return store.transaction(async (trx) => {
          await standingToChange(trx, viewer, cohortId, 'roster.edit');
          const emails = records.map(({ email }) => email);
          const known = await knownPeople(trx, cohortId, emails);
          const lines = planRoster(records, known, await sisIdsOf(trx, cohortId));
          const touched = lines.filter(({ fate }) => fate !== 'same' && fate !== 'wrong');
          const labelIds = await labelsFor(trx, cohortId, touched);
          const enrolled: Enrolled[] = [];
          for (const line of touched) {
            const { name, email } = line;
            enrolled.push({ name, email, token: await takeIn(trx, cohortId, line, labelIds) });
          }
          const tally = Map.groupBy(lines, ({ fate }) => fate);
          if (touched.length > 0)
            await audited(
              trx,
              viewer,
              cohortId,
              'roster.imported',
              Object.fromEntries([...tally].map(([fate, some]) => [fate, some.length])),
            );
          return enrolled;
        });
      }),

    async withoutPassword(viewer, cohortId) {
      await standing(store.db, viewer, cohortId, 'roster.see');
      return (await neverEntered(store.db, cohortId)).map(({ id }) => id);
    },

    firstLinks: (viewer, cohortId) =>
      outcomeOf(() =>
        store.transaction(async (trx) => {
          await standingToChange(trx, viewer, cohortId, 'roster.edit');
          const people = await neverEntered(trx, cohortId);
          const links: Enrolled[] = [];
          for (const { id, name, email } of people) {
            await closeResets(trx, id, now());
            links.push({ name, email: email ?? '', token: await firstLink(trx, id) });
          }
          if (links.length > 0)
            await audited(trx, viewer, cohortId, 'roster.links-made', { learners: links.length });
          return links;
        }),
      ),
  };
}
