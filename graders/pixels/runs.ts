/** Pixels of a picture one after the other, from `from` up to, not including, `to`. */
export interface Run {
  from: number;
  to: number;
}

const known = new WeakMap<Uint8Array, Run[]>();

/** What is 1 in a mask of lines `width` wide, line by line; none goes over the end of its line. Kept for as long as the mask is. */
export function runsOf(mask: Uint8Array, width: number): readonly Run[] {
  const runs = known.get(mask) ?? findRuns(mask, width);
  known.set(mask, runs);
  return runs;
}

function findRuns(mask: Uint8Array, width: number): Run[] {
  const runs: Run[] = [];
  for (let start = 0; start < mask.length; start += width) {
    const end = start + width;
    for (let from = mask.indexOf(1, start); from >= 0 && from < end;) {
      const next = mask.indexOf(0, from);
      const to = next < 0 || next > end ? end : next;
      runs.push({ from, to });
      from = mask.indexOf(1, to);
    }
  }
  return runs;
}
