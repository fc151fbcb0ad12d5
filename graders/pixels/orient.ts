import type { Picture } from '../authoring/picture.ts';

/**
 * The pixels to be stored so that a viewer that obeys EXIF orientation 1..8 (CIPA DC-008, tag 0x0112) shows `picture`.
 */
export function storedFor(picture: Picture, orientation: number): Picture {
  if (orientation === 1) return picture;
  const { width: w, height: h, data } = picture;
  const turned = orientation >= 5;
  const width = turned ? h : w;
  const height = turned ? w : h;
  const out = new Float32Array(data.length);
  const alpha = picture.alpha && new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [sx, sy] = shown(orientation, x, y, w, h);
      const from = (sy * w + sx) * 3;
      out.set(data.subarray(from, from + 3), (y * width + x) * 3);
      if (alpha) alpha[y * width + x] = picture.alpha![sy * w + sx]!;
    }
  }
  return { width, height, data: out, alpha };
}

/** Where in the upright w×h picture the stored pixel (x, y) is shown. */
function shown(orientation: number, x: number, y: number, w: number, h: number): [number, number] {
  switch (orientation) {
    case 2:
      return [w - 1 - x, y];
    case 3:
      return [w - 1 - x, h - 1 - y];
    case 4:
      return [x, h - 1 - y];
    case 5:
      return [y, x];
    case 6:
      return [w - 1 - y, x];
    case 7:
      return [w - 1 - y, h - 1 - x];
    case 8:
      return [y, h - 1 - x];
    default:
      throw new Error(`Expected an orientation of 1 to 8 but received ${orientation}`);
  }
}
