import * as refusals from '#core/assignment-refusals.ts';
import type { Walls } from '#core/cohorts.ts';
import { Refused } from '#core/refusal.ts';
import { shownWall } from '#core/view/zoned.ts';
import { instantOf, isWall } from '../zones.ts';

const MINUTE = 60_000;
const NAMES = ['opens', 'due', 'closes'] as const;
/** A field for dates takes 26 for the year 26. */
const YEARS = { first: 2000, last: 2199 };

export interface Times {
  walls: Walls;
  opensAt: number | null;
  dueAt: number | null;
  closesAt: number | null;
}

/** Three times as typed, empty for none. Throws `Refused` over what no calendar or no clock of the zone has. */
export function readTimes(given: Record<(typeof NAMES)[number], string>, zone: string): Times {
  for (const name of NAMES) {
    if (given[name] === '') continue;
    if (!isWall(given[name])) throw new Refused(refusals.notATime(name, given[name]));
    const year = Number(given[name].slice(0, 4));
    if (year < YEARS.first || year > YEARS.last) throw new Refused(refusals.yearFarOff(name, given[name]));
  }
  const walls = { opens: given.opens || null, due: given.due || null, closes: given.closes || null };
  return timesOf(walls, zone);
}

/** The instants of wall times: an opening as its minute begins; due and close hold to the end of theirs. */
export function timesOf(walls: Walls, zone: string): Times {
  const at = (name: (typeof NAMES)[number]): number | null => {
    const wall = walls[name];
    if (wall === null) return null;
    const meaning = instantOf(wall, zone);
    if (meaning.kind === 'never')
      throw new Refused(
        refusals.noSuchTime(name, shownWall(wall), zone, shownWall(meaning.before), shownWall(meaning.after)),
      );
    return name === 'opens' ? meaning.at : meaning.at + MINUTE - 1;
  };
  return { walls, opensAt: at('opens'), dueAt: at('due'), closesAt: at('closes') };
}

/** Refuses times that stand in the wrong order. */
export function refuseDisorder({ opensAt, dueAt, closesAt }: Omit<Times, 'walls'>): void {
  const before = (a: number | null, b: number | null) => a !== null && b !== null && b < a;
  if (before(opensAt, dueAt)) throw new Refused(refusals.wrongOrder('opens', 'due'));
  if (before(dueAt, closesAt)) throw new Refused(refusals.wrongOrder('due', 'closes'));
  if (before(opensAt, closesAt)) throw new Refused(refusals.wrongOrder('opens', 'closes'));
}
