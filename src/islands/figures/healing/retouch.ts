import { fillMembrane } from './membrane.ts';
import type { Pixels } from './pixels.ts';
import type { Point, Stroke } from './stroke.ts';

/**
 * Clone: the pixels at `offset` from the stroke, laid over as they are. `from` is the picture before the stroke, so
 * that a stroke never copies itself. Pixels whose source lies outside the picture stay.
 */
export function clone(picture: Pixels, from: Pixels, stroke: Stroke, offset: Point): void {
  eachCovered(picture, stroke, offset, (to, source, coverage) => {
    for (let c = 0; c < 3; c++) {
      const old = from.data[to + c]!;
      picture.data[to + c] = old + coverage * (from.data[source + c]! - old);
    }
  });
}

/**
 * Heal: the texture at `offset`, its tone bent so that it meets the surroundings without a step. Copied gradients,
 * membrane correction from the rim inwards (see `fillMembrane`); everything under the brush counts as the hole.
 * `texture`: the picture to copy from, by default the one that is healed.
 */
export function heal(picture: Pixels, from: Pixels, stroke: Stroke, offset: Point, texture = from): void {
  const box = withMargin(stroke, picture);
  const hole = new Uint8Array(box.width * box.height);
  eachCovered(picture, stroke, offset, (to) => {
    const pixel = to >> 2;
    hole[(Math.floor(pixel / picture.width) - box.y) * box.width + ((pixel % picture.width) - box.x)] = 1;
  });
  for (let c = 0; c < 3; c++) {
    const correction = toneGap(from, texture, box, offset, c);
    fillMembrane(correction, hole, box.width, box.height);
    for (let i = 0; i < hole.length; i++) {
      if (!hole[i]) continue;
      const x = box.x + (i % box.width);
      const y = box.y + Math.floor(i / box.width);
      const source = at(texture, x + offset.x, y + offset.y);
      picture.data[at(picture, x, y) + c] = texture.data[source + c]! + correction[i]!;
    }
  }
}

/** Target minus source in every pixel of the box; the source is held at the border of the picture. */
function toneGap(from: Pixels, texture: Pixels, box: Box, offset: Point, channel: number): Float32Array {
  const gap = new Float32Array(box.width * box.height);
  for (let y = 0; y < box.height; y++) {
    for (let x = 0; x < box.width; x++) {
      const target = at(from, box.x + x, box.y + y);
      const sx = Math.min(from.width - 1, Math.max(0, box.x + x + offset.x));
      const sy = Math.min(from.height - 1, Math.max(0, box.y + y + offset.y));
      gap[y * box.width + x] = from.data[target + channel]! - texture.data[at(texture, sx, sy) + channel]!;
    }
  }
  return gap;
}

type Box = Pick<Stroke, 'x' | 'y' | 'width' | 'height'>;

/** One pixel of surroundings on each side, as far as the picture goes: the rim that the membrane hangs on. */
function withMargin(stroke: Stroke, picture: Pixels): Box {
  const x = Math.max(0, stroke.x - 1);
  const y = Math.max(0, stroke.y - 1);
  const width = Math.min(picture.width, stroke.x + stroke.width + 1) - x;
  const height = Math.min(picture.height, stroke.y + stroke.height + 1) - y;
  return { x, y, width, height };
}

function eachCovered(
  picture: Pixels,
  stroke: Stroke,
  offset: Point,
  visit: (to: number, source: number, coverage: number) => void,
): void {
  for (let y = 0; y < stroke.height; y++) {
    for (let x = 0; x < stroke.width; x++) {
      const coverage = stroke.coverage[y * stroke.width + x]!;
      const sx = stroke.x + x + offset.x;
      const sy = stroke.y + y + offset.y;
      if (!coverage || sx < 0 || sy < 0 || sx >= picture.width || sy >= picture.height) continue;
      visit(at(picture, stroke.x + x, stroke.y + y), at(picture, sx, sy), coverage);
    }
  }
}

const at = (p: Pixels, x: number, y: number) => 4 * (y * p.width + x);
