import type { Learner, Outcome, Refusal } from '#core/types.ts';

/** "See other": the answer to a form that was taken, so that a reload does not send it again. */
export function seeOther(location: string, cookie?: string | null): Response {
  const headers = new Headers({ location });
  if (cookie) headers.append('set-cookie', cookie);
  return new Response(null, { status: 303, headers });
}

/** RFC 9457, for the upload island. */
export function problem(refusal: Refusal, cookie?: string): Response {
  const headers = new Headers({
    'content-type': 'application/problem+json; charset=utf-8',
    'cache-control': 'no-store',
  });
  if (cookie) headers.append('set-cookie', cookie);
  return new Response(JSON.stringify(refusal), { status: refusal.status, headers });
}

/** Whoever asks, or a new guest with the cookie that keeps them. */
export async function someone({
  app,
  learner,
  address,
}: App.Locals): Promise<Outcome<{ learner: Learner; cookie?: string }>> {
  return learner ? { ok: true, value: { learner } } : app.accounts.becomeGuest(address);
}
