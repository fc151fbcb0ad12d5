/** One pair of weighing brackets; its factor is known when it closes. */
export interface Scope {
  parent: Scope | null;
  /** Where it opens: of two that are open at once, the later one is the inner one. */
  at: number;
  depth: number;
  factor: number;
  /** An absolute weight hides what stands around it. */
  absolute: boolean;
  /** All factors from the outermost to this one, once known. */
  within?: number;
}

/** Deeper nestings are multiplied from the outside in, once per bracket: the same but for the last digits. */
const EXACT = 64;

export function open(parent: Scope | null, at: number, factor = 1): Scope {
  return { parent, at, depth: (parent?.depth ?? 0) + 1, factor, absolute: false };
}

/**
 * The product of all factors around a place, innermost first: the order in which the webui multiplies, so that its
 * published values come out to the last bit. Two chains, because round and square brackets may cross there.
 */
export function weightWithin(round: Scope | null, square: Scope | null = null): number {
  if ((round?.depth ?? 0) + (square?.depth ?? 0) > EXACT) return product(round) * product(square);
  let weight = 1;
  let [r, s] = [round, square];
  while (r || s) {
    const inner = !s || (r && r.at > s.at) ? r! : s;
    weight *= inner.factor;
    if (inner.absolute) break;
    if (inner === r) r = r.parent;
    else s = inner.parent;
  }
  return weight;
}

function product(scope: Scope | null): number {
  const open: Scope[] = [];
  for (let s = scope; s && s.within === undefined; s = s.parent) open.push(s);
  for (const s of open.reverse())
    s.within = s.absolute ? s.factor : s.factor * (s.parent ? s.parent.within! : 1);
  return scope?.within ?? 1;
}
