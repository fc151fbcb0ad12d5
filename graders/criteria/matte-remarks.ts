import { percent, rounded } from './direction.ts';
import type { Finding, Measurement, Verdict } from './types.ts';

/** Share of the rim that must be left for its colour to be judged. */
export const SEEN = 0.4;

/** What the page that shines through does to a product's colours is no drift. */
const VEILED = ['protect.slight', 'protect.slight-drift', 'protect.drifted', 'protect.harmed-all'];

/** The facts and scores of a matte in remarks: what is wrong part by part, then what is right. */
export function matteRemarks({ facts, names, terms }: Measurement, verdict: Verdict): Finding[] {
  const fact = (name: string): number => facts[name]!;
  if (!fact('alpha')) return [{ code: 'matte.no-alpha', params: { format: names!.format! } }];
  if (fact('opaque')) return [{ code: 'matte.opaque', params: {} }];
  const findings: Finding[] = [];
  const good: Finding[] = [];
  const wrong = (term: string, clean: Finding | null): boolean => {
    if (!terms[term]) return false;
    const ok = (verdict.terms[term] ?? 100) >= 85;
    if (ok && clean) good.push(clean);
    return !ok;
  };
  const [total, missed] = [fact('holes'), fact('missed')];
  if (wrong('holes', total > 0 ? { code: 'matte.holes-open', params: { total } } : null))
    findings.push({ code: 'matte.holes-missed', params: { missed, open: total - missed, total } });
  const whole = wrong('offset', null) ? asAWhole(facts) : null;
  if (whole) findings.push(whole);
  const trueEdge = whole ? null : { code: 'matte.edge-true', params: { amount: rounded(fact('off')) } };
  // What is off as a whole need not be said of its parts too.
  if (wrong('edge', trueEdge) && !(whole && isEven(facts))) findings.push(offOutline(facts));
  if (wrong('soft', { code: 'matte.soft-kept', params: {} })) findings.push(offSoft(facts));
  if (wrong('fringe', { code: 'matte.fringe-clean', params: {} })) findings.push(offColour(facts));
  if (wrong('parts', null))
    findings.push({
      code: fact('lost') >= fact('left') ? 'matte.part-lost' : 'matte.part-left',
      params: {},
    });
  if (wrong('known', null)) {
    if (fact('background') > fact('body'))
      findings.push({ code: 'matte.left-over', params: { amount: percent(fact('background')) } });
    else
      findings.push({ code: 'matte.body-lost', params: { amount: percent(fact('body')) }, before: VEILED });
  }
  const numbers = (['sad', 'mse', 'gradient', 'connectivity'] as const).filter((term) => wrong(term, null));
  if (findings.length === 0 && numbers.length > 0)
    findings.push({ code: 'matte.inexact', params: { amount: rounded(terms[numbers[0]!]!.distance) } });
  if (findings.length === 0 && good.length === 0) good.push({ code: 'matte.clean', params: {} });
  return [...findings, ...good];
}

/** The outline inside or outside all the way round, and what that takes from or adds to a thin part. */
function asAWhole({ whole }: Record<string, number>): Finding {
  const amount = rounded(Math.abs(whole!));
  return {
    code: whole! < 0 ? 'matte.choked' : 'matte.spread',
    params: { amount, thin: rounded(2 * amount) },
  };
}

/** Whether nearly all of the outline is off the same way. */
const isEven = ({ whole, off }: Record<string, number>): boolean => Math.abs(whole!) > 0.8 * off!;

/** Which way the outline is off, where most of it is; ragged where it is both. */
function offOutline(facts: Record<string, number>): Finding {
  const [on, inside] = [facts.on! * facts.onShare!, facts.in! * facts.inShare!];
  const most = Math.max(on, inside);
  if (Math.min(on, inside) > 0.5 * most)
    return { code: 'matte.ragged', params: { amount: rounded(facts.off!) } };
  return on > inside
    ? { code: 'matte.left-on', params: { amount: rounded(facts.on!), share: percent(facts.onShare!) } }
    : { code: 'matte.eaten', params: { amount: rounded(facts.in!), share: percent(facts.inShare!) } };
}

/** Too solid or too thin all over; cut in two where it is both. */
function offSoft({ soft, softOff }: Record<string, number>): Finding {
  if (Math.abs(soft!) < 0.5 * softOff!)
    return { code: 'matte.soft-cut', params: { amount: percent(softOff!) } };
  return {
    code: soft! > 0 ? 'matte.soft-solid' : 'matte.soft-lost',
    params: { amount: percent(Math.abs(soft!)) },
  };
}

function offColour(facts: Record<string, number>): Finding {
  if (facts.seen! < SEEN) return { code: 'matte.rim-gone', params: {} };
  const amount = rounded(facts.deltaE!);
  if (facts.premultiplied) return { code: 'matte.premultiplied', params: { amount } };
  const tone = facts.dL! > 0 ? 'light' : 'dark';
  return {
    code: facts.towards! > 0.5 ? 'matte.fringe-background' : 'matte.fringe',
    params: { amount, tone },
  };
}
