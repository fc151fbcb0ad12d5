import { granted } from '#core/refusal.ts';
import type { Learner, Outcome } from '#core/types.ts';

interface Calling {
  learner: Learner;
  /** Set when a guest session has just been opened. */
  cookie: string | null;
}

/**
 * Who sends a picture. A page of ours that runs without a session opens one for a guest; a program without
 * credentials, and everybody whose session has ended, is asked to sign in: null.
 */
export async function caller(locals: App.Locals, request: Request): Promise<Outcome<Calling> | null> {
  const { app, learner, sessionExpired, address } = locals;
  if (learner) return granted({ learner, cookie: null });
  const fromPage = request.headers.has('origin') || request.headers.has('sec-fetch-site');
  if (sessionExpired || request.headers.has('authorization') || !fromPage) return null;
  return app.accounts.becomeGuest(address);
}
