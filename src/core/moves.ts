import type { StoredOverride, Walls } from './cohorts.ts';
import {
  credit,
  effectiveTerms,
  type Override,
  type TermFields,
  type TermName,
  type Terms,
} from './terms.ts';

/** Why an override needs a look: it would give less than everyone has, or end before it opens. */
export type MoveProblem = 'less-than-everyone' | 'before-opening';

export interface MovedOverride {
  override: StoredOverride;
  /** Its own times where they stay as they are. */
  stay: { walls: Walls; problems: MoveProblem[] };
  /** Its own times moved by as much as the assignment's; null where none of them can. */
  along: { walls: Walls; problems: MoveProblem[] } | null;
  suggested: 'stay' | 'along';
}

/** What a change of an assignment would do. */
export interface Move {
  /** Learners of the class, and how many of them would have other terms than now if the overrides stay. */
  learners: number;
  touched: number;
  /** Overrides that have no time of their own where one changes: they follow by themselves. */
  following: StoredOverride[];
  overrides: MovedOverride[];
  /** Attempts that would be worth less or more than they are, if the overrides stay. */
  worseAttempts: number;
  betterAttempts: number;
}

/** The fields in which an override gives less than everyone has. */
export function lessThanEveryone(base: TermFields, override: Override): TermName[] {
  const held = termsWith(base, override);
  const end = (at: number | null) => at ?? Infinity;
  const less: [TermName, boolean][] = [
    ['opensAt', (held.opensAt ?? -Infinity) > (base.opensAt ?? -Infinity)],
    ['dueAt', end(held.dueAt) < end(base.dueAt)],
    ['closesAt', end(held.closesAt) < end(base.closesAt)],
    ['attempts', end(held.attempts) < end(base.attempts)],
    ['late', override.late !== undefined && stricter(base, held)],
  ];
  return less.filter(([name, is]) => is && override[name] !== undefined).map(([name]) => name);
}

/** Whether at some time after the due time the second gives less credit. */
function stricter(base: TermFields, held: TermFields): boolean {
  const hours = [...base.late, ...held.late].map(({ withinHours }) => withinHours ?? 100_000);
  return [0.001, ...hours].some((hour) => {
    const at = hour * 3_600_000;
    const worth = ({ late }: TermFields) =>
      credit({ opensAt: null, dueAt: 0, closesAt: null, attempts: null, late }, at) ?? 0;
    return worth(held) < worth(base);
  });
}

export function problemsOf(base: TermFields, override: Override): MoveProblem[] {
  const { opensAt, dueAt, closesAt } = termsWith(base, override);
  const end = dueAt ?? closesAt;
  return [
    ...(opensAt !== null && end !== null && end < opensAt ? (['before-opening'] as const) : []),
    ...(lessThanEveryone(base, override).length > 0 ? (['less-than-everyone'] as const) : []),
  ];
}

/** What holds for somebody who has this override and no other. */
export const termsWith = (base: TermFields, override: Override): Terms =>
  effectiveTerms(base, [override], memberOf(override));

const memberOf = (override: Override) =>
  'learnerId' in override.for
    ? { learnerId: override.for.learnerId, labelIds: [] }
    : { learnerId: '', labelIds: [override.for.labelId] };

/** Stay, unless that makes a problem which moving along does not make. */
export const suggestion = (stay: readonly MoveProblem[], along: readonly MoveProblem[] | null) =>
  along && along.length < stay.length ? ('along' as const) : ('stay' as const);

interface Affected {
  before: TermFields;
  after: TermFields;
  overrides: readonly Override[];
  members: readonly { learnerId: string; labelIds: readonly string[] }[];
  attempts: readonly { learnerId: string; arrivedAt: number }[];
}

/** How many learners and attempts a change of the assignment touches while the overrides stay. */
export function touchedBy({ before, after, overrides, members, attempts }: Affected) {
  const terms = new Map(
    members.map((member) => [
      member.learnerId,
      [effectiveTerms(before, overrides, member), effectiveTerms(after, overrides, member)] as const,
    ]),
  );
  const facts = ({ opensAt, dueAt, closesAt, attempts: most, late }: TermFields) =>
    JSON.stringify([opensAt, dueAt, closesAt, most, late]);
  const worths = attempts.flatMap(({ learnerId, arrivedAt }) => {
    const held = terms.get(learnerId);
    return held ? [held.map((one) => credit(one, arrivedAt) ?? -1) as [number, number]] : [];
  });
  return {
    learners: members.length,
    touched: [...terms.values()].filter(([was, is]) => facts(was) !== facts(is)).length,
    worseAttempts: worths.filter(([was, is]) => is < was).length,
    betterAttempts: worths.filter(([was, is]) => is > was).length,
  };
}
