import { readFile } from 'node:fs/promises';
import asc from 'assemblyscript/asc';
import { describe, expect, test } from 'vitest';
import { kernels } from '#graders/kernels/kernels.ts';
import { measureCells, type Cells } from '#graders/metrics/cells.ts';
import { cellDeltaE } from '#graders/metrics/delta-e.ts';
import type { Raster } from '#graders/pixels/types.ts';
import { uniform } from '#graders/authoring/random.ts';
import manifest from '../../package.json' with { type: 'json' };

test('the module is what its source compiles to', async () => {
  const line = manifest.scripts['build:kernels'].split(' ').slice(1);
  const built: Uint8Array[] = [];
  const { error, stderr } = await asc.main(line, {
    readFile: (name) => readFile(name, 'utf8').catch(() => null),
    writeFile: (_name, contents) => void built.push(contents as Uint8Array),
    listFiles: () => [],
  });
  expect(error, stderr.toString()).toBeNull();
  expect(Buffer.from(built[0]!)).toEqual(await readFile('graders/kernels/kernels.wasm'));
}, 60_000);

function noise(width: number, height: number, seed: number): Raster {
  const next = uniform(seed);
  const data = new Uint8Array(width * height * 3);
  for (let i = 0; i < data.length; i++) data[i] = next() * 256;
  return { width, height, data };
}

describe('cells agree to the bit with the plain measure', () => {
  test.each([
    [4000, 2600, 'every fourth line'],
    [2600, 2000, 'every second line'],
    [1801, 1203, 'partial cells at both ends'],
    [640, 480, 'whole cells'],
    [7, 5, 'less than a cell'],
    [33, 1, 'one line'],
  ])('%i × %i, %s', (width, height) => {
    const picture = noise(width, height, 3);
    const [fast, plain] = [measureCells(picture, kernels), measureCells(picture, null)];
    expect(Buffer.compare(Buffer.from(fast.lab.buffer), Buffer.from(plain.lab.buffer))).toBe(0);
  });
});

describe('ΔE00 agrees with double precision within 0.0005 × (1 + ΔE00)', () => {
  const L = 100;
  const AB = 180;
  test.each([0.05, 1, 10, 200])('colours up to %f apart', (apart) => {
    const next = uniform(11);
    const count = 40_003;
    const [a, b] = [grid(count), grid(count)];
    for (let at = 0; at < count * 3; at += 3)
      [L, AB, AB].forEach((range, k) => {
        a.lab[at + k] = (next() - (k === 0 ? 0 : 0.5)) * range;
        b.lab[at + k] = a.lab[at + k]! + (next() - 0.5) * apart;
      });
    const [fast, exact] = [cellDeltaE(a, b, kernels), cellDeltaE(a, b, null)];
    let worst = 0;
    for (let i = 0; i < count; i++) worst = Math.max(worst, Math.abs(fast[i]! - exact[i]!) / (1 + exact[i]!));
    expect(worst).toBeLessThan(0.0005);
    expect(worst).toBeGreaterThan(0);
  });

  test('greys, equal colours and exactly opposite hues', () => {
    const pairs = [
      [50, 0, 0, 60, 0, 0],
      [50, 12, -7, 50, 12, -7],
      [50, 20, 10, 50, -20, -10],
      [50, 0, -30, 50, 0, 30],
      [0, 0, 0, 100, 0, 0],
      [35, 0, 0, 35, 4, -60],
    ];
    const [a, b] = [grid(pairs.length), grid(pairs.length)];
    pairs.forEach((pair, i) => {
      a.lab.set(pair.slice(0, 3), i * 3);
      b.lab.set(pair.slice(3), i * 3);
    });
    const exact = cellDeltaE(a, b, null);
    cellDeltaE(a, b, kernels).forEach((value, i) => expect(value).toBeCloseTo(exact[i]!, 3));
  });
});

const grid = (columns: number): Cells => ({ columns, rows: 1, lab: new Float32Array(columns * 3) });
