import { isObject, type Json, type JsonObject } from './json.ts';

/** Readers of loosely typed metadata: a value of another kind, or an empty one, reads as null. */

export const text = (value: Json | undefined): string | null =>
  typeof value === 'string' && value !== '' ? value : null;

/** A finite number, or a text that is one. */
export function number(value: Json | undefined): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value !== 'string' || !/^\s{0,8}[+-]?\d{1,16}(\.\d{0,20})?\s{0,8}$/.test(value)) return null;
  return Number(value);
}

/** Decimal digits of a whole number, however large; −1, which stands for "random", is none. */
export function seedOf(value: Json | undefined): string | null {
  if (typeof value === 'bigint') return value >= 0n ? String(value) : null;
  if (typeof value === 'number') return Number.isSafeInteger(value) && value >= 0 ? String(value) : null;
  const digits = typeof value === 'string' ? /^\s{0,8}(\d{1,39})\s{0,8}$/.exec(value)?.[1] : undefined;
  return digits === undefined ? null : digits.replace(/^0+(?=\d)/, '');
}

export const child = (object: JsonObject | null | undefined, key: string): JsonObject | null => {
  const value = object?.[key];
  return isObject(value) ? value : null;
};

export const list = (value: Json | undefined): Json[] => (Array.isArray(value) ? value : []);

/** "832x1216", "832 x 1216", "(832, 1216)", "832×1216". */
export function sizeOf(value: string | null | undefined): { width: number | null; height: number | null } {
  const match = /(\d{1,6})\s{0,4}[x×,]\s{0,4}(\d{1,6})/i.exec((value ?? '').slice(0, 64));
  return { width: match ? Number(match[1]) : null, height: match ? Number(match[2]) : null };
}
