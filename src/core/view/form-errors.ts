import type { Refusal } from '../types.ts';

/** Which field of a form a refusal speaks of, by the first word of its code; `null`: the form as a whole. */
export function fieldOf(refusal: Refusal, fields: readonly string[]): string | null {
  if (refusal.code === 'wrong-password' && fields.includes('current')) return 'current';
  const about = refusal.code.split('-')[0] ?? '';
  if (fields.includes(about)) return about;
  return about === 'password' && fields.includes('next') ? 'next' : null;
}

/** One sentence below the field: what is wrong and what to do. */
export const fieldError = (refusal: Refusal): string => `${refusal.detail} ${refusal.hint}`;

/** Text fields of a posted form by name; anything that is not text counts as empty. */
export function texts<Name extends string>(form: FormData, names: readonly Name[]): Record<Name, string> {
  const text = (name: Name) => {
    const value = form.get(name);
    return typeof value === 'string' ? value : '';
  };
  return Object.fromEntries(names.map((name) => [name, text(name)])) as Record<Name, string>;
}
