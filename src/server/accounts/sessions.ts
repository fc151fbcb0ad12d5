import { Lucia, TimeSpan } from 'lucia';
import type { Learner } from '#core/types.ts';
import { learnerById } from '../db/learners.ts';
import type { Store } from '../db/open.ts';
import { sessionAdapter } from '../db/session-adapter.ts';

const LIFETIME = new TimeSpan(30, 'd');

/** Everything the platform asks of sessions; Lucia stands behind it and nowhere else. */
export interface Sessions {
  /** Starts a session and returns its Set-Cookie value. */
  start(learnerId: string): Promise<string>;
  /** Whose cookie this is. `cookie` is set when the session was prolonged. */
  read(cookieHeader: string | null): Promise<{ learner: Learner; cookie: string | null } | null>;
  /** Ends the session of this cookie and returns the Set-Cookie value that clears it. */
  end(cookieHeader: string | null): Promise<string>;
  endAllOf(learnerId: string): Promise<void>;
  /** Whether the browser sent a session at all, valid or not. */
  sent(cookieHeader: string | null): boolean;
  sweep(): Promise<void>;
}

/** `secure`: the site is reached over HTTPS, so that the cookie may carry the `__Host-` prefix. */
export function sessions(store: Store, secure: boolean, now: () => number): Sessions {
  const lucia = new Lucia(sessionAdapter(store.db, now), {
    sessionExpiresIn: LIFETIME,
    sessionCookie: {
      name: secure ? '__Host-atelier' : 'atelier',
      attributes: { secure, sameSite: 'lax', path: '/' },
    },
  });

  const secretOf = (cookieHeader: string | null): string | null => {
    try {
      return lucia.readSessionCookie(cookieHeader ?? '');
    } catch {
      return null; // a cookie that is not percent-encoded properly
    }
  };

  return {
    async start(learnerId) {
      const { id } = await lucia.createSession(learnerId, {});
      return lucia.createSessionCookie(id).serialize();
    },
    async read(cookieHeader) {
      const secret = secretOf(cookieHeader);
      if (!secret) return null;
      const { session } = await lucia.validateSession(secret);
      if (!session) return null;
      const learner = await learnerById(store.db, session.userId);
      return (
        learner && {
          learner,
          cookie: session.fresh ? lucia.createSessionCookie(session.id).serialize() : null,
        }
      );
    },
    async end(cookieHeader) {
      const secret = secretOf(cookieHeader);
      if (secret) await lucia.invalidateSession(secret);
      return lucia.createBlankSessionCookie().serialize();
    },
    endAllOf: (learnerId) => lucia.invalidateUserSessions(learnerId),
    sent: (cookieHeader) => Boolean(secretOf(cookieHeader)),
    sweep: () => lucia.deleteExpiredSessions(),
  };
}
