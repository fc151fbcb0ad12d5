import type { Learner, Outcome, Refusal } from '#core/types.ts';
import type { ClassView } from '../../server/cohorts/app.ts';
import { formOf } from './form.ts';
import { seeOther } from './response.ts';

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

/** A page of a class: whoever may not see it gets 404. Forms are told apart by their field `intent`. */
export async function loadClass(page: Page, intents: Intents): Promise<LoadedClass | Response> {
  const learner = accountHolder(page);
  if (learner instanceof Response) return learner;
  const { app } = page.locals;
  const cohortId = page.params.id ?? '';
  let form = new FormData();
  let refusal: Refusal | null = null;
  if (page.request.method === 'POST') {
    const sent = await formOf(page.request);
    if (sent.ok) form = sent.value;
    const act = intents[String(form.get('intent') ?? '')];
    const outcome = !sent.ok ? sent : act ? await act(form, learner, cohortId) : null;
    if (outcome?.ok && outcome.value !== null) return seeOther(outcome.value);
    if (outcome && !outcome.ok) refusal = outcome.refusal;
  }
  const view = await app.cohorts.see(learner, cohortId);
  if (!view.ok) return page.rewrite('/404');
  if (refusal) page.response.status = refusal.status;
  return { learner, view: view.value, form, refusal };
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
