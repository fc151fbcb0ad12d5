import { expect, it } from 'vitest';
import { sheetOf } from '#core/view/sheet.ts';
import { attempt, criterion, report } from './fakes.ts';

const file = (name: string) => ({
  name,
  sha256: name,
  bytes: 1_400_000,
  format: 'png',
  width: 1024,
  height: 768,
  bitDepth: 8,
  profile: 'none',
  hasAlpha: false,
});
const remark = (text: string, severity: 'actionable' | 'essential', frame?: string) => ({
  code: 'x',
  severity,
  params: {},
  text,
  ...(frame === undefined ? {} : { frame }),
});

it('tells of each file its facts, its own remarks and how much it does not meet', () => {
  const files = sheetOf(
    attempt('a', {
      report: report({
        submission: [file('one.png'), file('two.png')],
        frames: [
          { name: 'picture-1', title: 'one.png', file: 0 },
          { name: 'picture-2', title: 'two.png', file: 1 },
        ],
        criteria: [
          criterion({
            title: 'One variable',
            feedback: [
              remark('of all', 'actionable'),
              remark('of the second', 'actionable', 'picture-2'),
              remark('of the second, blocking', 'essential', 'picture-2'),
            ],
            frames: [
              { frame: 'picture-1', value: 1, score: 100, pass: true, evidence: [] },
              { frame: 'picture-2', value: 1, score: 20, pass: false, evidence: [] },
            ],
          }),
        ],
      }),
    }),
    'Sheet',
  );
  expect(files.map(({ n, src, facts, met }) => [n, src, facts, met])).toEqual([
    [1, '/api/attempts/a/evidence/yours', 'PNG, 1024 × 768 px, 1.4 MB', 'all met'],
    [2, '/api/attempts/a/evidence/yours-2', 'PNG, 1024 × 768 px, 1.4 MB', '1 not met'],
  ]);
  expect(files.map(({ remarks }) => remarks.map(({ text }) => text))).toEqual([
    [],
    ['of the second, blocking', 'of the second'],
  ]);
});

it('calls no file met of which nothing is asked by itself', () => {
  const [file1] = sheetOf(
    attempt('a', {
      report: report({
        submission: [file('one.png'), file('two.png')],
        frames: [
          { name: 'picture-1', title: 'one.png', file: 0 },
          { name: 'picture-2', title: 'two.png', file: 1 },
        ],
        criteria: [criterion({ pass: false, frames: [{ frame: 'picture-1', value: 1, evidence: [] }] })],
      }),
    }),
    'Sheet',
  );
  expect(file1?.met).toBe('');
});

it('of a single file no remark is its own: all stand with the criteria', () => {
  const [only, ...more] = sheetOf(
    attempt('a', {
      report: report({
        submission: [file('one.png')],
        criteria: [criterion({ feedback: [remark('of all', 'actionable')] })],
      }),
    }),
    'Sheet',
  );
  expect([only?.remarks, more]).toEqual([[], []]);
});

it('of an attempt without a report there is nothing', () => {
  expect(sheetOf(attempt('a'), 'Sheet')).toEqual([]);
});
