import type { CohortRole } from './permissions.ts';

/** A line of a roster as it was read. `labels`, `sisId`: null where there is no such column, or nothing in it. */
export interface RosterRecord {
  line: number;
  name: string;
  email: string;
  labels: string[] | null;
  sisId: string | null;
  /** Why it cannot be used, in a sentence. */
  problem: string | null;
}

/** What is known of an address already. */
export interface KnownPerson {
  learnerId: string;
  name: string;
  /** In this class; null: not in it. */
  role: CohortRole | null;
  sisId: string | null;
  labels: string[];
}

export interface RosterLine extends RosterRecord {
  /** `new`: gets an account; `enrol`: has one; `change`: is in the class; `same`: nothing to do; `wrong`: is left out. */
  fate: 'new' | 'enrol' | 'change' | 'same' | 'wrong';
  /** What will be done, in words. */
  says: string;
  learnerId: string | null;
  /** In this class already; null: not in it. */
  role: CohortRole | null;
}

export interface Roster {
  lines: RosterLine[];
  /** Columns that say nothing this house uses. */
  ignored: string[];
}

/** What each line would do. `holders`: whose each SIS id is in this class now, by learner id. */
export function planRoster(
  records: readonly RosterRecord[],
  known: ReadonlyMap<string, KnownPerson>,
  holders: ReadonlyMap<string, string> = new Map(),
): RosterLine[] {
  const first = new Map<string, RosterRecord>();
  const numbered = new Map<string, RosterRecord>();
  const renumbered = new Set(
    records.flatMap(({ email, sisId, problem }) => {
      const person = known.get(email);
      return person && problem === null && sisId !== null && sisId !== person.sisId ? [person.learnerId] : [];
    }),
  );
  /** Why the SIS id cannot be this person's: it would be two people's. */
  const taken = ({ sisId }: RosterRecord, learnerId: string | null): string | null => {
    if (sisId === null) return null;
    const above = numbered.get(sisId);
    if (above) return `Line ${above.line} has the same SIS id.`;
    const holder = holders.get(sisId);
    return holder !== undefined && holder !== learnerId && !renumbered.has(holder)
      ? 'Somebody else in this class has the same SIS id.'
      : null;
  };
  return records.map((record) => {
    const person = known.get(record.email) ?? null;
    const learnerId = person?.learnerId ?? null;
    const line = (fate: RosterLine['fate'], says: string): RosterLine => ({
      ...record,
      fate,
      says,
      learnerId,
      role: person?.role ?? null,
    });
    if (record.problem !== null) return line('wrong', record.problem);
    const earlier = first.get(record.email);
    if (earlier)
      return alike(earlier, record)
        ? line('same', `The same as line ${earlier.line}.`)
        : line('wrong', `Line ${earlier.line} has the same address and says something else.`);
    first.set(record.email, record);
    const clash = taken(record, learnerId);
    if (clash !== null) return line('wrong', clash);
    if (record.sisId !== null) numbered.set(record.sisId, record);
    if (!person)
      return record.name === ''
        ? line('wrong', 'There is no account with this address, and a new one needs a name.')
        : line('new', 'Gets an account, and is enrolled.');
    if (person.role === null)
      return line(
        'enrol',
        `Has an account${differs(record, person) ? ` as ${person.name}` : ''}, and is enrolled.`,
      );
    const changes = changesOf(record, person);
    const staff = person.role === 'learner' ? '' : ` Stays ${person.role} here.`;
    return changes.length === 0
      ? line('same', `Is in the class already.${staff}`)
      : line('change', `Is in the class; ${changes.join(', ')}.${staff}`);
  });
}

const differs = (record: RosterRecord, person: KnownPerson) =>
  record.name !== '' && record.name.toLowerCase() !== person.name.toLowerCase();

function changesOf({ labels, sisId }: RosterRecord, person: KnownPerson): string[] {
  return [
    ...(sisId !== null && sisId !== person.sisId ? [`SIS id becomes ${sisId}`] : []),
    ...(labels !== null && keyOf(labels) !== keyOf(person.labels)
      ? [`labels become ${labels.join(', ')}`]
      : []),
  ];
}

const keyOf = (labels: readonly string[]): string =>
  labels
    .map((label) => label.toLowerCase())
    .sort()
    .join('\n');

const alike = (a: RosterRecord, b: RosterRecord): boolean =>
  a.name === b.name && a.sisId === b.sisId && keyOf(a.labels ?? []) === keyOf(b.labels ?? []);
