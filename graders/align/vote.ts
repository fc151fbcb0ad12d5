import type { Field } from './field.ts';
import type { Motion } from './refine.ts';

/** What neither helps nor harms: noise of saving in local contrast. */
const UNDECIDED = 1e-3;

/**
 * Share 0..1 of the samples that a motion brings nearer to the frame, of those it brings nearer or further away; ½ where it
 * does neither. A true motion is good for nearly all of them, whereas one that only chases an edit harms all that was
 * left alone.
 */
export function voteFor(source: Field, frame: Field, { a, b, dx, dy }: Motion): number {
  const { width, height, data: d } = source;
  let [nearer, further] = [0, 0];
  for (let fy = 0; fy < Math.min(height, frame.height); fy++) {
    const y = fy - frame.cy;
    for (let fx = 0; fx < Math.min(width, frame.width); fx++) {
      const x = fx - frame.cx;
      const sx = a * x - b * y + dx + source.cx;
      const sy = b * x + a * y + dy + source.cy;
      if (!(sx >= 0 && sy >= 0 && sx < width - 1 && sy < height - 1)) continue;
      const ix = sx | 0;
      const iy = sy | 0;
      const [u, v] = [sx - ix, sy - iy];
      const i = iy * width + ix;
      const moved =
        (d[i]! * (1 - u) + d[i + 1]! * u) * (1 - v) + (d[i + width]! * (1 - u) + d[i + width + 1]! * u) * v;
      const wanted = frame.data[fy * frame.width + fx]!;
      const gain = Math.abs(d[fy * width + fx]! - wanted) - Math.abs(moved - wanted);
      if (gain > UNDECIDED) nearer++;
      else if (gain < -UNDECIDED) further++;
    }
  }
  return nearer + further > 0 ? nearer / (nearer + further) : 0.5;
}
