import { outcomeOf } from '#core/refusal.ts';
import { auditOf } from '../db/audit.ts';
import type { Cohorts } from './app.ts';
import { assigning } from './assignments.ts';
import { classes } from './classes.ts';
import { dutiesOf } from './duties.ts';
import { members } from './members.ts';
import { overriding } from './overrides.ts';
import type { Parts } from './parts.ts';
import { rosters } from './roster.ts';
import { standing } from './standing.ts';

const MOST_HISTORY = 200;

const read = (json: string | null): unknown => (json === null ? null : JSON.parse(json));

export function createCohorts(parts: Parts): Cohorts {
  const { store } = parts;
  return {
    ...classes(parts),
    ...members(parts),
    ...rosters(parts),
    ...assigning(parts),
    ...overriding(parts),
    duties: dutiesOf(parts),
    history: (viewer, cohortId) =>
      outcomeOf(async () => {
        await standing(store.db, viewer, cohortId, 'audit.see');
        const entries = await auditOf(store.db, cohortId, MOST_HISTORY);
        return entries.map(({ id, at, actor, code, subject, before, after, reason }) => ({
          id,
          at,
          actor,
          code,
          subject,
          before: read(before),
          after: read(after),
          reason,
        }));
      }),
  };
}
