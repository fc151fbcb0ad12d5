/**
 * What an attempt is worth by when it came: `credit` (0 to 1) up to `withinHours` after the due time, null meaning up to
 * the close. Hours rise, credit falls; after the last step an attempt is late without credit. Empty: no credit once due.
 */
export type LatePolicy = readonly LateStep[];

export interface LateStep {
  withinHours: number | null;
  credit: number;
}

/** The times of an assignment as instants, ms UTC; null: no such time. Due and close are the last moment that counts. */
export interface TermFields {
  opensAt: number | null;
  dueAt: number | null;
  closesAt: number | null;
  /** How many graded attempts count; null: all. */
  attempts: number | null;
  late: LatePolicy;
}

export type TermName = keyof TermFields;

/** Sets some fields anew for one learner or for a label; what it leaves undefined is inherited. */
export interface Override extends Partial<TermFields> {
  id: string;
  for: { learnerId: string } | { labelId: string };
}

/** What holds for one member, and for each field where it comes from: the assignment or the id of an override. */
export interface Terms extends TermFields {
  from: Record<TermName, string>;
}

export const FROM_ASSIGNMENT = 'assignment';

const HOUR = 3_600_000;

/**
 * Field by field: the learner's own override, else of the overrides of their labels the most generous, else the
 * assignment. A due time that was moved behind the close takes the close along.
 */
export function effectiveTerms(
  assignment: TermFields,
  overrides: readonly Override[],
  member: { learnerId: string; labelIds: readonly string[] },
): Terms {
  const own = overrides.filter((one) => 'learnerId' in one.for && one.for.learnerId === member.learnerId);
  const labels = overrides.filter((one) => 'labelId' in one.for && member.labelIds.includes(one.for.labelId));

  const pick = <Name extends TermName>(name: Name, generous: Generous<Name>) => {
    for (const some of [own, labels]) {
      const given = some.flatMap(({ id, [name]: value }) =>
        value === undefined ? [] : [{ value: value as TermFields[Name], from: id }],
      );
      if (given.length > 0) return given.reduce((best, one) => better(best, one, generous));
    }
    return { value: assignment[name], from: FROM_ASSIGNMENT };
  };

  const opens = pick('opensAt', earliest);
  const due = pick('dueAt', latest);
  const given = pick('closesAt', latest);
  const attempts = pick('attempts', most);
  const late = pick('late', kindest);
  const behind = due.value !== null && given.value !== null && due.value > given.value;
  const closes = behind ? due : given;
  return {
    opensAt: opens.value,
    dueAt: due.value,
    closesAt: closes.value,
    attempts: attempts.value,
    late: late.value,
    from: {
      opensAt: opens.from,
      dueAt: due.from,
      closesAt: closes.from,
      attempts: attempts.from,
      late: late.from,
    },
  };
}

/** What an attempt whose first byte came then is worth, 0 to 1; null: it does not count here, too early or after the close. */
export function credit(terms: TermFields, arrivedAt: number): number | null {
  const { opensAt, dueAt, closesAt, late } = terms;
  if (opensAt !== null && arrivedAt < opensAt) return null;
  if (closesAt !== null && arrivedAt > closesAt) return null;
  if (dueAt === null || arrivedAt <= dueAt) return 1;
  return creditAfter(late, (arrivedAt - dueAt) / HOUR);
}

/** The credit so many hours after the due time. */
function creditAfter(policy: LatePolicy, hours: number): number {
  return policy.find(({ withinHours }) => withinHours === null || hours <= withinHours)?.credit ?? 0;
}

type Generous<Name extends TermName> = (a: TermFields[Name], b: TermFields[Name]) => TermFields[Name];
interface Picked<Value> {
  value: Value;
  from: string;
}

function better<Name extends TermName>(
  best: Picked<TermFields[Name]>,
  one: Picked<TermFields[Name]>,
  generous: Generous<Name>,
): Picked<TermFields[Name]> {
  const value = generous(best.value, one.value);
  return { value, from: value === one.value && value !== best.value ? one.from : best.from };
}

const earliest = (a: number | null, b: number | null) => (a === null || b === null ? null : Math.min(a, b));
const latest = (a: number | null, b: number | null) => (a === null || b === null ? null : Math.max(a, b));
const most = latest;

/** At every moment the credit of whichever gives more. */
function kindest(a: LatePolicy, b: LatePolicy): LatePolicy {
  const ends = [...new Set([...a, ...b].map(({ withinHours }) => withinHours ?? Infinity))].sort(
    (one, other) => one - other,
  );
  return ends.map((end) => ({
    withinHours: end === Infinity ? null : end,
    credit: Math.max(creditAfter(a, end), creditAfter(b, end)),
  }));
}
