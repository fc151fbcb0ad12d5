import { signatureAt, tagsOf } from './icc.ts';
import { curveAt, gamma, ROMM_CURVE, SRGB_CURVE, VIDEO_CURVE, type ToneCurve } from './tone-curve.ts';

/** Primaries as columns in the D50 of the profile connection space (X, Y, Z of red, green, blue), and tone curves. */
interface Space {
  title: string;
  primaries: readonly number[];
  /** Any one of them. */
  curves: readonly ToneCurve[];
}

/** The spaces in which pictures change hands. */
export const SPACES = {
  srgb: {
    title: 'sRGB',
    primaries: [0.4361, 0.2225, 0.0139, 0.3851, 0.7169, 0.0971, 0.1431, 0.0606, 0.7141],
    curves: [SRGB_CURVE],
  },
  'display-p3': {
    title: 'Display P3',
    primaries: [0.5151, 0.2412, -0.0011, 0.292, 0.6922, 0.0419, 0.1571, 0.0666, 0.7841],
    curves: [SRGB_CURVE],
  },
  'adobe-rgb': {
    title: 'Adobe RGB (1998)',
    primaries: [0.6097, 0.3111, 0.0195, 0.2053, 0.6257, 0.0609, 0.1492, 0.0632, 0.7446],
    curves: [gamma(2.2)],
  },
  prophoto: {
    title: 'ProPhoto RGB',
    primaries: [0.7977, 0.288, 0, 0.1352, 0.7119, 0, 0.0313, 0.0001, 0.8249],
    curves: [ROMM_CURVE, gamma(1.8)],
  },
  rec2020: {
    title: 'Rec. 2020',
    primaries: [0.6734, 0.279, -0.0019, 0.1657, 0.6753, 0.03, 0.1251, 0.0456, 0.7971],
    curves: [VIDEO_CURVE, gamma(2.4), gamma(2.2), SRGB_CURVE],
  },
} as const satisfies Record<string, Space>;

export type SpaceName = keyof typeof SPACES;

/** What a profile does, whatever it calls itself: one of the spaces above, or grey, or ink; `other` is anything else. */
export type ColourSpace = SpaceName | 'grey' | 'cmyk' | 'other';

/** Profiles round primaries to sixteen bits and some shorten their curves: this much is no other space. */
const NEAR = { primaries: 0.004, curve: 0.01 };

/** A colour look-up table overrules primaries and curves, so a profile that has one is not one of those above. */
const TABLES = ['A2B0', 'A2B1', 'A2B2', 'D2B0', 'D2B1', 'D2B2'];

/** Judged by the profile's primaries and tone curves, never by its name. Anything damaged is `other`. */
export function colourSpaceOf(icc: Uint8Array): ColourSpace {
  const view = new DataView(icc.buffer, icc.byteOffset, icc.byteLength);
  const model = signatureAt(view, 16);
  if (model === 'GRAY') return 'grey';
  if (model === 'CMYK') return 'cmyk';
  const tags = tagsOf(view);
  if (model !== 'RGB ' || TABLES.some((table) => tags.has(table))) return 'other';
  const primaries = ['rXYZ', 'gXYZ', 'bXYZ'].flatMap((tag) => xyzAt(view, tags.get(tag)));
  const curves = ['rTRC', 'gTRC', 'bTRC'].map((tag) => curveAt(view, tags.get(tag) ?? Infinity));
  const found = Object.entries(SPACES).find(
    ([, space]) =>
      space.primaries.every((value, i) => Math.abs(value - (primaries[i] ?? NaN)) <= NEAR.primaries) &&
      space.curves.some((curve) => curves.every((own) => own !== null && alike(own, curve))),
  );
  return (found?.[0] as SpaceName | undefined) ?? 'other';
}

function xyzAt(view: DataView, at: number | undefined): number[] {
  if (at === undefined || at + 20 > view.byteLength) return [];
  return [8, 12, 16].map((offset) => view.getInt32(at + offset) / 65536);
}

function alike(curve: ToneCurve, other: ToneCurve): boolean {
  for (let i = 0; i <= 64; i++) if (Math.abs(curve(i / 64) - other(i / 64)) > NEAR.curve) return false;
  return true;
}
