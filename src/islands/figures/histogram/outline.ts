/**
 * A histogram as an SVG path of 256 one-unit steps, `height` high, closed along the bottom. Full height is 1.15 × the
 * tallest bin between the first and the last four, so that a pile at an end shows as a cut-off spike.
 */
export function outline(bins: Uint32Array, height: number): string {
  const inner = Math.max(...bins.slice(4, 252)) || Math.max(...bins) || 1;
  const steps = Array.from(bins, (count) => {
    const y = height - height * Math.min(1, count / (1.15 * inner));
    return `V${Number(y.toFixed(1))}h1`;
  });
  return `M0 ${height}${steps.join('')}V${height}Z`;
}
