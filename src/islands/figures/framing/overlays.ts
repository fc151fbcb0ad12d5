/** The lines people lay over a crop, as an SVG path in a frame of `width` × `height`. */
export const OVERLAYS = {
  thirds: { name: 'Thirds', path: thirds },
  centre: { name: 'Centre', path: centre },
  diagonal: { name: 'Diagonals', path: diagonals },
  none: { name: 'None', path: () => '' },
} as const;
export type Overlay = keyof typeof OVERLAYS;

function thirds(width: number, height: number): string {
  return [1, 2].map((n) => `M${(n * width) / 3} 0v${height}M0 ${(n * height) / 3}h${width}`).join('');
}

function centre(width: number, height: number): string {
  return `M${width / 2} 0v${height}M0 ${height / 2}h${width}`;
}

/** One diagonal, and from the two other corners the lines that meet it at a right angle. */
function diagonals(width: number, height: number): string {
  const along = width ** 2 / (width ** 2 + height ** 2);
  const [x, y] = [along * width, along * height];
  return `M0 0L${width} ${height}M${width} 0L${x} ${y}M0 ${height}L${width - x} ${height - y}`;
}
