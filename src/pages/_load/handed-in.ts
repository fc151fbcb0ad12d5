import { asksForText } from '#core/kind.ts';
import type { Attempt, Refusal } from '#core/types.ts';
import type { Look } from '#core/view/look.ts';
import type { Exercise } from '../../../graders/types.ts';

interface Page {
  request: Request;
  url: URL;
  locals: App.Locals;
  response: { status?: number };
}

/** What came of the form on an exercise's page. */
export interface HandedIn {
  attempt: Attempt | null;
  cookie: string | null;
  refusal: Refusal | null;
  /** A text that was not taken, or only to be looked at: it stays in the form. */
  sent: string | null;
  look: Look | null;
}

/** Before anything was sent. */
export const NOTHING_SENT: HandedIn = { attempt: null, cookie: null, refusal: null, sent: null, look: null };

/** Takes in what the page's own form sent; with `?look` a text is only looked at. A refusal also gives the page its status. */
export async function handedIn(page: Page, exercise: Exercise): Promise<HandedIn> {
  const { request, url, locals, response } = page;
  const { app, learner, address, arrivedAt } = locals;
  if (request.method !== 'POST') return NOTHING_SENT;

  const refused = (refusal: Refusal, sent: string | null = null): HandedIn => {
    response.status = refusal.status;
    return { ...NOTHING_SENT, refusal, sent };
  };
  const submit = async (given: Request | string, sent: string | null): Promise<HandedIn> => {
    const outcome = await app.attempts.submit(learner, exercise, given, address, arrivedAt);
    if (!outcome.ok) return refused(outcome.refusal, sent);
    return { ...NOTHING_SENT, attempt: outcome.value.attempt, cookie: outcome.value.cookie };
  };

  if (!asksForText(exercise)) return submit(request, null);
  const { text, refusal } = await app.prompts.read(exercise, request);
  if (refusal) return refused(refusal, text === '' ? null : text);
  if (!url.searchParams.has('look')) return submit(text, text);
  const looked = app.prompts.look(exercise, text, learner?.id ?? address);
  return looked.ok ? { ...NOTHING_SENT, sent: text, look: looked.value } : refused(looked.refusal, text);
}
