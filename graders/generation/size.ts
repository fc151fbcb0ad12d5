import type { GenerationRecord } from './types.ts';

/** Generators work on a grid of 8 pixels and round a factor to it. */
const GRID = 8;

interface Size {
  width: number;
  height: number;
}

/**
 * Whether a file still has the size it was generated at: as recorded, or recorded and upscaled. An upscale whose
 * factor is not recorded explains any larger size of the same shape. null where the record tells no size.
 */
export function sizeExplained({ width, height, upscale }: GenerationRecord, file: Size): boolean | null {
  if (width === null || height === null) return null;
  const near = (a: number, b: number): boolean => Math.abs(a - b) < GRID;
  if (file.width === width && file.height === height) return true;
  if (!upscale) return false;
  const scale = upscale.scale ?? file.width / width;
  return scale >= 1 && near(file.width, width * scale) && near(file.height, height * scale);
}

/** Whether width to height is as asked, off by at most so large a share. */
export const hasAspect = (
  { width, height }: Size,
  { ratio, tolerance }: { ratio: readonly [number, number]; tolerance: number },
): boolean => Math.abs((width / height) * (ratio[1] / ratio[0]) - 1) <= tolerance;
