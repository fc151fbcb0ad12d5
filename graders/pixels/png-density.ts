const [IDAT, PHYS] = [0x49444154, 0x70485973];

/** Whether a PNG says how large its pixels are (`pHYs`, PNG third edition, 11.3.4.3); a decoder gives 72 ppi where none does. */
export function saysDensity(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 8; at + 12 <= bytes.length; at += 12 + view.getUint32(at)) {
    const type = view.getUint32(at + 4);
    if (type === PHYS) return true;
    if (type === IDAT || at + 12 + view.getUint32(at) > bytes.length) return false;
  }
  return false;
}
