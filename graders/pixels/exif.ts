const GPS_POINTER = 0x8825;

/** Whether an EXIF block points to GPS data (tag 0x8825 of its first directory, Exif 2.32, 4.6.3). */
export function hasGps(exif: Uint8Array): boolean {
  const from = exif.length > 6 && String.fromCharCode(...exif.subarray(0, 4)) === 'Exif' ? 6 : 0;
  const view = new DataView(exif.buffer, exif.byteOffset + from, exif.byteLength - from);
  if (view.byteLength < 10) return false;
  const little = view.getUint16(0) === 0x4949;
  const directory = view.getUint32(4, little);
  if (directory + 2 > view.byteLength) return false;
  const entries = view.getUint16(directory, little);
  for (let i = 0; i < entries; i++) {
    const at = directory + 2 + i * 12;
    if (at + 12 > view.byteLength) return false;
    if (view.getUint16(at, little) === GPS_POINTER) return true;
  }
  return false;
}
