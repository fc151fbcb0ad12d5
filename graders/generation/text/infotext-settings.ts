import type { Work } from '../work.ts';
import { parseJson } from './json.ts';

const KEY = /\s*([A-Za-z][\w /+-]{0,79}):\s?/y;
/** A line holds fewer settings than this. */
const MOST = 256;

/**
 * `Steps: 20, Sampler: Euler a, Model: "a, b", Hashes: {…}` → its pairs, the first of a key counts. A value is a
 * JSON string where it is quoted, a bracketed block where it begins with one (several savers leave these unquoted),
 * else it runs to the next comma. Reads every character at most a few times.
 */
export function settingsOf(line: string, work: Work): Map<string, string> {
  const found = new Map<string, string>();
  let blocks = true;
  let at = 0;
  while (at < line.length && found.size < MOST && work.take()) {
    KEY.lastIndex = at;
    const key = KEY.exec(line);
    if (!key) {
      at = afterComma(line, at);
      continue;
    }
    const begin = KEY.lastIndex;
    let end = -1;
    if (line[begin] === '"') end = quotedEnd(line, begin);
    else if (blocks && (line[begin] === '{' || line[begin] === '[')) {
      end = blockEnd(line, begin);
      // What is not closed once is not searched for again: the line stays linear.
      blocks = end >= 0;
    }
    if (end < 0) end = afterComma(line, begin, 0);
    const name = key[1]!.trim();
    if (!found.has(name)) found.set(name, valueOf(line.slice(begin, end).trim(), work));
    at = afterComma(line, end);
  }
  return found;
}

/** The place of the next comma, or behind it; the end of the line when there is none. */
function afterComma(line: string, from: number, behind = 1): number {
  const comma = line.indexOf(',', from);
  return comma < 0 ? line.length : comma + behind;
}

function valueOf(value: string, work: Work): string {
  if (!value.startsWith('"') || !value.endsWith('"') || value.length < 2) return value;
  const parsed = parseJson(value, work);
  return typeof parsed === 'string' ? parsed : value.slice(1, -1);
}

/** Behind the closing quote; −1 when it is not closed. */
function quotedEnd(line: string, from: number): number {
  for (let i = from + 1; i < line.length; i++) {
    if (line[i] === '\\') i++;
    else if (line[i] === '"') return i + 1;
  }
  return -1;
}

/** Behind the bracket that closes the block at `from`, quoted strings skipped; −1 when it is not closed. */
function blockEnd(line: string, from: number): number {
  let depth = 0;
  for (let i = from; i < line.length; i++) {
    const c = line[i];
    if (c === '"') {
      const end = quotedEnd(line, i);
      if (end < 0) return -1;
      i = end - 1;
    } else if (c === '{' || c === '[') depth++;
    else if ((c === '}' || c === ']') && --depth === 0) return i + 1;
  }
  return -1;
}
