import type { Plot, Report } from '../../../graders/report/schema.ts';
import { titleOf } from './frames.ts';
import { list } from './words.ts';

/** A plot as it is drawn, in a box of 256 × `height` units, with its arrows from yours to the target, and in words. */
export interface PlotView {
  channel: Plot['channel'];
  title: string;
  height: number;
  start: string;
  yours: string;
  target: string;
  arrows: { from: number; to: number }[];
  ends: [string, string];
  text: string;
}

const WIDTH = 256;

const CHANNELS: Record<
  Plot['channel'],
  { title: string; ends: [string, string]; names: [string, string, string] }
> = {
  lightness: {
    title: 'Lightness',
    ends: ['black', 'white'],
    names: ['darkest tones', 'middle', 'lightest tones'],
  },
  red: { title: 'Red', ends: ['none', 'full'], names: ['low end', 'middle', 'high end'] },
  green: { title: 'Green', ends: ['none', 'full'], names: ['low end', 'middle', 'high end'] },
  blue: { title: 'Blue', ends: ['none', 'full'], names: ['low end', 'middle', 'high end'] },
  a: { title: 'Green to magenta', ends: ['green', 'magenta'], names: ['green end', 'middle', 'magenta end'] },
  b: { title: 'Blue to yellow', ends: ['blue', 'yellow'], names: ['blue end', 'middle', 'yellow end'] },
};

/** Shares of the picture below which the compared tones lie, where a report does not say it itself. */
const MARKS = [0.005, 0.5, 0.995];

/** Difference on a scale of 100 from which a move is worth an arrow: two of 64 bins. */
const WORTH_AN_ARROW = 3;

export function plotView(plot: Plot, height = 96): PlotView {
  const { title, ends, names } = CHANNELS[plot.channel];
  const peak = Math.max(ceiling(plot.start), ceiling(plot.yours), ceiling(plot.target));
  const moves = MARKS.map((mark, i) => ({
    name: names[i]!,
    from: plot.marks?.yours[i] ?? percent(plot.yours, mark),
    to: plot.marks?.target[i] ?? percent(plot.target, mark),
  })).filter(({ from, to }) => Math.abs(to - from) >= WORTH_AN_ARROW);
  return {
    channel: plot.channel,
    title,
    height,
    start: steps(plot.start, peak, height),
    yours: steps(plot.yours, peak, height),
    target: steps(plot.target, peak, height),
    arrows: moves.map(({ from, to }) => ({ from: (from / 100) * WIDTH, to: (to / 100) * WIDTH })),
    ends,
    text: sentence(title, ends, moves),
  };
}

/** The plots of a picture, or of each frame of a set with its title: tone and colour, and the channels, which can wait. */
export function plotGroups(
  report: Pick<Report, 'plots' | 'frames'>,
): { title: string; light: PlotView[]; channels: PlotView[] }[] {
  const frames = report.frames?.map(({ name }) => name) ?? [undefined];
  return frames.map((frame) => {
    const views = report.plots.filter((plot) => plot.frame === frame).map((plot) => plotView(plot));
    const light = views.filter(
      ({ channel }) => channel === 'lightness' || channel === 'a' || channel === 'b',
    );
    return {
      title: frame === undefined ? '' : titleOf(frame, report),
      light,
      channels: views.filter((view) => !light.includes(view)),
    };
  });
}

type Move = { name: string; from: number; to: number };

function sentence(title: string, [low, high]: [string, string], moves: readonly Move[]): string {
  if (moves.length === 0) return `${title}: both ends and the middle lie where the target has them.`;
  const parts = moves.map(({ name, from, to }) => `the ${name} from ${from} to ${to}`);
  return `${title}, from 0 (${low}) to 100 (${high}): move ${list(parts)}.`;
}

/** Where a share of the picture is reached, on a scale of 0 to 100, interpolated within the bin; whole. */
function percent(shares: readonly number[], mark: number): number {
  const wanted = mark * shares.reduce((a, b) => a + b, 0);
  let below = 0;
  for (const [i, share] of shares.entries()) {
    if (below + share >= wanted && share > 0) {
      return Math.round((100 * (i + (wanted - below) / share)) / shares.length);
    }
    below += share;
  }
  return 100;
}

/** The height of the plot: the third highest bin, so that one spike (clipped black or white) does not flatten the rest. */
function ceiling(shares: readonly number[]): number {
  const sorted = shares.toSorted((a, b) => b - a);
  return sorted[Math.min(2, sorted.length - 1)] || sorted[0] || 1;
}

/** A closed step path; bins over the ceiling are cut at the top edge. */
function steps(shares: readonly number[], peak: number, height: number): string {
  const bin = WIDTH / shares.length;
  const y = (share: number) => Number((height - Math.min(1, share / peak) * (height - 2)).toFixed(1));
  const along = shares.map((share, i) => `V${y(share)}H${Number(((i + 1) * bin).toFixed(2))}`).join('');
  return `M0 ${height}${along}V${height}Z`;
}
