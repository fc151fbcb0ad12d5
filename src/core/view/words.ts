/** Small words and numbers as pages show them. All pure; numbers never carry more digits than they can support. */

/** Pixels as photographers count them: `2.2 megapixels`. */
export function megapixels(pixels: number): string {
  const mp = pixels / 1_000_000;
  return `${mp < 10 ? trimZero(mp.toFixed(1)) : Math.round(mp)} megapixels`;
}

/** A measurement: at most two decimals, a true minus, no trailing zeros. */
export function figure(value: number): string {
  const size = Math.abs(value);
  const digits = size >= 100 ? 0 : size >= 10 ? 1 : 2;
  const text = trimZero(size.toFixed(digits));
  return value < 0 && text !== '0' ? `−${text}` : text;
}

/** A difference with its sign: `+12`, `−3`, `0`. */
export function signed(value: number): string {
  return value > 0 ? `+${figure(value)}` : figure(value);
}

/** `1 attempt`, `2 attempts`. */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${n} ${n === 1 ? one : many}`;
}

/** `a`, `a and b`, `a, b and c`. */
export function list(items: readonly string[], last = 'and'): string {
  if (items.length < 2) return items[0] ?? '';
  return `${items.slice(0, -1).join(', ')} ${last} ${items.at(-1)}`;
}

/** The first letter as a capital; the rest is left alone. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Time in UTC, the same for everyone and in every log: `23 Nov 2026, 14:05 UTC`. */
export function moment(ms: number): string {
  return `${day(ms)}, ${new Date(ms).toISOString().slice(11, 16)} UTC`;
}

/** `23 Nov 2026`. */
export function day(ms: number): string {
  const date = new Date(ms);
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function trimZero(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}
