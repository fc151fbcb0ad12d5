import { uniform } from './random.ts';

/** An attempt to pass without doing the work, as a recipe, and its operations in one line. */
export interface Chain {
  name: string;
  recipe: { from: string; ops: object[]; save: object };
}

/** Random numbers and what the exercise has that a chain may name. */
interface Draw {
  next: () => number;
  regions: readonly string[];
  width: number;
  height: number;
}

const between = ({ next }: Draw, low: number, high: number): number =>
  Math.round((low + (high - low) * next()) * 1000) / 1000;
const whole = (draw: Draw, low: number, high: number): number =>
  low + Math.floor(draw.next() * (high - low + 1));
const pick = <T>({ next }: Draw, items: readonly T[]): T => items[Math.floor(next() * items.length)]!;

/** One edit that nobody would call the work: most ruin, some repair in the wrong way. */
const EDITS: readonly ((draw: Draw) => object[])[] = [
  (d) => [{ blur: between(d, 0.5, 8) }],
  (d) => [{ sharpen: { sigma: between(d, 0.5, 4), amount: between(d, 0.3, 4) } }],
  (d) => [{ noise: { sigma: between(d, 1, 20), seed: whole(d, 1, 999), mono: d.next() < 0.5 } }],
  (d) => [{ median: whole(d, 1, 3) }],
  (d) => [{ posterize: whole(d, 3, 24) }],
  (d) => [
    {
      curve: [
        [0, whole(d, 0, 40)],
        [whole(d, 64, 192), whole(d, 48, 208)],
        [255, whole(d, 215, 255)],
      ],
    },
  ],
  (d) => [{ levels: { black: whole(d, 0, 70), white: whole(d, 180, 255), gamma: between(d, 0.6, 1.7) } }],
  (d) => [{ gains: [between(d, 0.7, 1.4), between(d, 0.7, 1.4), between(d, 0.7, 1.4)] }],
  (d) => [{ exposure: between(d, -1, 1) }],
  (d) => [{ saturation: between(d, 0, 2) }],
  (d) => [{ blend: { with: pick(d, ['start', 'reference']), amount: between(d, 0, 2) } }],
  (d) => {
    const scale = between(d, 0.1, 0.7);
    return [{ resize: { scale } }, { resize: { width: d.width, height: d.height } }];
  },
  (d) => [{ recompress: { format: 'jpeg', quality: whole(d, 3, 50), subsampling: '4:2:0' } }],
  (d) => [{ within: { mask: place(d), feather: whole(d, 0, 20), invert: d.next() < 0.5, ops: simple(d) } }],
  (d) => {
    if (d.regions.length === 0) return simple(d);
    const mask = `region:${pick(d, d.regions)}`;
    return [{ within: { mask, feather: whole(d, 0, 8), invert: d.next() < 0.5, ops: simple(d) } }];
  },
  (d) => {
    if (d.regions.length === 0) return simple(d);
    const mask = `region:${pick(d, d.regions)}`;
    return [pick(d, [{ smear: { mask } }, { streak: { mask, direction: pick(d, ['rows', 'columns']) } }])];
  },
];

/** The first ten change pixels in place and nest in a region. */
const SIMPLE = 10;
const simple = (draw: Draw): object[] =>
  draw.next() < 0.3
    ? [{ paste: pick(draw, ['start', 'reference']) }]
    : draw.next() < 0.2
      ? [{ flat: [whole(draw, 0, 255), whole(draw, 0, 255), whole(draw, 0, 255)] }]
      : pick(draw, EDITS.slice(0, SIMPLE))(draw);

const place = (draw: Draw): object => ({
  [pick(draw, ['box', 'ellipse'])]: {
    x: between(draw, 0, 0.6),
    y: between(draw, 0, 0.6),
    width: between(draw, 0.1, 0.4),
    height: between(draw, 0.1, 0.4),
  },
});

/** Chains of one to three edits over the start or the reference, the same for the same seed. */
export function attackChains(
  count: number,
  seed: number,
  known: Pick<Draw, 'regions' | 'width' | 'height'> & { formats: readonly string[] },
): Chain[] {
  const draw: Draw = { ...known, next: uniform(seed) };
  return Array.from({ length: count }, () => {
    const from = pick(draw, ['start', 'reference']);
    const ops = Array.from({ length: whole(draw, 1, 3) }, () => pick(draw, EDITS)(draw)).flat();
    // What must keep a byte budget is never a PNG, so half of the files are not.
    const format = draw.next() < 0.5 ? 'jpeg' : 'png';
    const save =
      format === 'jpeg' && known.formats.includes('jpeg')
        ? { format, quality: whole(draw, 30, 95) }
        : { format: known.formats.includes('png') ? 'png' : known.formats[0]! };
    return {
      name: `${from} ▸ ${ops.map((op) => JSON.stringify(op)).join(' ▸ ')}`,
      recipe: { from, ops, save },
    };
  });
}
