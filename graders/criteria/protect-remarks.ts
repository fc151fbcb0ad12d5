import { percent, rounded } from './direction.ts';
import type { Finding, Measurement, Verdict } from './types.ts';

/** Fine contrast kept, of 1, between which what stayed is neither softer nor rougher but another. */
const [SOFTER, ROUGHER] = [0.9, 1.1];

/** What to tell of protected cells: of the term that cost most, or of the places that it comes from. */
export function protectFinding({ facts }: Measurement, { score, terms, pass }: Verdict): Finding[] {
  if (score >= 99) return [{ code: 'protect.clean', params: {} }];
  const [outside, drift, texture] = [terms.outside!, terms.drift!, terms.texture!];
  const inPlaces = facts.places! > 0 && facts.local! > 0.5;
  const others = Math.min(outside, drift);
  const ofTexture = texture < others || (texture === others && facts.recoloured! < 0.5);
  if (ofTexture && !inPlaces) return [textureFinding(facts.energy!, facts.unlike!, pass)];
  if (drift < Math.min(outside, texture)) {
    const deltaE = rounded(facts.mean!);
    return [{ code: pass ? 'protect.slight-drift' : 'protect.drifted', params: { deltaE } }];
  }
  return [changedFinding(percent(facts.share!), facts.places!, pass)];
}

function changedFinding(amount: number, places: number, pass: boolean): Finding {
  if (pass) return { code: 'protect.slight', params: { amount } };
  if (places === 0) return { code: 'protect.harmed-all', params: { amount } };
  return { code: 'protect.harmed', params: { amount, places } };
}

function textureFinding(energy: number, unlike: number, pass: boolean): Finding {
  if (pass) return { code: 'protect.slight-texture', params: {} };
  // Energies are squares of contrast.
  const contrast = Math.sqrt(energy);
  if (contrast < SOFTER) return { code: 'protect.softened', params: { amount: percent(1 - contrast) } };
  if (contrast > ROUGHER) return { code: 'protect.roughened', params: { amount: percent(contrast - 1) } };
  return { code: 'protect.redrawn', params: { amount: percent(Math.min(1, unlike)) } };
}
