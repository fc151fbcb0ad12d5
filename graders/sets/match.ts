import { ALIKE } from '../align/register.ts';
import { distinction, likeness, likenessInColour, likenessInTone, type Drawing } from './drawing.ts';

/**
 * Which file shows which frame: `order[frame]` is a file's index. Otherwise a file that shows none of them, or two that
 * show one and the same.
 */
export type Match =
  | { kind: 'matched'; order: number[] }
  | { kind: 'foreign'; file: number }
  | { kind: 'twice'; files: [number, number]; frame: number; missing: number };

/** Likeness by which one frame must be preferred to another to say that it is the one. */
const SURE = 0.15;
/** Likeness where the frames differ, below which a picture of the same place is still not of the set. */
const SHOWN = 0.2;

/**
 * Tells files apart by what they show, whatever was done to tone and colour: they are compared with the frames where
 * the frames differ among each other, first in tone alone, then, where that leaves a doubt, in tone and colour. As many
 * files as frames; a file of another shape is unlike a frame.
 */
export function matchFrames(files: readonly Drawing[], frames: readonly Drawing[]): Match {
  const foreign = files.findIndex((file) => frames.every((frame) => alike(file, frame) < ALIKE));
  if (foreign >= 0) return { kind: 'foreign', file: foreign };
  const weights = frames.map((frame) => distinction(frames.filter((other) => sameGrid(other, frame))));
  const tableBy = (measure: typeof likenessInTone): number[][] =>
    files.map((file) =>
      frames.map((frame, i) => (sameGrid(file, frame) ? measure(file, frame, weights[i]!) : -1)),
    );
  const tone = tableBy(likenessInTone);
  const byTone = bestOrder(tone);
  if (byTone.every((file, frame) => isClear(tone[file]!, frame))) return { kind: 'matched', order: byTone };

  const table = tableBy(likenessInColour);
  const order = bestOrder(table);
  if (order.some((file, frame) => Math.max(...table[file]!) - table[file]![frame]! > SURE))
    return twice(table);
  const unseen = order.findIndex((file, frame) => table[file]![frame]! < SHOWN);
  return unseen >= 0 ? { kind: 'foreign', file: order[unseen]! } : { kind: 'matched', order };
}

/** Whether a file is this frame and clearly none of the others. */
const isClear = (row: readonly number[], frame: number): boolean =>
  row[frame]! >= SHOWN && row.every((value, other) => other === frame || row[frame]! - value > SURE);

const sameGrid = (p: Drawing, q: Drawing): boolean => p.width === q.width && p.height === q.height;
const alike = (p: Drawing, q: Drawing): number => (sameGrid(p, q) ? likeness(p, q) : -1);

/** Two files that prefer the same frame, and a frame that none prefers. */
function twice(table: readonly (readonly number[])[]): Match {
  const preferred = table.map((row) => row.indexOf(Math.max(...row)));
  const second = preferred.findIndex((frame, i) => preferred.indexOf(frame) < i);
  const frame = preferred[second]!;
  const missing = table.findIndex((_, i) => !preferred.includes(i));
  return { kind: 'twice', files: [preferred.indexOf(frame), second], frame, missing };
}

/** The assignment with the largest sum of likenesses, by dynamic programming over the sets of files already taken. */
function bestOrder(table: readonly (readonly number[])[]): number[] {
  const n = table.length;
  let reached = new Map<number, { sum: number; order: number[] }>([[0, { sum: 0, order: [] }]]);
  for (let frame = 0; frame < n; frame++) {
    const next = new Map<number, { sum: number; order: number[] }>();
    for (const [taken, { sum, order }] of reached)
      for (let file = 0; file < n; file++) {
        if (taken & (1 << file)) continue;
        const key = taken | (1 << file);
        const total = sum + table[file]![frame]!;
        if (total > (next.get(key)?.sum ?? -Infinity)) next.set(key, { sum: total, order: [...order, file] });
      }
    reached = next;
  }
  return reached.get((1 << n) - 1)!.order;
}
