import type { NoticeSettings } from './types.ts';

/** Minutes since midnight on the clocks of this IANA zone. */
export function minuteOfDay(at: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(at);
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value ?? 0);
  return part('hour') * 60 + part('minute');
}

/** Whether somebody is to be left in peace at this moment. */
export function isQuiet(at: number, { quiet, zone }: Pick<NoticeSettings, 'quiet' | 'zone'>): boolean {
  if (!quiet || quiet.from === quiet.until) return false;
  const now = minuteOfDay(at, zone);
  return quiet.from < quiet.until
    ? now >= quiet.from && now < quiet.until
    : now >= quiet.from || now < quiet.until;
}
