import type { Adapter } from 'lucia';
import { digestOf } from '../ids.ts';
import type { Db } from './open.ts';

/** Lucia's sessions on our tables. What Lucia calls the session's id is the cookie's secret: only its SHA-256 is stored. */
export function sessionAdapter(db: Db, now: () => number): Adapter {
  return {
    async getSessionAndUser(secret) {
      const row = await db
        .selectFrom('sessions')
        .innerJoin('learners', 'learners.id', 'sessions.learner_id')
        .select(['sessions.learner_id', 'sessions.expires_at'])
        .where('sessions.id', '=', digestOf(secret))
        .executeTakeFirst();
      if (!row) return [null, null];
      const { learner_id: userId, expires_at: expiresAt } = row;
      return [
        { id: secret, userId, expiresAt: new Date(expiresAt), attributes: {} },
        { id: userId, attributes: {} },
      ];
    },
    async getUserSessions(userId) {
      const rows = await db
        .selectFrom('sessions')
        .selectAll()
        .where('learner_id', '=', userId)
        .orderBy('id')
        .execute();
      return rows.map((row) => ({ id: row.id, userId, expiresAt: new Date(row.expires_at), attributes: {} }));
    },
    async setSession({ id, userId, expiresAt }) {
      await db
        .insertInto('sessions')
        .values({ id: digestOf(id), learner_id: userId, created_at: now(), expires_at: expiresAt.getTime() })
        .execute();
    },
    async updateSessionExpiration(secret, expiresAt) {
      await db
        .updateTable('sessions')
        .set({ expires_at: expiresAt.getTime() })
        .where('id', '=', digestOf(secret))
        .execute();
    },
    async deleteSession(secret) {
      await db.deleteFrom('sessions').where('id', '=', digestOf(secret)).execute();
    },
    async deleteUserSessions(userId) {
      await db.deleteFrom('sessions').where('learner_id', '=', userId).execute();
    },
    async deleteExpiredSessions() {
      await db.deleteFrom('sessions').where('expires_at', '<=', now()).execute();
    },
  };
}
