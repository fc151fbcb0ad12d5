/** Times as a class reads them: in its own zone, which is always named. */

const parts = (at: number, zone: string, options: Intl.DateTimeFormatOptions): Record<string, string> =>
  Object.fromEntries(
    new Intl.DateTimeFormat('en-GB', { timeZone: zone, hourCycle: 'h23', ...options })
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );

/** `Mon 1 Jun 2026, 23:59`. */
export function zoned(at: number, zone: string): string {
  const { weekday, day, month, year, hour, minute } = parts(at, zone, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  });
  return `${weekday} ${day} ${(month ?? '').slice(0, 3)} ${year}, ${hour}:${minute}`;
}

/** `Europe/Berlin, UTC+2`: the zone, and how far it is from UTC at that moment. */
export function zoneAt(at: number, zone: string): string {
  const name = zone.replaceAll('_', ' ');
  if (zone === 'UTC') return name;
  const { timeZoneName = '' } = parts(at, zone, { timeZoneName: 'shortOffset' });
  return `${name}, ${timeZoneName.replace('GMT', 'UTC').replace('-', '−')}`;
}

/** `Mon 1 Jun 2026, 23:59 (Europe/Berlin, UTC+2)`. */
export const zonedWithZone = (at: number, zone: string): string => `${zoned(at, zone)} (${zoneAt(at, zone)})`;

/** A wall time as it is read, without a zone: `Mon 1 Jun 2026, 23:59`. */
export const shownWall = (wall: string): string => zoned(Date.parse(`${wall}Z`), 'UTC');

/** `in 3 days`, `in 5 hours`, `20 minutes ago`: whole units, rounded down. */
export function distance(at: number, now: number): string {
  const minutes = Math.floor(Math.abs(at - now) / 60_000);
  const [n, unit] =
    minutes < 60
      ? [minutes, 'minute']
      : minutes < 48 * 60
        ? [Math.floor(minutes / 60), 'hour']
        : [Math.floor(minutes / 1440), 'day'];
  const size = n === 0 ? 'less than a minute' : `${n} ${unit}${n === 1 ? '' : 's'}`;
  return at >= now ? `in ${size}` : `${size} ago`;
}
