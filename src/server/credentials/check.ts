import * as refusals from '#core/certificates/refusals.ts';
import { outcomeOf, Refused } from '#core/refusal.ts';
import type { Outcome } from '#core/types.ts';
import type { FoundWork } from '../portfolio/found-work.ts';
import { rateLimit } from '../rate-limit.ts';
import type { Checked, Credentials } from './app.ts';
import { takeIn } from './intake.ts';
import { unbake } from './unbake.ts';

export interface Limits {
  verifiedPerMinute: number;
  verifiedBytes: number;
}

const PATH = /^\/credentials\/([0-9a-f-]{36})(?:\/|$)/;

/** Answers the form of the page “Verify”. Nothing is fetched, and nothing that was sent is kept. */
export function checker(
  {
    verify,
    verifyId,
    findFile,
    findWork,
    school,
  }: Pick<Credentials, 'verify' | 'verifyId' | 'findFile' | 'school'> & {
    findWork: (sha256: string, portfolio: string) => Promise<FoundWork[]>;
  },
  limits: Limits,
  now: () => number,
): (request: Request, address: string) => Promise<Outcome<Checked>> {
  const tries = rateLimit(limits.verifiedPerMinute, 60_000, now);

  const checkAddress = async (text: string, requestUrl: string): Promise<Checked> => {
    const id = ownId(text, [school.url, requestUrl]);
    if (id === null) throw new Refused(refusals.foreignAddress());
    const verdict = await verifyId(id);
    if (!verdict) throw new Refused(refusals.noSuchCertificate());
    return {
      what: text,
      verdict: { ...verdict, facts: verdict.facts && { ...verdict.facts, id } },
      file: null,
    };
  };

  return (request, address) =>
    outcomeOf(async () => {
      if (!tries.take(address)) throw new Refused(refusals.verifyTooOften());
      const { file, text, address: given, portfolio } = await takeIn(request, limits.verifiedBytes);
      if (file) {
        const { name, sha256, bytes } = file;
        const found = bytes ? unbake(bytes) : null;
        const credential = bytes !== null && found?.kind !== 'nothing';
        return {
          what: name,
          verdict: credential ? await verify(bytes) : null,
          file: {
            sha256,
            pieces: credential ? [] : await findFile(sha256),
            work: credential ? [] : await findWork(sha256, portfolio),
            pdf: bytes !== null && Buffer.from(bytes.subarray(0, 5)).toString('latin1') === '%PDF-',
          },
        };
      }
      const pasted = text.trim();
      if (/^https?:\/\/\S+$/i.test(pasted)) return checkAddress(pasted, request.url);
      if (pasted !== '')
        return { what: 'The text you pasted', verdict: await verify(Buffer.from(pasted)), file: null };
      if (given.trim() === '') throw new Refused(refusals.verifyNothing());
      return checkAddress(given.trim(), request.url);
    });
}

/** The id in an address of this school, by its public name or the one it was reached by; null for any other. */
function ownId(text: string, own: readonly string[]): string | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  const ours = own.some((one) => new URL(one).host === url.host);
  return ours ? (PATH.exec(url.pathname)?.[1] ?? null) : null;
}
