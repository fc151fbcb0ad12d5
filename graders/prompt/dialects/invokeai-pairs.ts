/** Round brackets and quotation marks that pair: from the opening sign to the closing one. All others are text. */
export function pairsOf(source: string): Map<number, number> {
  const pairs = new Map<number, number>();
  const stack: number[] = [];
  let quote: { at: number; depth: number } | null = null;
  for (let i = 0; i < source.length; i++) {
    const sign = source[i];
    if (sign === '\\') i++;
    else if (sign === '(') stack.push(i);
    else if (sign === ')') {
      const inside = stack.length > (quote?.depth ?? 0);
      if (inside) pairs.set(stack.pop()!, i);
    } else if (sign === '"') {
      if (quote) {
        pairs.set(quote.at, i);
        stack.length = quote.depth;
        quote = null;
      } else quote = { at: i, depth: stack.length };
    }
  }
  return pairs;
}
