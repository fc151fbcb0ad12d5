import { describe, expect, it } from 'vitest';
import { Temporal } from 'temporal-polyfill';
import { instantOf, isWall, isZone, movedAlong, wallOf, ZONES } from '#server/zones.ts';

describe('a wall time', () => {
  it.each([
    ['in winter', '2026-01-15T12:00', 'Europe/Berlin', 'once', '2026-01-15T11:00:00Z'],
    ['in summer', '2026-07-15T12:00', 'Europe/Berlin', 'once', '2026-07-15T10:00:00Z'],
    [
      'a minute before the clock is put forward',
      '2026-03-29T01:59',
      'Europe/Berlin',
      'once',
      '2026-03-29T00:59:00Z',
    ],
    ['as it is put forward', '2026-03-29T03:00', 'Europe/Berlin', 'once', '2026-03-29T01:00:00Z'],
    ['in the hour that comes twice', '2026-10-25T02:30', 'Europe/Berlin', 'twice', '2026-10-25T00:30:00Z'],
    ['by a quarter of an hour', '2026-06-01T23:59', 'Asia/Kathmandu', 'once', '2026-06-01T18:14:00Z'],
    ['beyond the date line', '2026-06-01T00:00', 'Pacific/Kiritimati', 'once', '2026-05-31T10:00:00Z'],
    [
      'where half an hour comes twice',
      '2026-04-05T01:45',
      'Australia/Lord_Howe',
      'twice',
      '2026-04-04T14:45:00Z',
    ],
  ])('%s', (_, wall, zone, kind, at) => {
    expect(instantOf(wall, zone)).toEqual({ kind, at: Date.parse(at) });
  });

  it.each([
    ['2026-03-29T02:30', 'Europe/Berlin', '2026-03-29T01:59', '2026-03-29T03:00'],
    ['2026-03-08T02:00', 'America/New_York', '2026-03-08T01:59', '2026-03-08T03:00'],
    ['2026-10-04T02:15', 'Australia/Lord_Howe', '2026-10-04T01:59', '2026-10-04T02:30'],
    ['2011-12-30T12:00', 'Pacific/Apia', '2011-12-29T23:59', '2011-12-31T00:00'],
    ['2026-04-24T00:30', 'Africa/Cairo', '2026-04-23T23:59', '2026-04-24T01:00'],
  ])('%s in %s never comes; next to it are %s and %s', (wall, zone, before, after) => {
    expect(instantOf(wall, zone)).toEqual({ kind: 'never', before, after });
  });

  it.each([
    ['2026-06-01T23:59', true],
    ['2026-06-01T24:00', false],
    ['2026-02-30T10:00', false],
    ['2026-06-01 10:00', false],
    ['2026-06-01T10:00:30', false],
    ['2026-6-1T10:00', false],
    ['', false],
  ])('%j is one: %s', (text, expected) => {
    expect(isWall(text)).toBe(expected);
  });

  it.each([
    [
      'over a change of the clock',
      '2026-03-27T12:00',
      '2026-03-20T12:00',
      '2026-03-27T12:00',
      '2026-04-03T12:00',
    ],
    ['by minutes', '2026-06-03T10:00', '2026-06-01T23:59', '2026-06-02T00:30', '2026-06-03T10:31'],
    ['back', '2026-06-03T10:00', '2026-06-01T23:59', '2026-05-30T23:59', '2026-06-01T10:00'],
    ['into a leap year', '2028-02-27T10:00', '2028-02-20T10:00', '2028-02-22T10:00', '2028-02-29T10:00'],
  ])('moves along %s', (_, wall, from, to, expected) => {
    expect(movedAlong(wall, from, to)).toBe(expected);
  });
});

it.each([
  ['Europe/Berlin', true],
  ['UTC', true],
  ['Asia/Calcutta', true],
  ['+02:00', false],
  ['Middle/Earth', false],
  ['', false],
])('%j is a zone: %s', (name, expected) => {
  expect(isZone(name)).toBe(expected);
});

describe('in every zone there is', () => {
  const MINUTE = 60_000;
  const START = Date.UTC(2026, 0, 1);

  /** The changes of the clock of two years. */
  function transitions(zone: string): number[] {
    const found: number[] = [];
    let next = Temporal.Instant.fromEpochMilliseconds(START)
      .toZonedDateTimeISO(zone)
      .getTimeZoneTransition('next');
    while (next && next.epochMilliseconds < START + 730 * 86_400_000) {
      found.push(next.epochMilliseconds);
      next = next.getTimeZoneTransition('next');
    }
    return found;
  }
  const around = [-90, -61, -60, -31, -30, -1, 0, 1, 29, 30, 59, 60, 61, 90];

  it('an instant and its wall time give each other, around every change of the clock', () => {
    let changes = 0;
    for (const zone of ZONES) {
      const moments = transitions(zone).flatMap((at) => around.map((minutes) => at + minutes * MINUTE));
      changes += moments.length / around.length;
      for (const at of [START, START + 182 * 86_400_000, ...moments]) {
        const wall = wallOf(at, zone);
        const meaning = instantOf(wall, zone);
        expect([zone, wall, meaning.kind === 'never']).toEqual([zone, wall, false]);
        if (meaning.kind === 'never') continue;
        expect([zone, wallOf(meaning.at, zone)]).toEqual([zone, wall]);
        // Of a time that comes twice the first is meant, which is at most as late.
        if (meaning.kind === 'once') expect([zone, meaning.at]).toEqual([zone, at]);
        else expect(meaning.at).toBeLessThanOrEqual(at);
      }
    }
    expect(changes).toBeGreaterThan(400);
  });

  it('the neighbours of a time that never comes exist and lie a minute apart', () => {
    let gaps = 0;
    for (const zone of ZONES)
      for (const at of transitions(zone)) {
        const jump = wallOf(at, zone);
        const never = instantOf(movedAlong(jump, '2026-01-01T00:01', '2026-01-01T00:00'), zone);
        if (never.kind !== 'never') continue;
        gaps += 1;
        const [before, after] = [never.before, never.after].map((wall) => instantOf(wall, zone));
        expect([zone, before?.kind, after]).toEqual([zone, 'once', { kind: 'once', at }]);
        if (before?.kind === 'once') expect(at - before.at).toBe(MINUTE);
      }
    expect(gaps).toBeGreaterThan(200);
  });
});
