/** A plain-text table: columns as wide as their widest entry, numbers to the right. */
export function table(head: string[], rows: string[][], indent = ''): string {
  const widths = head.map((title, i) => Math.max(title.length, ...rows.map((row) => row[i]!.length)));
  const numeric = head.map((_, i) => rows.every((row) => /^[\d.–>\- free]*$/.test(row[i]!)));
  const line = (cells: string[]): string =>
    indent +
    cells
      .map((cell, i) => (numeric[i] ? cell.padStart(widths[i]!) : cell.padEnd(widths[i]!)))
      .join('  ')
      .trimEnd();
  return [line(head), ...rows.map(line)].join('\n');
}
