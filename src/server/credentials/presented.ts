import { z } from 'zod';
import { BADGES_EXTENSIONS, BADGES_V3, CREDENTIALS_V2 } from './contexts.ts';
import type { Proof } from './proof.ts';

/** A credential as somebody shows it, before anything of it is believed. */
export interface Presented {
  /** Without its proof: what was signed. */
  document: Record<string, unknown>;
  /** All of it, as it was shown. */
  whole: Record<string, unknown>;
  proof: Proof;
  issuer: { id: string; name: string | null };
  id: string | null;
  name: string;
  /** Whom it names as its holder. */
  holder: string | null;
  validFrom: number;
  validUntil: number | null;
}

const Time = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));
const Text = z.string().min(1).max(4_000);
const DataProof = z.strictObject({
  type: z.literal('DataIntegrityProof'),
  cryptosuite: z.literal('eddsa-rdfc-2022'),
  created: z.iso.datetime({ offset: true }).optional(),
  verificationMethod: Text,
  proofPurpose: z.literal('assertionMethod'),
  proofValue: Text,
});
const Contexts = z
  .array(z.enum([CREDENTIALS_V2, BADGES_V3, BADGES_EXTENSIONS]))
  .min(2)
  .refine(([first]) => first === CREDENTIALS_V2);
const Shape = z.looseObject({
  '@context': Contexts,
  id: Text.optional(),
  type: z
    .array(Text)
    .refine((types) => types.includes('VerifiableCredential'))
    .refine((types) => types.includes('OpenBadgeCredential') || types.includes('AchievementCredential')),
  name: Text,
  issuer: z.union([Text, z.looseObject({ id: Text, name: Text.optional() })]),
  validFrom: Time,
  validUntil: Time.optional(),
  credentialSubject: z.looseObject({}),
  proof: z.union([DataProof, z.array(DataProof).length(1)]),
});

const MOST_DEPTH = 24;
/** A hundred pieces take four hundred. */
const MOST_OBJECTS = 1_000;

/** Words for what is wrong with the shape, or the credential. */
export function presented(text: string): { ok: true; value: Presented } | { ok: false; why: string } {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    const jwt = /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/.test(text.trim());
    return {
      ok: false,
      why: jwt
        ? 'It is a credential in JWT form; only credentials with an embedded proof are read here.'
        : 'It is not JSON.',
    };
  }
  if (objectsIn(json) > MOST_OBJECTS) return { ok: false, why: 'It has more parts than any credential.' };
  const hidden = hiddenKeyword(json, 0);
  if (hidden) return { ok: false, why: hidden };
  const parsed = Shape.safeParse(json);
  if (!parsed.success) return { ok: false, why: shapeWords(parsed.error) };
  const { proof, issuer, id = null, name, validFrom, validUntil = null } = parsed.data;
  const whole = json as Record<string, unknown>;
  const { proof: _, ...document } = whole;
  return {
    ok: true,
    value: {
      document,
      whole,
      proof: Array.isArray(proof) ? proof[0]! : proof,
      issuer: typeof issuer === 'string' ? { id: issuer, name: null } : { name: null, ...issuer },
      id,
      name,
      holder: holderIn(parsed.data.credentialSubject),
      validFrom,
      validUntil,
    },
  };
}

const Named = z.looseObject({
  identityType: z.literal('name'),
  hashed: z.literal(false),
  identityHash: Text,
});

function holderIn({ identifier }: Record<string, unknown>): string | null {
  for (const one of Array.isArray(identifier) ? (identifier as unknown[]) : []) {
    const named = Named.safeParse(one);
    if (named.success) return named.data.identityHash.slice(0, 200);
  }
  return null;
}

/** Counted no further than it matters, and without recursion: what comes may be nested without end. */
function objectsIn(json: unknown): number {
  const waiting = [json];
  let objects = 0;
  while (waiting.length > 0 && objects <= MOST_OBJECTS) {
    const value = waiting.pop();
    if (typeof value !== 'object' || value === null) continue;
    objects += Array.isArray(value) ? 0 : 1;
    for (const below of Object.values(value)) waiting.push(below);
  }
  return objects;
}

/** Below the root no `@` word may stand: with it a reader could be made to see what was never signed. */
function hiddenKeyword(value: unknown, depth: number): string | null {
  if (typeof value !== 'object' || value === null) return null;
  if (depth > MOST_DEPTH) return 'It is nested deeper than any credential.';
  for (const [key, below] of Object.entries(value)) {
    if (key.startsWith('@') && !(depth === 0 && key === '@context'))
      return `It has the word “${key.slice(0, 40)}” in a place where a credential has none.`;
    const found = hiddenKeyword(below, depth + 1);
    if (found) return found;
  }
  return null;
}

function shapeWords({ issues }: z.ZodError): string {
  const path = issues[0]?.path.map(String) ?? [];
  if (path.length === 0) return 'It is no Open Badges 3.0 credential.';
  if (path[0] === '@context')
    return 'Its “@context” is not the one of Open Badges 3.0 (context-3.0.3) alone; no other vocabulary is read here.';
  if (path[0] === 'proof' && path.length < 2)
    return 'It carries no proof of the kind that is read here: one Data Integrity proof.';
  return `Its field “${path.join('.')}” is missing or not as an Open Badges 3.0 credential has it.`;
}
