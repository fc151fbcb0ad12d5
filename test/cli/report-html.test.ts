import { describe, expect, it } from 'vitest';
import { criterion, place, report } from '../core/view/fakes.ts';
import { viewerContent } from '#core/view/viewer.ts';
import { facesFor } from '../../src/cli/report-html/faces.ts';
import { html } from '../../src/cli/report-html/html.ts';
import { looksOf, seenIn } from '../../src/cli/report-html/looks.ts';

describe('faces inside the page', () => {
  const face = (name: string, range: string, style = 'normal') =>
    `@font-face { font-family: '${name}'; font-style: ${style}; src: url('./${name}.woff2'); unicode-range: ${range}; }`;
  const rules = [
    face('Latin', 'U+0020-007E, U+2212'),
    face('Extended', 'U+0100-02BA'),
    face('Slanted', 'U+0020-007E', 'italic'),
  ].join('\n');

  it.each([
    ['plain', false, ['Latin']],
    ['−', false, ['Latin']],
    ['Erdő', false, ['Latin', 'Extended']],
    ['ő', false, ['Extended']],
    ['plain', true, ['Latin', 'Slanted']],
    ['点', true, []],
  ])('%s, italic %s: %j', async (text, italic, names) => {
    const asked: string[] = [];
    const read = async (url: string) => {
      asked.push(url);
      return new Uint8Array([1, 2, 3]);
    };
    const css = await facesFor({ rules, text, italic, read });
    expect(asked).toEqual(names.map((name) => `./${name}.woff2`));
    expect(css.match(/data:font\/woff2;base64,AQID/g) ?? []).toHaveLength(names.length);
  });
});

describe('what may lie on the picture', () => {
  const evidence = (name: string) => ({ name, mime: 'image/png', width: 1, height: 1, alt: name });
  const content = (criteria: ReturnType<typeof criterion>[]) =>
    viewerContent(
      {
        report: report({ criteria }),
        evidence: criteria.flatMap((one) => one.evidence.map(evidence)),
        address: (name) => `data:${name}`,
      },
      [],
    );
  const marked = criterion({ id: 'a', title: 'A', score: 10, places: [place(1), place(2)] });
  const mapped = criterion({
    id: 'b',
    title: 'B',
    score: 90,
    pass: true,
    evidence: ['b-lightness-map.png', 'b-warmth-map.png'],
  });

  it.each([
    ['nothing to show, nothing to choose', [], []],
    ['marks', [marked], ['Worst places', 'A', 'Nothing']],
    ['two maps of one criterion', [mapped], ['B: lightness', 'B: warm and cool', 'Nothing']],
    ['both', [mapped, marked], ['Worst places', 'A', 'B: lightness', 'B: warm and cool', 'Nothing']],
  ])('%s', (_, criteria, labels) => {
    expect(looksOf(content(criteria)).map(({ label }) => label)).toEqual(labels);
  });

  it('a mark is seen in the first look and in that of its criterion, a map in its own alone', () => {
    const looks = looksOf(content([mapped, marked]));
    expect(seenIn(looks, ({ marks }) => marks.includes(1))).toBe('first look-1');
    expect(seenIn(looks, ({ map }) => map === 1)).toBe('look-3');
  });
});

it('what comes from a file is text in the page, never markup', () => {
  const page = html`<p title="${'"><b>'}">${'<script>'}${html`<i>${"'&"}</i>`}</p>`;
  expect(page.text).toBe('<p title="&quot;&gt;&lt;b&gt;">&lt;script&gt;<i>&#39;&amp;</i></p>');
});
