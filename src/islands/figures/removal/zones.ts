import { meanLuma } from '../healing/box-mean.ts';
import type { Pixels, Region } from '../healing/pixels.ts';
import { grown, signedDistance } from './distance.ts';

/** The three things that leave together when an object leaves. Regions do not overlap. */
export interface Zones {
  object: Region;
  /** Where the ground is clearly darker, `CORE` levels or more. */
  shadow: Region;
  /** Where it is darker by so little that one forgets it. */
  softEnd: Region;
}

const CORE = 14;
const SOFT = 3;
/** Means over 7 × 7 pixels: the wood's grain must not pass for shadow. */
const RADIUS = 3;
/** The object's own blurred border, which is neither object nor ground. */
const BORDER = 1;

/** Read off the two renders: `mask` is white where the object is. All three of one size. */
export function zonesOf(withObject: Pixels, clean: Pixels, mask: Pixels): Zones {
  const { width, height } = clean;
  const painted = new Uint8Array(width * height);
  for (let i = 0; i < painted.length; i++) painted[i] = mask.data[4 * i]! > 127 ? 1 : 0;
  const object = grown(signedDistance(painted, width, height), BORDER);

  const lit = meanLuma(clean, RADIUS);
  const now = meanLuma(withObject, RADIUS);
  const shadow = new Uint8Array(object.length);
  const softEnd = new Uint8Array(object.length);
  for (let i = 0; i < object.length; i++) {
    if (object[i]) continue;
    const loss = lit[i]! - now[i]!;
    if (loss >= CORE) shadow[i] = 1;
    else if (loss >= SOFT) softEnd[i] = 1;
  }
  return { object, shadow, softEnd };
}
