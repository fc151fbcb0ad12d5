import { describe, expect, it } from 'vitest';
import { arranged } from '#core/portfolio/arrange.ts';
import { handleFrom, isHandle } from '#core/portfolio/handle.ts';
import { wantedFile, widthsOf, type PiecePicture } from '#core/portfolio/pictures.ts';
import { staticPage, staticStyle, withScripts } from '#core/portfolio/static-page.ts';

describe('a handle', () => {
  it.each([
    ['Inès Ferrão', 'ines-ferrao'],
    ['Łukasz  Øster–Straße', 'lukasz-oster-strasse'],
    ['O’Neil & Co.', 'o-neil-co'],
    ['李', ''],
    ['Admin', ''],
    ['x', ''],
    [`${'ab '.repeat(30)}`, 'ab-ab-ab-ab-ab-ab-ab-ab-ab-ab-ab-ab-ab-a'],
  ])('from %j is %j', (name, handle) => expect(handleFrom(name)).toBe(handle));

  it.each([
    ['ab', true],
    ['a1-b2', true],
    ['a', false],
    ['-ab', false],
    ['ab-', false],
    ['a--b', false],
    ['Ab', false],
    ['a/b', false],
    ['a'.repeat(40), true],
    ['a'.repeat(41), false],
    ['staff', false],
  ])('%j may be used: %s', (handle, may) => expect(isHandle(handle)).toBe(may));
});

it.each([
  ['b', 'up', 'bac'],
  ['a', 'up', 'abc'],
  ['c', 'down', 'abc'],
  ['a', 'down', 'bac'],
  ['c', 'first', 'cab'],
  ['z', 'first', 'abc'],
] as const)('moving %s %s gives %s', (id, move, order) =>
  expect(arranged(['a', 'b', 'c'], id, move).join('')).toBe(order),
);

const picture = (n: number, width: number): PiecePicture => ({
  n,
  sha256: 'd'.repeat(64),
  width,
  height: 100,
  title: null,
});

describe('the widths of a picture', () => {
  it.each([
    [3000, [480, 960, 1600, 2400]],
    [2400, [480, 960, 1600, 2400]],
    [2000, [480, 960, 1600, 2000]],
    [1700, [480, 960, 1600]],
    [888, [480, 888]],
    [480, [480]],
    [300, [300]],
  ])('of %i px are %j', (width, widths) => expect(widthsOf({ width })).toEqual(widths));

  it.each([
    ['1-960.webp', 960],
    ['2-300.webp', 300],
    ['1-961.webp', null],
    ['3-960.webp', null],
    ['1-960.jpg', null],
    ['01-960.webp', 960],
    ['card.jpg', 1200],
    ['../1-960.webp', null],
  ])('%s asks for %s', (file, width) =>
    expect(wantedFile(file, [picture(1, 3000), picture(2, 300)])?.width ?? null).toBe(width),
  );

  it('there is no card without a picture', () => expect(wantedFile('card.jpg', [])).toBeNull());
});

describe('the page on its own', () => {
  const html = `<head><link rel="preload" href="/_astro/a.woff2" as="font"><link rel="stylesheet" href="/_astro/one.css"><link rel="stylesheet" href="/_astro/two.css"><link rel="icon" href="/favicon.svg"></head>
<img src="/p/ab/k1/1-1600.webp" srcset="/p/ab/k1/1-480.webp 480w, /p/ab/k1/1-1600.webp 1600w, /p/ab/k1/1-2400.webp 2400w">
<source type="image/avif" srcset="/pictures/0f/320.avif 320w"><img src="/pictures/0f/320.webp"><a href="/verify">v</a><a href="https://example.org/">e</a>
<script type="module" src="/_astro/s.js"></script>`;
  const page = staticPage(html, 'https://school.example');

  it('names what it shows, by address and by place', () => {
    expect(page.styles).toEqual(['/_astro/one.css', '/_astro/two.css']);
    expect(page.scripts).toEqual(['/_astro/s.js']);
    expect(page.files).toEqual([
      { from: '/favicon.svg', to: 'assets/favicon.svg' },
      { from: '/p/ab/k1/1-1600.webp', to: 'pictures/k1-1-1600.webp' },
      { from: '/p/ab/k1/1-480.webp', to: 'pictures/k1-1-480.webp' },
      { from: '/pictures/0f/320.webp', to: 'pictures/0f-320.webp' },
    ]);
  });

  it('asks nothing of the school by a relative address, and loads no module from a disk', () => {
    expect(page.html).not.toMatch(/(?:src|href|srcset)="\//);
    expect(page.html).toContain('<a href="https://school.example/verify">');
    expect(page.html).toContain('<a href="https://example.org/">');
    expect(page.html.match(/stylesheet/g)).toHaveLength(1);
    expect(page.html).not.toContain('avif');
    const filled = withScripts(page.html, ['const end = "</script>"; const money = "$&";']);
    expect(filled).toContain('<script type="module">const end = "<\\/script>"; const money = "$&";</script>');
  });

  it('brings the PDF along, and leaves addresses in sentences alone', () => {
    const text =
      'my old one was at /p/ab/k1/1-480.webp and /credentials/0b6f3c1e-0000-4000-8000-000000000000/badge.svg';
    const { html: alone, files } = staticPage(
      `<p>${text}</p><a href="/p/ab/portfolio.pdf">Download as PDF</a>`,
      'https://school.example',
    );
    expect(alone).toBe(`<p>${text}</p><a href="portfolio.pdf">Download as PDF</a>`);
    expect(files).toEqual([{ from: '/p/ab/portfolio.pdf', to: 'portfolio.pdf' }]);
  });

  it('brings the badges of certificates along, and links to them at the school', () => {
    const id = '0b6f3c1e-0000-4000-8000-000000000000';
    const { html: alone, files } = staticPage(
      `<a href="/credentials/${id}"><img src="/credentials/${id}/badge.svg"></a>`,
      'https://school.example',
    );
    expect(alone).toBe(
      `<a href="https://school.example/credentials/${id}"><img src="pictures/certificate-${id}.svg"></a>`,
    );
    expect(files).toEqual([{ from: `/credentials/${id}/badge.svg`, to: `pictures/certificate-${id}.svg` }]);
  });

  it('keeps its fonts beside its sheet', () =>
    expect(
      staticStyle(['a{src:url(/_astro/f.woff2)}', "b{src:url('/_astro/g.woff2')}c{src:url(data:x)}"]),
    ).toEqual({
      css: 'a{src:url(f.woff2)}\nb{src:url(g.woff2)}c{src:url(data:x)}',
      fonts: [
        { from: '/_astro/f.woff2', to: 'assets/f.woff2' },
        { from: '/_astro/g.woff2', to: 'assets/g.woff2' },
      ],
    }));
});
