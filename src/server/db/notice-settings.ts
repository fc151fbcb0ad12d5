import { z } from 'zod';
import { DEFAULT_SETTINGS, NOTICE_CODES, type NoticeSettings } from '#core/notices/types.ts';
import type { Db, Trx } from './open.ts';

const Minute = z.int().min(0).max(1439);
const Settings = z.strictObject({
  email: z.array(z.enum(NOTICE_CODES)),
  zone: z.string(),
  quiet: z.strictObject({ from: Minute, until: Minute }).nullable(),
});

export async function settingsOf(db: Db | Trx, learnerId: string): Promise<NoticeSettings> {
  const row = await db
    .selectFrom('notice_settings')
    .select('settings')
    .where('learner_id', '=', learnerId)
    .executeTakeFirst();
  return row ? Settings.parse(JSON.parse(row.settings)) : DEFAULT_SETTINGS;
}

export async function putSettings(trx: Trx, learnerId: string, settings: NoticeSettings): Promise<void> {
  const written = JSON.stringify(settings);
  await trx
    .insertInto('notice_settings')
    .values({ learner_id: learnerId, settings: written })
    .onConflict((conflict) => conflict.column('learner_id').doUpdateSet({ settings: written }))
    .execute();
}
