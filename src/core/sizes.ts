const NAMES = { jpeg: 'JPEG', png: 'PNG', webp: 'WebP', avif: 'AVIF', tiff: 'TIFF' } as const;

export const nameOf = (format: keyof typeof NAMES): string => NAMES[format];

/** `25 MB`, `1.5 MB`, `300 kB`, `80 GB`, `6 bytes`: decimal units, as file managers show them. */
export function megabytes(bytes: number): string {
  const inUnit = (value: number, unit: string) => `${Number(value.toFixed(1))} ${unit}`;
  if (bytes >= 1_000_000_000) return inUnit(bytes / 1_000_000_000, 'GB');
  if (bytes < 1000) return bytes === 1 ? '1 byte' : `${bytes} bytes`;
  return bytes >= 1_000_000 ? inUnit(bytes / 1_000_000, 'MB') : inUnit(bytes / 1000, 'kB');
}
