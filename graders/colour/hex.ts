import { labToLinear, linearToLab, type Lab } from './lab.ts';
import { ENCODED_8, LINEAR } from './srgb.ts';

/** L*a*b* of an sRGB colour written as #rrggbb. */
export function labOfHex(hex: string): Lab {
  const code = (at: number): number => LINEAR[Number.parseInt(hex.slice(at, at + 2), 16)]!;
  const out = new Float32Array(3);
  linearToLab(code(1), code(3), code(5), out, 0);
  return [out[0]!, out[1]!, out[2]!];
}

/** The nearest sRGB colour as #rrggbb; what lies beyond the gamut is clipped channel by channel. */
export function hexOfLab(lab: Lab): string {
  const codes = labToLinear(lab).map((v) => ENCODED_8[Math.round(Math.min(1, Math.max(0, v)) * 65535)]!);
  return `#${codes.map((code) => code.toString(16).padStart(2, '0')).join('')}`;
}
