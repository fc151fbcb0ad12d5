import type { Schedule } from './types.ts';

/** A schedule with the places of its signs. */
export interface Scheduled extends Schedule {
  /** Where each alternative begins and ends. */
  halves: { from: number; to: number }[];
}

interface Open {
  at: number;
  square: boolean;
  colons: number[];
  bars: number[];
}

const NUMBER = /^\s*[+-]?(\d+(\.\d*)?|\.\d+)\s*$/;

/**
 * The schedules of a webui prompt by the place of their opening bracket: `[a:b:n]` (a until n, then b), `[b:n]` (b from
 * n on), `[a::n]` (a until n), `[a|b]` (in turn, step by step). A bracket that does not pair ends every one around it,
 * as in the webui's grammar. One pass.
 */
export function schedulesOf(source: string, from = 0, to = source.length): Map<number, Scheduled> {
  const found = new Map<number, Scheduled>();
  let stack: Open[] = [];
  for (let i = from; i < to; i++) {
    const sign = source[i];
    if (sign === '\\') i++;
    else if (sign === '(' || sign === '[') stack.push({ at: i, square: sign === '[', colons: [], bars: [] });
    else if (sign === ':') stack.at(-1)?.colons.push(i);
    else if (sign === '|') stack.at(-1)?.bars.push(i);
    else if (sign === ')' || sign === ']') {
      const open = stack.pop();
      if (!open || open.square !== (sign === ']')) stack = [];
      else if (open.square) {
        const scheduled = closed(source, open, i);
        if (scheduled) found.set(open.at, scheduled);
        else if (open.colons.length + open.bars.length > 0) stack = [];
      }
    }
  }
  return found;
}

function closed(source: string, { at, colons, bars }: Open, end: number): Scheduled | null {
  const last = colons.at(-1);
  if (last !== undefined && colons.length <= 2) {
    const number = source.slice(last + 1, Math.min(end, last + 40));
    if (NUMBER.test(number) && last + 40 > end) {
      const middle = colons.length === 2 ? colons[0]! : at;
      const first = { from: at + 1, to: middle };
      const second = { from: middle + 1, to: last };
      return {
        kind: 'swap',
        from: at,
        to: end + 1,
        at: Number(number),
        halves: colons.length === 2 ? [first, second] : [{ from: at + 1, to: at + 1 }, second],
      };
    }
  }
  if (bars.length === 0 || colons.length > 0) return null;
  const cuts = [at, ...bars, end];
  return {
    kind: 'alternate',
    from: at,
    to: end + 1,
    halves: cuts.slice(1).map((cut, i) => ({ from: cuts[i]! + 1, to: cut })),
  };
}

/** Below 1 a share of the steps, otherwise the step itself; never more than there are. */
const stepOf = (at: number, steps: number): number => Math.min(steps, Math.trunc(at < 1 ? at * steps : at));

/** What the webui makes of a prompt over so many steps: `[last step, text]` for every stretch of equal text. */
export function scheduleSteps(source: string, steps: number): [number, string][] {
  const schedules = [...schedulesOf(source).values()].sort((a, b) => a.from - b.from);
  const ends = new Set([steps]);
  for (const { kind, at } of schedules) {
    if (kind === 'alternate') for (let step = 1; step <= steps; step++) ends.add(step);
    else if (stepOf(at!, steps) >= 1) ends.add(stepOf(at!, steps));
  }
  return [...ends].sort((a, b) => a - b).map((step) => [step, atStep(source, schedules, step, steps)]);
}

function atStep(source: string, schedules: readonly Scheduled[], step: number, steps: number): string {
  let text = '';
  let position = 0;
  // Alternatives to leave at their end, and where their schedule ends.
  const inside: { to: number; resume: number }[] = [];
  let next = 0;
  for (;;) {
    while (next < schedules.length && schedules[next]!.from < position) next++;
    const schedule = schedules[next];
    const leave = inside.at(-1);
    if (leave && (!schedule || schedule.from >= leave.to)) {
      text += source.slice(position, leave.to);
      position = leave.resume;
      inside.pop();
    } else if (schedule) {
      text += source.slice(position, schedule.from);
      const half =
        schedule.kind === 'alternate'
          ? schedule.halves[(step - 1) % schedule.halves.length]!
          : schedule.halves[step <= stepOf(schedule.at!, steps) ? 0 : 1]!;
      inside.push({ to: half.to, resume: schedule.to });
      position = half.from;
    } else return text + source.slice(position);
  }
}
