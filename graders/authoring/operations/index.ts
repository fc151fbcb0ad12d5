import { z } from 'zod';
import { read } from '../../pixels/read.ts';
import { save, Save } from '../../pixels/save.ts';
import { operation, type Operation, type Step } from '../operation.ts';
import { alpha } from './alpha.ts';
import { blemishes } from './blemishes.ts';
import { colour } from './colour.ts';
import { filter } from './filter.ts';
import { geometry } from './geometry.ts';
import { mask } from './mask.ts';
import { mixing } from './mix.ts';
import { retouching } from './retouch.ts';
import { tone } from './tone.ts';

/** The whole vocabulary, by name; described in `exercises/README.md`. */
export const OPERATIONS: Readonly<Record<string, Operation>> = {
  ...geometry,
  ...tone,
  ...colour,
  ...filter,
  ...mixing(() => Steps),
  ...retouching(() => Steps),
  ...blemishes,
  ...mask,
  ...alpha,
  recompress: operation(Save.required({ format: true }), async (picture, as) =>
    read(await save(picture, as)),
  ),
};

/** A list of operations as written: each item an object with the operation's name as its only key. */
export const Steps: z.ZodType<Step[]> = z
  .array(z.record(z.string(), z.unknown()))
  .transform((items, context) =>
    items.flatMap((item, index) => {
      const [name, ...more] = Object.keys(item);
      const found = name === undefined ? undefined : OPERATIONS[name];
      if (name === undefined || found === undefined || more.length > 0) {
        const message = `expected one operation, one of ${Object.keys(OPERATIONS).join(', ')}; received ${Object.keys(item).join(', ') || 'nothing'}`;
        context.addIssue({ code: 'custom', message, path: [index] });
        return [];
      }
      const params = found.schema.safeParse(item[name]);
      if (!params.success) {
        for (const issue of params.error.issues) {
          context.addIssue({ code: 'custom', message: issue.message, path: [index, name, ...issue.path] });
        }
        return [];
      }
      return [{ name, run: found.bind(params.data) }];
    }),
  );
