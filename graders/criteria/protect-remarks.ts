import { percent, rounded } from './direction.ts';
import type { Finding, Measurement, Verdict } from './types.ts';

/** Fine contrast kept, of 1, between which what stayed is neither softer nor rougher but another. */
const [SOFTER, ROUGHER] = [0.9, 1.1];

/** Share of the lost structure that lies in changed cells from which it is a matter of places. */
const IN_PLACES = 0.7;

/** What to tell of protected cells: of the term that cost most, or of the places that it comes from. */
export function protectFinding({ facts }: Measurement, { score, terms, pass }: Verdict): Finding[] {
  if (score >= 99) return [{ code: 'protect.clean', params: {} }];
  const [outside, drift, texture, mark] = [terms.outside!, terms.drift!, terms.texture!, terms.mark!];
  const places = facts.places!;
  if (mark < Math.min(outside, drift, texture) && places > 0) return [markFinding(facts.most!, places, pass)];
  const others = Math.min(outside, drift);
  const ofTexture = texture < others || (texture === others && facts.recoloured! < 0.5);
  if (ofTexture && !(places > 0 && facts.local! > IN_PLACES))
    return [textureFinding(facts.energy!, facts.unlike!, pass)];
  if (drift < Math.min(outside, texture)) {
    const deltaE = rounded(facts.mean!);
    return [{ code: pass ? 'protect.slight-drift' : 'protect.drifted', params: { deltaE } }];
  }
  if (pass && places > 0) return [markFinding(facts.most!, places, pass)];
  return [changedFinding(percent(facts.share!), places, pass)];
}

const markFinding = (deltaE: number, places: number, pass: boolean): Finding => ({
  code: pass ? 'protect.slight-marked' : 'protect.marked',
  params: { deltaE, places },
});

function changedFinding(amount: number, places: number, pass: boolean): Finding {
  if (pass) return { code: 'protect.slight', params: { amount } };
  if (places === 0) return { code: 'protect.harmed-all', params: { amount } };
  return { code: 'protect.harmed', params: { amount, places } };
}

function textureFinding(energy: number, unlike: number, pass: boolean): Finding {
  // Energies are squares of contrast.
  const contrast = Math.sqrt(energy);
  if (contrast < SOFTER)
    return {
      code: pass ? 'protect.slight-softer' : 'protect.softened',
      params: { amount: percent(1 - contrast) },
    };
  if (contrast > ROUGHER)
    return {
      code: pass ? 'protect.slight-rougher' : 'protect.roughened',
      params: { amount: percent(contrast - 1) },
    };
  return {
    code: pass ? 'protect.slight-redrawn' : 'protect.redrawn',
    params: { amount: percent(Math.min(1, unlike)) },
  };
}
