import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { embed } from '#graders/authoring/generation/embed.ts';
import { tiny } from '#test/support/tiny.ts';
import { atelier } from './run.ts';

const INFOTEXT = `a jar\nNegative prompt: cracks\nSteps: 20, Sampler: Euler, CFG scale: 7, Seed: 18446744073709551615, Size: 512x768, Model: "\u001b[31mred\u009b2J\u202e", Version: v1.10.1`;
const XMP =
  '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" Iptc4xmpExt:DigitalSourceType="http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"/></rdf:RDF></x:xmpmeta>';

let folder: string;
const at = (name: string): string => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'inspect-'));
  const png = await tiny('png');
  const placed = await sharp(png)
    .withExif({ IFD0: { Artist: 'Studio' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '50/1 0/1 0/1' } })
    .jpeg()
    .toBuffer();
  const frames = sharp([await sharp(png).toBuffer(), await sharp(png).negate().toBuffer()], {
    join: { animated: true },
  });
  await writeFile(at('made.png'), embed(png, { text: { parameters: INFOTEXT }, xmp: XMP }));
  await writeFile(at('placed.jpg'), placed);
  await writeFile(at('moving.webp'), await frames.webp().toBuffer());
  await writeFile(at('clip.gif'), await sharp(png).gif().toBuffer());
  await writeFile(at('letter.png'), 'Dear Ines, this is no picture at all.');
});
afterAll(() => rm(folder, { recursive: true }));

describe('npx atelier inspect', () => {
  it('prints one object for one file, its seed as text', async () => {
    const { code, stdout, stderr } = await atelier('inspect', at('made.png'), '--json');
    expect([code, stderr]).toEqual([0, '']);
    expect(JSON.parse(stdout)).toMatchObject({
      file: { name: 'made.png', format: 'png', width: 16, height: 8, profile: 'none', bitDepth: 8 },
      generation: {
        tool: 'sd-webui',
        prompt: 'a jar',
        negativePrompt: 'cracks',
        seed: '18446744073709551615',
        steps: 20,
        guidance: 7,
        sampler: 'Euler',
        scheduler: null,
        model: '\u001b[31mred\u009b2J\u202e',
        width: 512,
        height: 768,
      },
      provenance: { contentCredentials: null, digitalSourceType: 'trainedAlgorithmicMedia' },
      private: [],
    });
  });

  it('prints an array for several, refused ones in their place', async () => {
    const { code, stdout, stderr } = await atelier(
      'inspect',
      at('placed.jpg'),
      at('letter.png'),
      at('moving.webp'),
      '--json',
    );
    expect(code).toBe(2);
    expect(stderr).toBe(
      'The content of letter.png is not a picture, whatever its name says; inspect reads JPEG, PNG, WebP, AVIF and TIFF.\n',
    );
    expect(JSON.parse(stdout)).toMatchObject([
      {
        file: { name: 'placed.jpg', format: 'jpeg', credits: ['Studio'] },
        generation: null,
        private: ['gps'],
      },
      { file: { name: 'letter.png' }, problem: { code: 'not-an-image' } },
      { file: { name: 'moving.webp', format: 'webp' }, generation: null },
    ]);
  });

  it('says it in words too, and nothing in the file commands the terminal', async () => {
    const { code, stdout } = await atelier('inspect', at('made.png'));
    expect(code).toBe(0);
    expect(stdout).toContain('made.png\n  PNG, 16 × 8 px');
    expect(stdout).toMatch(/^ {2}Made with {5}sd-webui$/m);
    expect(stdout).toMatch(/^ {2}Seed {10}18446744073709551615$/m);
    expect(stdout).toContain('\\u001b[31mred\\u009b2J\\u202e');
    expect(stdout).toMatch(/^ {2}Source type {3}trainedAlgorithmicMedia$/m);
    // eslint-disable-next-line no-control-regex
    expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
    const json = await atelier('inspect', at('made.png'), '--json');
    // eslint-disable-next-line no-control-regex
    expect(json.stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
  });

  it.each([
    ['another format', ['clip.gif'], 2, 'The format of clip.gif is GIF; inspect reads JPEG, PNG'],
    ['a missing file', ['none.png'], 64, 'There is no file'],
    ['no file', [], 64, 'At least one file is needed.'],
    ['an unknown option', ['made.png', '--loud'], 64, 'There is no option --loud.'],
  ])('%s', async (_, argv, expected, sentence) => {
    const paths = argv.map((one) => (one.startsWith('--') ? one : at(one)));
    const { code, stdout, stderr } = await atelier('inspect', ...paths);
    expect([code, stdout]).toEqual([expected, '']);
    expect(stderr).toContain(sentence);
  });
});
