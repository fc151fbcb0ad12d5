import type { KeptView, View } from '../criteria/types.ts';
import { CHANNELS, endsOf, shares } from '../metrics/histogram.ts';
import type { Plot } from './schema.ts';

const BINS = 64;

/** Every channel's histogram in 64 bins, as shares, for start, attempt and reference, and where its ends lie. */
export const plotsOf = (start: KeptView, yours: View, target: KeptView): Plot[] =>
  CHANNELS.map((channel) => ({
    channel,
    start: coarse(start.histograms.channels[channel]),
    yours: coarse(yours.histograms.channels[channel]),
    target: coarse(target.histograms.channels[channel]),
    marks: {
      yours: endsOf(yours.histograms.channels[channel]).map(Math.round),
      target: endsOf(target.histograms.channels[channel]).map(Math.round),
    },
  }));

function coarse(bins: Uint32Array): number[] {
  const fine = shares(bins);
  const per = fine.length / BINS;
  return Array.from({ length: BINS }, (_, i) => {
    let sum = 0;
    for (let k = i * per; k < (i + 1) * per; k++) sum += fine[k]!;
    return Math.round(sum * 1e5) / 1e5;
  });
}
