import { readFileSync } from 'node:fs';

/** Milliseconds on the wall, and on the processor. */
export interface Spent {
  wall: number;
  /** User and system time of this process with all its threads; null where it cannot be told. */
  cpu: number | null;
}

/** What has passed on both clocks since this process began. */
export function passed(): { wall: number; cpu: number } {
  const { user, system } = process.cpuUsage();
  return { wall: performance.now(), cpu: (user + system) / 1000 };
}

/** What some work costs. `children`: it is done by processes of its own, whose time is known once they have ended. */
export async function spent(work: () => Promise<unknown>, { children = false } = {}): Promise<Spent> {
  const [before, theirs] = [passed(), ofChildren()];
  await work();
  const after = passed();
  const [wall, cpu] = [after.wall - before.wall, after.cpu - before.cpu];
  if (!children) return { wall, cpu };
  const now = ofChildren();
  return { wall, cpu: theirs === null || now === null ? null : cpu + now - theirs };
}

/** Linux counts in hundredths of a second (proc(5), cutime and cstime); elsewhere nobody tells. */
function ofChildren(): number | null {
  try {
    const fields = readFileSync('/proc/self/stat', 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return (Number(fields[13]) + Number(fields[14])) * 10;
  } catch {
    return null;
  }
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
