import { percent } from './direction.ts';
import type { Finding, Measurement, Verdict } from './types.ts';

/** Which way every term is off and by how much; what is wrong first, then what is right. */
export function geometryRemarks(
  { facts, terms }: Measurement,
  verdict: Verdict,
  { aspect }: { aspect?: { ratio: number } | undefined },
): Finding[] {
  const fact = (name: string): number => facts[name]!;
  const degrees = (name: string): number => Math.round(Math.abs(fact(name)) * 10) / 10;
  const amount = (name: string): { amount: number } => ({ amount: percent(Math.abs(fact(name))) });
  const wrong: Finding[] = [];
  const right: Finding[] = [];
  const say = (term: string, bad: () => Finding, good: () => Finding): void => {
    if (!terms[term]) return;
    if ((verdict.terms[term] ?? 100) >= 90) right.push(good());
    else wrong.push(bad());
  };
  say(
    'verticals',
    () => ({
      code: fact('verticals') > 0 ? 'geometry.converging' : 'geometry.diverging',
      params: { amount: degrees('verticals') },
    }),
    () => ({ code: 'geometry.upright', params: { amount: degrees('verticals') } }),
  );
  say(
    'horizontals',
    () => ({
      code: 'geometry.sideways',
      params: { amount: degrees('horizontals'), side: fact('horizontals') > 0 ? 'right' : 'left' },
    }),
    () => ({ code: 'geometry.frontal', params: { amount: degrees('horizontals') } }),
  );
  say(
    'angle',
    // What must still be turned is the opposite of how it stands.
    () => ({
      code: 'geometry.tilted',
      params: { amount: degrees('angle'), turn: fact('angle') > 0 ? 'anticlockwise' : 'clockwise' },
    }),
    () => ({ code: 'geometry.level', params: { amount: degrees('angle') } }),
  );
  say(
    'stretch',
    () => ({
      code: fact('stretch') > 0 ? 'geometry.squashed' : 'geometry.stretched',
      params: amount('stretch'),
    }),
    () => ({ code: 'geometry.proportions', params: amount('stretch') }),
  );
  const wanted = aspect ? inWords(aspect.ratio) : '';
  say(
    'aspect',
    () => ({ code: 'geometry.aspect', params: { found: inWords(fact('found')), wanted } }),
    () => ({ code: 'geometry.aspect-met', params: { wanted } }),
  );
  say(
    'offset',
    () => ({
      code: 'geometry.offset',
      params: { ...amount('offset'), way: wayBack(fact('right'), fact('down')) },
    }),
    () => ({ code: 'geometry.placed', params: {} }),
  );
  say(
    'scale',
    () => ({ code: fact('scale') < 0 ? 'geometry.too-tight' : 'geometry.too-wide', params: amount('scale') }),
    () => ({ code: 'geometry.field-met', params: {} }),
  );
  // Empty wedges first: they are seen before a tight crop is.
  say(
    'corners',
    () => ({ code: 'geometry.corners', params: amount('corners') }),
    () => ({ code: 'geometry.corners-clean', params: {} }),
  );
  say(
    'kept',
    () => ({ code: 'geometry.overcropped', params: amount('kept') }),
    () => ({ code: 'geometry.frame-kept', params: { amount: percent(1 - fact('kept')) } }),
  );
  const filled: Finding[] =
    (terms.invented || terms.corners) && fact('invented') > 0.002
      ? [{ code: 'geometry.invented', params: amount('invented') }]
      : [];
  return [...wrong, ...right, ...filled];
}

/** "4:5" where small numbers say it, otherwise "1.37:1". */
function inWords(ratio: number): string {
  for (let below = 1; below <= 16; below++) {
    const above = Math.round(ratio * below);
    if (Math.abs(above / below / ratio - 1) < 0.002) return `${above}:${below}`;
  }
  return `${ratio.toFixed(2)}:1`;
}

/** Which way the crop must go, from where its centre lies off the reference's. */
function wayBack(right: number, down: number): string {
  const least = Math.hypot(right, down) / 3;
  const across = Math.abs(right) < least ? [] : [right > 0 ? 'left' : 'right'];
  const along = Math.abs(down) < least ? [] : [down > 0 ? 'up' : 'down'];
  return [...across, ...along].join(' and ');
}
