import { percent, rounded } from './direction.ts';
import type { Finding, MeasuredPlace, Measurement, Verdict } from './types.ts';
import { standsOut, type Spot } from './worst-spot.ts';

/** Fine contrast kept, of 1, between which what stayed is neither softer nor rougher but another. */
const [SOFTER, ROUGHER] = [0.9, 1.1];

/** Share of the lost structure that lies in changed cells from which it is a matter of places. */
const IN_PLACES = 0.7;

/** What to tell of protected cells: of the term that cost most, or of the places that it comes from. */
export function protectFinding({ facts }: Measurement, { score, terms, pass }: Verdict): Finding[] {
  if (score >= 99) return [{ code: 'protect.clean', params: {} }];
  const [outside, drift, mark] = [terms.outside!, terms.drift!, terms.mark!];
  const inOnePlace = standsOut(facts.spot!, facts.unlike!);
  const texture = Math.min(terms.texture!, inOnePlace ? 100 : terms.spot!);
  const places = facts.places!;
  const spot = inOnePlace ? terms.spot! : 100;
  if (spot < Math.min(outside, drift, texture, mark))
    return [spotFinding(facts.spotEnergy!, facts.spot!, pass)];
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

/** What became of the inside of cells, by the energy kept: softer, rougher or another, and by how many per cent. */
function change(energy: number, unlike: number): { way: 'softer' | 'rougher' | 'redrawn'; amount: number } {
  // Energies are squares of contrast.
  const contrast = Math.sqrt(energy);
  if (contrast < SOFTER) return { way: 'softer', amount: percent(1 - contrast) };
  if (contrast > ROUGHER) return { way: 'rougher', amount: percent(contrast - 1) };
  return { way: 'redrawn', amount: percent(Math.min(1, unlike)) };
}

/** The code of a texture that is lost nearly everywhere. */
const LOST = { softer: 'softened', rougher: 'roughened', redrawn: 'redrawn' } as const;

function textureFinding(energy: number, unlike: number, pass: boolean): Finding {
  const { way, amount } = change(energy, unlike);
  return { code: `protect.${pass ? `slight-${way}` : LOST[way]}`, params: { amount } };
}

function spotFinding(energy: number, unlike: number, pass: boolean): Finding {
  if (pass) return { code: 'protect.slight-spot', params: {} };
  const { way, amount } = change(energy, unlike);
  return { code: `protect.spot-${way}`, params: { amount } };
}

/** Where a spot lies, and what became of it. */
export function spotPlace({ unlike, energy, box }: Spot): MeasuredPlace {
  const { way, amount } = change(energy, unlike);
  return { ...box!, value: unlike, code: `protect.place-${way}`, params: { amount } };
}
