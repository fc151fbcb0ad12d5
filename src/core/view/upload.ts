import type { Limits } from './limits.ts';
import { megabytes } from '../sizes.ts';

/**
 * What a browser can already say about a file before it is sent; null when nothing speaks against it. The server
 * decides by the bytes; an unknown type passes here.
 */
export function earlyRefusal(
  file: { name: string; type: string; size: number },
  limits: Limits,
): string | null {
  if (file.size === 0) return `“${file.name}” is empty. Save it again and choose it once more.`;
  if (file.size > limits.maxBytes) {
    return `“${file.name}” has ${megabytes(file.size)}; this exercise takes ${limits.bytes}. Save it as JPEG, or with stronger compression.`;
  }
  if (file.type !== '' && !limits.types.includes(file.type)) {
    return `“${file.name}” is not ${limits.formats}. Export it in one of these formats.`;
  }
  return null;
}
