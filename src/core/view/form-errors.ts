import type { Refusal } from '../types.ts';

/** Which field of a form a refusal speaks of, by the first word of its code; `null`: the form as a whole. */
export function fieldOf(refusal: Refusal, fields: readonly string[]): string | null {
  if (refusal.code === 'wrong-password' && fields.includes('current')) return 'current';
  const about = refusal.code.split('-')[0] ?? '';
  if (fields.includes(about)) return about;
  return about === 'password' && fields.includes('next') ? 'next' : null;
}

/** A refusal as a form shows it: below one field, in a sentence of what is wrong and what to do, or above them all. */
export interface FormErrors {
  whole: Refusal | null;
  of(field: string): string | undefined;
}

export function formErrors(refusal: Refusal | null, fields: readonly string[]): FormErrors {
  const wrong = refusal && fieldOf(refusal, fields);
  return {
    whole: wrong === null ? refusal : null,
    of: (field) => (refusal && wrong === field ? `${refusal.detail} ${refusal.hint}` : undefined),
  };
}

/** Text fields of a posted form by name; anything that is not text counts as empty. */
export function texts<Name extends string>(form: FormData, names: readonly Name[]): Record<Name, string> {
  const text = (name: Name) => {
    const value = form.get(name);
    return typeof value === 'string' ? value : '';
  };
  return Object.fromEntries(names.map((name) => [name, text(name)])) as Record<Name, string>;
}
