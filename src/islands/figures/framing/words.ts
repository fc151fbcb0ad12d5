import type { Placed } from './crop.ts';

/** Shares within which the eye takes a place for the line itself, and beyond which it takes it for a decision. */
const ON = 0.02;
const NEAR = 0.06;
/** Air, as a share of the frame, below which a side looks as if it was touched. */
const TIGHT = 0.03;

const LINES = [
  { at: 1 / 3, name: 'the left third' },
  { at: 0.5, name: 'the middle' },
  { at: 2 / 3, name: 'the right third' },
];
const SIDES = ['left', 'right', 'top', 'bottom'] as const;
const percent = (share: number) => `${Math.round(100 * share)} %`;

/** Where the subject stands, what is cut or tight, and on which side the room is. */
export function inWords(placed: Placed): string {
  return [acrossInWords(placed.x), ...edgesInWords(placed), roomInWords(placed)].join(' ');
}

export function acrossInWords(x: number): string {
  const line = LINES.reduce((best, other) => (Math.abs(other.at - x) < Math.abs(best.at - x) ? other : best));
  const off = Math.abs(x - line.at);
  const where = `The mug stands at ${percent(x)} of the width`;
  if (off <= ON) return `${where}, ${line.at === 0.5 ? 'in' : 'on'} ${line.name}.`;
  const side = x < line.at ? 'left' : 'right';
  if (off <= NEAR)
    return `${where}, ${percent(off)} to the ${side} of ${line.name}: near enough to look like a mistake.`;
  return `${where}, on no line.`;
}

export function edgesInWords(placed: Placed): string[] {
  const cut = SIDES.filter((side) => placed[side] < 0);
  const tight = SIDES.filter((side) => placed[side] >= 0 && placed[side] < TIGHT);
  return [
    ...(cut.length ? [`It is cut off: ${cut.join(', ')}.`] : []),
    ...(tight.length ? [`It all but touches the frame: ${tight.join(', ')}.`] : []),
  ];
}

function roomInWords({ left, right }: Placed): string {
  const [l, r] = [Math.max(0, left), Math.max(0, right)];
  const room = `Room: ${percent(l)} on the left, ${percent(r)} on the right.`;
  if (Math.abs(l - r) < 0.05) return `${room} It looks neither way.`;
  return `${room} ${l > r ? 'The handle points into the room.' : 'The handle points at the near edge.'}`;
}
