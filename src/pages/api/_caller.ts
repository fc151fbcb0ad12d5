/**
 * Whether a picture is taken from this caller. A page of ours may send one without a session: its visitor becomes a
 * guest with it. A program without credentials, and everybody whose session has ended, is asked to sign in.
 */
export function mayHandIn({ learner, sessionExpired }: App.Locals, { headers }: Request): boolean {
  if (learner) return true;
  const fromPage = headers.has('origin') || headers.has('sec-fetch-site');
  return fromPage && !sessionExpired && !headers.has('authorization');
}
