import { z } from 'zod';
import { Report } from './schema.ts';

/** The report's schema as JSON Schema (draft 2020-12), for readers in other languages. */
export const reportJsonSchema = (): Record<string, unknown> =>
  z.toJSONSchema(Report) as Record<string, unknown>;
