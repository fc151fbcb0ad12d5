import { Unzlib } from 'fflate';
import type { Work } from '../work.ts';

/** Bytes handed to the decompressor at a time: deflate can make at most 1032 times as many of them. */
const SLICE = 1024;
/** Steps of work that a kilobyte of output counts: all inflated texts of a file together stay below 16 MB. */
const STEPS_PER_KB = 128;

/** Inflates a zlib stream of at most `limit` bytes of output; null for anything larger or damaged. */
export function inflate(bytes: Uint8Array, limit: number, work: Work): Uint8Array | null {
  const parts: Uint8Array[] = [];
  let total = 0;
  let ended = false;
  const stream = new Unzlib((part, final) => {
    parts.push(part);
    total += part.length;
    ended ||= final;
  });
  try {
    for (let at = 0; at < bytes.length && !ended; at += SLICE) {
      const before = total;
      stream.push(bytes.subarray(at, at + SLICE), at + SLICE >= bytes.length);
      if (total > limit || !work.take(1 + STEPS_PER_KB * ((total - before) >> 10))) return null;
    }
  } catch {
    // A damaged stream: what came out before is not trusted.
    return null;
  }
  const whole = new Uint8Array(total);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
