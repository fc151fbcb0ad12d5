import type { Plot } from '#graders/report/schema.ts';
import { html, type Html } from './html.ts';

const WIDTH = 256;
const HEIGHT = 96;

const TITLES: Record<Plot['channel'], string> = {
  lightness: 'Lightness',
  red: 'Red',
  green: 'Green',
  blue: 'Blue',
  a: 'Green to magenta',
  b: 'Blue to yellow',
};

/** Histogram of start (grey), upload (red) and target (black); square roots, so that thin ends stay visible. */
export function plot({ channel, start, yours, target }: Plot): Html {
  const top = Math.sqrt(Math.max(...start, ...yours, ...target, 1e-9));
  const points = (shares: number[]): string =>
    shares
      .map((share, i) => {
        const x = ((i + 0.5) / shares.length) * WIDTH;
        const y = HEIGHT * (1 - 0.95 * (Math.sqrt(share) / top));
        return `${x.toFixed(1)},${y.toFixed(1)}`;
      })
      .join(' ');
  const title = TITLES[channel];
  return html`<figure>
    <svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="Histogram: ${title}">
      <polygon class="start" points="0,${HEIGHT} ${points(start)} ${WIDTH},${HEIGHT}" />
      <polyline class="target" points="${points(target)}" />
      <polyline class="yours" points="${points(yours)}" />
    </svg>
    <figcaption>${title}</figcaption>
  </figure>`;
}
