import { Temporal } from 'temporal-polyfill';

/** What a wall time means where the clock is put forward and back: once, twice, or never on such a day. */
export type Meaning =
  | { kind: 'once'; at: number }
  /** `at` is the first of the two. */
  | { kind: 'twice'; at: number }
  /** The wall times nearest to it that exist. */
  | { kind: 'never'; before: string; after: string };

const MINUTE = 60_000;
const WALL = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/;

/** `YYYY-MM-DDTHH:MM`, of a day and an hour that calendars have. */
export function isWall(text: string): boolean {
  if (!WALL.test(text)) return false;
  try {
    return plain(text).toString({ smallestUnit: 'minute' }) === text;
  } catch {
    return false;
  }
}

/** The names that may be chosen, as the runtime knows them. */
export const ZONES: readonly string[] = [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone')])];

export function isZone(name: string): boolean {
  // An offset such as +02:00 is taken by the runtime as well, but knows no daylight saving.
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** The instant a wall time means, ms UTC: the beginning of its minute. */
export function instantOf(wall: string, zone: string): Meaning {
  const early = plain(wall).toZonedDateTime(zone, { disambiguation: 'earlier' });
  const late = plain(wall).toZonedDateTime(zone, { disambiguation: 'later' });
  if (early.epochMilliseconds === late.epochMilliseconds)
    return { kind: 'once', at: early.epochMilliseconds };
  if (early.toPlainDateTime().equals(plain(wall))) return { kind: 'twice', at: early.epochMilliseconds };
  const jump = early.getTimeZoneTransition('next');
  if (!jump) throw new Error(`Expected a transition in ${zone} after ${early.toString()}`);
  return {
    kind: 'never',
    before: wallOf(jump.epochMilliseconds - MINUTE, zone),
    after: wallOf(jump.epochMilliseconds, zone),
  };
}

/** The wall time in a zone at an instant, seconds dropped. */
export const wallOf = (at: number, zone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(at)
    .toZonedDateTimeISO(zone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute', roundingMode: 'floor' });

/** The wall time that lies as far from `to` as `wall` lies from `from`, by calendar and clock. */
export const movedAlong = (wall: string, from: string, to: string): string =>
  plain(wall)
    .add(plain(from).until(plain(to), { largestUnit: 'day' }))
    .toString({ smallestUnit: 'minute' });

const plain = (wall: string): Temporal.PlainDateTime => Temporal.PlainDateTime.from(wall);
