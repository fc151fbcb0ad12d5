import type { Outcome, Refusal } from '#core/types.ts';
import { texts } from '#core/view/form-errors.ts';
import { formOf } from './form.ts';

/** A form of text fields that was sent to its own page: what was given, and what came of it. */
export type Posted<Name extends string, T> = { given: Record<Name, string> } & (
  { done: true; value: T } | { done: false; refusal: Refusal | null }
);

/** Nothing was sent: empty fields. Otherwise `act` is asked; its refusal also gives the page its status. */
export async function posted<Name extends string, T>(
  { request, response }: { request: Request; response: { status?: number } },
  names: readonly Name[],
  act: (form: Record<Name, string>) => Promise<Outcome<T>>,
): Promise<Posted<Name, T>> {
  if (request.method !== 'POST') return { given: texts(new FormData(), names), done: false, refusal: null };
  const form = await formOf(request);
  const given = texts(form.ok ? form.value : new FormData(), names);
  const outcome = form.ok ? await act(given) : form;
  if (outcome.ok) return { given, done: true, value: outcome.value };
  response.status = outcome.refusal.status;
  return { given, done: false, refusal: outcome.refusal };
}
