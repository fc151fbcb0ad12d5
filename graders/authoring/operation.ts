import { z } from 'zod';
import type { Mask, Picture } from './picture.ts';

/** Where operations find other pictures by their source name (`plate:coast-low`, `reference`, `region:edit` …). */
export interface Studio {
  picture(source: string): Promise<Picture>;
  mask(source: string): Promise<Mask>;
}

/** One step of a recipe, ready to run: its params are parsed and bound. */
export interface Step {
  name: string;
  run(picture: Picture, studio: Studio): Promise<Picture>;
}

/** A named operation: how its params are written, and what it does. Pure apart from the studio it reads. */
export interface Operation {
  schema: z.ZodType;
  bind(params: unknown): Step['run'];
}

export function operation<S extends z.ZodType>(
  schema: S,
  apply: (picture: Picture, params: z.output<S>, studio: Studio) => Picture | Promise<Picture>,
): Operation {
  return {
    schema,
    bind: (params) => async (picture, studio) => apply(picture, params as z.output<S>, studio),
  };
}

export const Source = z
  .string()
  .regex(
    /^(start|reference(:\d+)?|(plate|region|picture|file|exercise):[\w./-]+(:[\w-]+)?)$/,
    'a source such as "start", "reference", "plate:coast-low" or "region:edit"',
  );
export const Share = z.number().min(0).max(1);
export const Code = z.number().min(0).max(255);
export const Rgb = z.tuple([Code, Code, Code]);
export const Channel = z.enum(['rgb', 'red', 'green', 'blue']);
export const CHANNELS = { rgb: [0, 1, 2], red: [0], green: [1], blue: [2] } as const;
