import type { Action } from '#core/permissions.ts';
import type { Learner, Outcome, Refusal } from '#core/types.ts';
import type { ClassView } from '../../server/cohorts/app.ts';
import { formOf } from './form.ts';
import { problem, seeOther } from './response.ts';

interface Page {
  request: Request;
  url: URL;
  locals: App.Locals;
  params: Record<string, string | undefined>;
  response: { status?: number };
  rewrite(to: string): Promise<Response>;
}

/** Whoever asks, when they have an account; else the way to one and back. */
export function accountHolder({ locals: { learner }, url }: Page): Learner | Response {
  const next = encodeURIComponent(url.pathname + url.search);
  if (!learner) return seeOther(`/sign-in?next=${next}`);
  return learner.guest ? seeOther(`/sign-up?next=${next}`) : learner;
}

export interface LoadedClass {
  learner: Learner;
  view: ClassView;
  /** What was posted, or an empty form. */
  form: FormData;
  /** Why it was not done. */
  refusal: Refusal | null;
}

/** What a form of the page is called, and what it does: the address to go on to, or null to stay and show something. */
export type Intents = Record<
  string,
  (form: FormData, learner: Learner, cohortId: string) => Promise<Outcome<string | null>>
>;

/**
 * A page of a class: for whoever may not see it, as for `there` saying no, there is no such page. Forms are told apart by
 * their field `intent`.
 */
export async function loadClass(
  page: Page,
  needs: Action,
  intents: Intents,
  there: (view: ClassView) => boolean = () => true,
): Promise<LoadedClass | Response> {
  const learner = accountHolder(page);
  if (learner instanceof Response) return learner;
  const { cohorts } = page.locals.app;
  const cohortId = page.params.id ?? '';
  // Before the body is read: a request whose body was read cannot be given to another page.
  const seen = await cohorts.see(learner, cohortId);
  if (!seen.ok || !seen.value.can[needs] || !there(seen.value)) return page.rewrite('/404');
  const nothing = { learner, view: seen.value, form: new FormData(), refusal: null };
  if (page.request.method !== 'POST') return nothing;
  const sent = await formOf(page.request);
  if (!sent.ok) return problem(sent.refusal);
  const form = sent.value;
  const outcome = await intents[String(form.get('intent') ?? '')]?.(form, learner, cohortId);
  if (!outcome) return nothing;
  if (outcome.ok && outcome.value !== null) return seeOther(outcome.value);
  const refusal = outcome.ok ? null : outcome.refusal;
  if (refusal) page.response.status = refusal.status;
  const now = await cohorts.see(learner, cohortId);
  // What was changed may be gone from under it, or the right to see it.
  if (!now.ok || !there(now.value)) return seeOther(now.ok ? `/cohorts/${cohortId}` : '/cohorts');
  return { learner, view: now.value, form, refusal };
}

/** Goes on to this address once it is done. */
export const then = async <T>(doing: Promise<Outcome<T>>, address: string): Promise<Outcome<string>> => {
  const outcome = await doing;
  return outcome.ok ? { ok: true, value: address } : outcome;
};

export const textOf = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
};
