import type { Rim } from './rim.ts';

/** Shares of the edge from which a halo is worth naming; px of shift and of softening that show. */
const WORTH = 0.02;
const MOVED = 0.4;
const SOFT = 1.2;

const px = (n: number): string => `${Math.abs(n).toFixed(1)} px`;

/** What the edge shows on this ground, then what that cost. `soften` in px. */
export function inWords({ outline, pale, dark, levels }: Rim, soften: number, ground: string): string {
  const [most, tone, beyond] = pale >= dark ? [pale, 'pale', 'lighter'] : [dark, 'dark', 'darker'];
  const halo =
    most >= WORTH
      ? `On ${ground}: a ${tone} line along the edge, ${Math.round(levels)} levels ${beyond} than product and ground.`
      : `On ${ground} no line shows along the edge.`;
  const costs = [
    ...(outline > MOVED ? [`The mask reaches ${px(outline)} into the background.`] : []),
    ...(outline < -MOVED
      ? [`The product has lost ${px(outline)} all round, and a rod loses that on both sides.`]
      : []),
    ...(soften > SOFT ? ['A hard edge has gone soft: the product looks out of focus.'] : []),
  ];
  return [halo, ...costs].join(' ');
}
