import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { KINDS } from '#graders/criteria/kinds.ts';

const readme = await readFile(new URL('../../graders/README.md', import.meta.url), 'utf8');
const headings = [...readme.matchAll(/^#+ (.*)$/gm)].map(([, title]) => title!);
const section = (title: string): string =>
  readme.split(/^## /m).find((part) => part.startsWith(`${title}\n`)) ?? '';

describe('the README of the grading library', () => {
  it('has no heading twice', () => expect(headings).toEqual([...new Set(headings)]));

  it.each([
    ['shows its report', /console\.log\(report\);\n```/],
    ['says how to run it', /`mine\.ts` in the project's root.*`npx node mine\.ts`/],
  ])('has an example that %s', (_, words) => expect(readme).toMatch(words));

  it.each([...KINDS.keys()])('tells of %s among the kinds', (kind) =>
    expect(section('Kinds')).toContain(`| \`${kind}\``),
  );
});
