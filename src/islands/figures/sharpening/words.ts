import type { EdgeReading } from './edge.ts';

/** Levels of overshoot that nobody sees at 100 %, and those from which everybody does. */
const UNSEEN = 8;
const CRUNCHY = 20;
/** Share of the unsharpened rise (0–1) below which an edge is clearly crisper. */
const CRISPER = 0.85;
/** Times the noise of the unsharpened picture from which a plain wall looks like sandpaper. */
const SANDPAPER = 2;

const levels = (n: number) => `${Math.round(n)} ${Math.round(n) === 1 ? 'level' : 'levels'}`;

/** What sharpening did to the edge, then to the noise. `noise`: times that of the unsharpened picture. */
export function inWords(now: EdgeReading, before: EdgeReading, noise: number): string {
  const rise = `The edge climbs in ${now.rise.toFixed(1)} px, ${before.rise.toFixed(1)} before`;
  const worst = Math.max(now.light, now.dark);
  const side = now.dark >= now.light ? 'dark' : 'light';
  const line =
    worst <= UNSEEN
      ? now.rise > CRISPER * before.rise
        ? `${rise}: still soft.`
        : `${rise}, and no line beside it can be seen: crisp.`
      : worst < CRUNCHY
        ? `${rise}; a ${side} line of ${levels(worst)}, ${now.width} px wide, begins to show.`
        : `${rise}; a ${side} line of ${levels(worst)}, ${now.width} px wide, runs beside it: crunchy.`;
  return noise >= SANDPAPER ? `${line} The wall has ${noise.toFixed(1)} times its noise.` : line;
}
