import { sql, type RawBuilder } from 'kysely';

/** Any number of ids for `in`: as one value, since a statement takes no more than 32,766 of them. */
export const among = (ids: readonly string[]): RawBuilder<string> =>
  sql<string>`(select value from json_each(${JSON.stringify(ids)}))`;
