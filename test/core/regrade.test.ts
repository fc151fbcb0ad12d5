import { describe, expect, it } from 'vitest';
import { changeOf, takesAway, type Change } from '#core/regrade.ts';

type Row = [outcome: 'passed' | 'not-yet' | 'ungradable' | null, score: number | null];

describe('what a regrade changes', () => {
  it.each<[Row, Row, Change, boolean]>([
    [['not-yet', 60], ['not-yet', 60], 'same', false],
    [['not-yet', 60], ['not-yet', 61], 'raised', false],
    [['not-yet', 60], ['not-yet', 59], 'lowered', true],
    [['not-yet', 60], ['passed', 80], 'passes', false],
    [['passed', 80], ['not-yet', 79], 'fails', true],
    [['passed', 80], ['not-yet', 90], 'fails', true],
    [['passed', 80], ['passed', 76], 'lowered', true],
    [['passed', 80], ['ungradable', null], 'fails', true],
    [['not-yet', 10], ['ungradable', null], 'lowered', true],
    [['ungradable', null], ['not-yet', 0], 'raised', false],
    [['ungradable', null], ['ungradable', null], 'same', false],
    [[null, null], ['passed', 90], 'passes', false],
  ])('%j → %j: %s', (before, after, change, away) => {
    const [was, is] = [before, after].map(([outcome, score]) => ({ outcome, score }));
    expect([changeOf(was!, is!), takesAway(change)]).toEqual([change, away]);
  });
});
