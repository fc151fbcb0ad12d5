import { describe, expect, it } from 'vitest';
import { letterOf } from '#core/notices/letter.ts';
import { isQuiet, minuteOfDay } from '#core/notices/quiet.ts';
import { NOTICE_CODES, type Notice } from '#core/notices/types.ts';
import { noticeKind, noticeWords } from '#core/notices/words.ts';

const at = (time: string) => Date.parse(`2026-07-10T${time}Z`);

describe('quiet hours', () => {
  it.each([
    ['UTC', '00:00:00', 0],
    ['UTC', '23:59:59', 1439],
    ['Europe/Lisbon', '22:30:00', 1410],
    ['Asia/Kathmandu', '18:30:00', 15],
    ['America/St_Johns', '02:00:00', 1410],
  ])('in %s %s UTC is minute %i', (zone, time, minute) => expect(minuteOfDay(at(time), zone)).toBe(minute));

  it.each([
    [{ from: 21 * 60, until: 8 * 60 }, '20:59:00', false],
    [{ from: 21 * 60, until: 8 * 60 }, '21:00:00', true],
    [{ from: 21 * 60, until: 8 * 60 }, '07:59:00', true],
    [{ from: 21 * 60, until: 8 * 60 }, '08:00:00', false],
    [{ from: 12 * 60, until: 13 * 60 }, '12:30:00', true],
    [{ from: 12 * 60, until: 13 * 60 }, '13:00:00', false],
    [{ from: 60, until: 60 }, '01:00:00', false],
    [null, '03:00:00', false],
  ])('%j at %s: %s', (quiet, time, still) => expect(isQuiet(at(time), { quiet, zone: 'UTC' })).toBe(still));

  it('follow the clocks of the zone through the change of the hour', () => {
    const quiet = { from: 0, until: 120 };
    const zone = 'Europe/Berlin';
    // In the night of 29 March 2026 the clocks go from 02:00 to 03:00 at 01:00 UTC.
    expect(isQuiet(Date.parse('2026-03-29T00:59:00Z'), { quiet, zone })).toBe(true);
    expect(isQuiet(Date.parse('2026-03-29T01:00:00Z'), { quiet, zone })).toBe(false);
    expect(isQuiet(Date.parse('2026-03-30T00:00:00Z'), { quiet, zone })).toBe(false);
  });
});

const notice = (code: Notice['code'], params: Record<string, string> = {}): Notice => ({
  id: code,
  code,
  params,
  href: '/attempts/a1',
  at: 1,
  readAt: null,
});

describe('a letter', () => {
  it('tells of each thing with its address, and how to end the letters', () => {
    const letter = letterOf(
      [
        notice('reviewed', { by: 'Tea', exercise: 'Fog' }),
        notice('appeal-answered', { exercise: 'Fog', outcome: 'accepted', answer: 'You are right.' }),
      ],
      'https://school.example',
      'https://school.example/unsubscribe/t',
    );
    expect(letter.subject).toBe('Tea has reviewed “Fog”, and 1 more');
    expect(letter.text).toContain(
      'Your appeal at “Fog” was accepted\nYou are right.\nhttps://school.example/attempts/a1',
    );
    expect(letter.text).toContain('https://school.example/unsubscribe/t');
  });

  it('lists 25 and counts the rest', () => {
    const notices = Array.from({ length: 30 }, (_, n) => ({
      id: String(n),
      code: 'extension' as const,
      params: { assignment: `Week ${n}`, due: 'Friday', reason: '' },
      href: '/cohorts/c',
      at: n,
      readAt: null,
    }));
    const { subject, text } = letterOf(notices, 'https://school.example', 'https://school.example/u');
    expect(subject).toBe('Other times for “Week 0”, and 29 more');
    expect(text.match(/Other times for/g)).toHaveLength(25);
    expect(text).toContain('5 more stand at https://school.example/notices.');
    expect(letterOf(notices.slice(0, 25), 'https://school.example', 'u').text).not.toContain('more stand');
  });

  it('a title cannot bring in a header', () => {
    const { subject } = letterOf(
      [notice('reviewed', { by: 'Tea\r\nBcc: all@example.org', exercise: 'Fog' })],
      '',
      '',
    );
    expect(subject).toBe('Tea Bcc: all@example.org has reviewed “Fog”');
  });

  it.each(NOTICE_CODES)('%s has words without holes when its params are there', (code) => {
    const params = new Proxy({}, { get: (_, name) => `<${String(name)}>` });
    const { title, text } = noticeWords({ code, params });
    expect(title).toMatch(/<\w+>/);
    expect(`${title} ${text}`).not.toMatch(/undefined|: \./);
    expect(noticeKind(code)).toMatch(/^[A-Z]/);
  });
});
