/** sRGB's exponent and primaries as PNG writes them: hundred-thousandths (PNG third edition, 11.3.2). */
const GAMMA = 45455;
const CHROMATICITIES = [31270, 32900, 64000, 33000, 30000, 60000, 15000, 6000];
const NEAR = 1000;
const [IDAT, ICCP, SRGB, GAMA, CHRM] = [0x49444154, 0x69434350, 0x73524742, 0x67414d41, 0x6348524d];

/** Whether a PNG without a profile asks by `gAMA` or `cHRM` to be shown otherwise than as sRGB, which hardly any viewer does. */
export function asksForGamma(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const far = (at: number, wanted: readonly number[]): boolean =>
    wanted.some((value, i) => Math.abs(view.getUint32(at + 4 * i) - value) > NEAR);
  let asks = false;
  for (let at = 8; at + 12 <= bytes.length; at += 12 + view.getUint32(at)) {
    const length = view.getUint32(at);
    const type = view.getUint32(at + 4);
    if (type === IDAT || at + 12 + length > bytes.length) break;
    if (type === ICCP || type === SRGB) return false;
    if (type === GAMA && length === 4) asks ||= far(at + 8, [GAMMA]);
    if (type === CHRM && length === 32) asks ||= far(at + 8, CHROMATICITIES);
  }
  return asks;
}
