import { describe, expect, it } from 'vitest';
import { credit, effectiveTerms, type LatePolicy, type Override, type TermFields } from '#core/terms.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const DUE = Date.UTC(2026, 5, 1, 21, 59, 59, 999);
const STEPS: LatePolicy = [
  { withinHours: 24, credit: 0.8 },
  { withinHours: 72, credit: 0.5 },
];
const BASE: TermFields = {
  opensAt: DUE - 7 * DAY,
  dueAt: DUE,
  closesAt: DUE + 5 * DAY,
  attempts: 3,
  late: STEPS,
};
const MEMBER = { learnerId: 'l1', labelIds: ['g1', 'g2'] };

describe('credit by arrival', () => {
  it.each<[string, number, number | null, Partial<TermFields>?]>([
    ['a millisecond before it opens', BASE.opensAt! - 1, null],
    ['as it opens', BASE.opensAt!, 1],
    ['at the last moment', DUE, 1],
    ['a millisecond late', DUE + 1, 0.8],
    ['a day late to the millisecond', DUE + DAY, 0.8],
    ['a millisecond more', DUE + DAY + 1, 0.5],
    ['after the last step', DUE + 3 * DAY + 1, 0],
    ['as it closes', DUE + 5 * DAY, 0],
    ['after the close', DUE + 5 * DAY + 1, null],
    ['late where nothing is said of it', DUE + 1, 0, { late: [] }],
    [
      'late where all is taken until the close',
      DUE + 4 * DAY,
      1,
      { late: [{ withinHours: null, credit: 1 }] },
    ],
    ['ages later without due or close', DUE + 999 * DAY, 1, { dueAt: null, closesAt: null }],
    ['ages earlier without an opening', DUE - 999 * DAY, 1, { opensAt: null }],
  ])('%s', (_, at, expected, changed = {}) => {
    expect(credit({ ...BASE, ...changed }, at)).toBe(expected);
  });
});

describe('what holds for a member', () => {
  const forLearner = (fields: Partial<Override>): Override => ({
    id: 'own',
    for: { learnerId: 'l1' },
    ...fields,
  });
  const forLabel = (id: string, labelId: string, fields: Partial<Override>): Override => ({
    id,
    for: { labelId },
    ...fields,
  });

  it('is the assignment where nothing is said', () => {
    const terms = effectiveTerms(BASE, [], MEMBER);
    expect(terms).toMatchObject(BASE);
    expect(new Set(Object.values(terms.from))).toEqual(new Set(['assignment']));
  });

  it('inherits field by field', () => {
    const terms = effectiveTerms(
      BASE,
      [forLearner({ attempts: null }), forLabel('a', 'g1', { dueAt: DUE + DAY })],
      MEMBER,
    );
    expect(terms).toMatchObject({ ...BASE, dueAt: DUE + DAY, attempts: null });
    expect(terms.from).toEqual({
      opensAt: 'assignment',
      dueAt: 'a',
      closesAt: 'assignment',
      attempts: 'own',
      late: 'assignment',
    });
  });

  it('a learner’s own override wins over a label’s, also where it gives less', () => {
    const both = [forLabel('a', 'g1', { dueAt: DUE + 2 * DAY }), forLearner({ dueAt: DUE + HOUR })];
    expect(effectiveTerms(BASE, both, MEMBER)).toMatchObject({ dueAt: DUE + HOUR, from: { dueAt: 'own' } });
  });

  it('of several labels the most generous holds, field by field, in whatever order they stand', () => {
    const labels = [
      forLabel('a', 'g1', { opensAt: DUE - 9 * DAY, dueAt: DUE + DAY, attempts: 5 }),
      forLabel('b', 'g2', { opensAt: DUE - 8 * DAY, dueAt: DUE + 2 * DAY, attempts: 4 }),
    ];
    const expected = {
      opensAt: DUE - 9 * DAY,
      dueAt: DUE + 2 * DAY,
      attempts: 5,
      from: { opensAt: 'a', dueAt: 'b', attempts: 'a' },
    };
    expect(effectiveTerms(BASE, labels, MEMBER)).toMatchObject(expected);
    expect(effectiveTerms(BASE, labels.toReversed(), MEMBER)).toMatchObject(expected);
  });

  it('of two late policies whichever gives more holds at every hour', () => {
    const labels = [
      forLabel('a', 'g1', { late: [{ withinHours: 48, credit: 0.6 }] }),
      forLabel('b', 'g2', {
        late: [
          { withinHours: 24, credit: 0.9 },
          { withinHours: null, credit: 0.2 },
        ],
      }),
    ];
    expect(effectiveTerms(BASE, labels, MEMBER).late).toEqual([
      { withinHours: 24, credit: 0.9 },
      { withinHours: 48, credit: 0.6 },
      { withinHours: null, credit: 0.2 },
    ]);
  });

  it('a due time behind the close takes the close along: an extension is never void', () => {
    const terms = effectiveTerms(BASE, [forLearner({ dueAt: DUE + 9 * DAY })], MEMBER);
    expect(terms).toMatchObject({ dueAt: DUE + 9 * DAY, closesAt: DUE + 9 * DAY, from: { closesAt: 'own' } });
    expect(credit(terms, DUE + 9 * DAY)).toBe(1);
  });

  it('of others’ overrides nothing holds', () => {
    const others = [
      { id: 'x', for: { learnerId: 'l2' }, dueAt: DUE + DAY },
      { id: 'y', for: { labelId: 'g3' }, dueAt: DUE + DAY },
    ];
    expect(effectiveTerms(BASE, others, MEMBER)).toMatchObject(BASE);
  });
});

/** Mulberry32: the same cases every time. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

describe('rules that hold for any terms', () => {
  const random = seeded(20_260_601);
  const whole = (most: number) => Math.floor(random() * (most + 1));
  const sometimes = <T>(value: () => T): T | undefined => (random() < 0.4 ? value() : undefined);
  const policy = (): LatePolicy => {
    const hours = Array.from({ length: whole(3) }, () => 1 + whole(120)).sort((a, b) => a - b);
    const credits = hours.map(() => random()).sort((a, b) => b - a);
    return [...new Set(hours)].map((withinHours, i) => ({ withinHours, credit: credits[i]! }));
  };
  const terms = (): TermFields => {
    const opensAt = DUE - whole(20) * DAY;
    const dueAt = opensAt + whole(20) * DAY;
    return {
      opensAt: random() < 0.2 ? null : opensAt,
      dueAt: random() < 0.2 ? null : dueAt,
      closesAt: random() < 0.3 ? null : dueAt + whole(10) * DAY,
      attempts: random() < 0.5 ? null : 1 + whole(5),
      late: policy(),
    };
  };
  /** An extension: it never takes away what the assignment gives. */
  const label = (id: string, base: TermFields): Override => {
    const { dueAt: due, closesAt: closes } = base;
    const dueAt = due === null ? undefined : sometimes(() => due + whole(200) * HOUR);
    const closesAt = closes === null ? undefined : sometimes(() => closes + whole(100) * HOUR);
    const late = sometimes(policy);
    return {
      id,
      for: { labelId: id },
      ...(dueAt === undefined ? {} : { dueAt }),
      ...(closesAt === undefined ? {} : { closesAt }),
      ...(late === undefined ? {} : { late }),
    };
  };
  const cases = Array.from({ length: 400 }, () => {
    const base = terms();
    return { base, overrides: ['g1', 'g2', 'g3'].map((id) => label(id, base)) };
  });
  const moments = Array.from({ length: 120 }, (_, i) => DUE - 25 * DAY + i * 13 * HOUR);

  it('once open, a later arrival never earns more', () => {
    for (const { base, overrides } of cases) {
      const held = effectiveTerms(base, overrides, { learnerId: 'l', labelIds: ['g1', 'g2'] });
      const worth = moments
        .filter((at) => at >= (held.opensAt ?? -Infinity))
        .map((at) => credit(held, at) ?? -1);
      expect(worth).toEqual(worth.toSorted((a, b) => b - a));
    }
  });

  it('one extension more never takes anything away', () => {
    for (const { base, overrides } of cases) {
      const generous = overrides.filter(({ late }) => late === undefined);
      const ids = generous.map(({ id }) => id);
      const few = effectiveTerms(base, generous, { learnerId: 'l', labelIds: ids.slice(0, 1) });
      const many = effectiveTerms(base, generous, { learnerId: 'l', labelIds: ids });
      for (const at of moments) expect(credit(many, at) ?? -1).toBeGreaterThanOrEqual(credit(few, at) ?? -1);
    }
  });

  it('two labels together give at every moment at least what each gives alone', () => {
    for (const { base, overrides } of cases) {
      const withLate = overrides.map((one) => ({ ...one, late: one.late ?? base.late }));
      const both = effectiveTerms(base, withLate, { learnerId: 'l', labelIds: ['g1', 'g2'] });
      for (const id of ['g1', 'g2']) {
        const alone = effectiveTerms(base, withLate, { learnerId: 'l', labelIds: [id] });
        for (const at of moments)
          expect(credit(both, at) ?? -1).toBeGreaterThanOrEqual(credit(alone, at) ?? -1);
      }
    }
  });

  it('does not depend on the order in which overrides stand', () => {
    for (const { base, overrides } of cases) {
      const member = { learnerId: 'l', labelIds: ['g1', 'g2', 'g3'] };
      const values = (some: readonly Override[]) => {
        const { from: _, ...fields } = effectiveTerms(base, some, member);
        return fields;
      };
      expect(values(overrides.toReversed())).toEqual(values(overrides));
    }
  });
});
