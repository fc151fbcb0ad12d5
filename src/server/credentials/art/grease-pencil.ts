/** A ring drawn by hand, ends crossing, as the site's own mark; 64 × 64 around 32, 31. */
const RING = 'M17 8C33 3 55 11 57 31 59 50 42 59 28 57 13 55 5 43 8 28 10 16 21 7 38 10';

export const PENCIL = '#d3122b';

/** An oval around `x`, `y` with half axes `rx`, `ry`; white under the red, so that it is seen on any tone. */
export function ring(
  { x, y, rx, ry }: { x: number; y: number; rx: number; ry: number },
  width: number,
): string {
  const [sx, sy] = [rx / 25, ry / 25];
  const drawn = (stroke: string, w: number): string =>
    `<path transform="translate(${x} ${y}) scale(${sx} ${sy}) translate(-32.5 -31)" d="${RING}" fill="none" stroke="${stroke}" stroke-width="${w}" stroke-linecap="round" vector-effect="non-scaling-stroke"/>`;
  return drawn('#ffffff', width * 1.6) + drawn(PENCIL, width);
}
