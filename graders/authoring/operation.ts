import { z } from 'zod';
import { clamp01, fromMask, type Mask, type Picture } from './picture.ts';

/** Where operations find other pictures by their source name (`plate:coast-low`, `reference`, `region:edit` …). */
export interface Studio {
  picture(source: string): Promise<Picture>;
  mask(source: string): Promise<Mask>;
  /** The file itself, for what is handed in as it is. */
  bytes(source: string): Promise<Uint8Array>;
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
    bind: (params) => async (picture, studio) => {
      const made = await apply(picture, params as z.output<S>, studio);
      // An operation on colour leaves the alpha alone, unless it says otherwise.
      return picture.alpha && !('alpha' in made) ? { ...made, alpha: picture.alpha } : made;
    },
  };
}

/** An operation that moves pixels: colour, weighted by the alpha, and alpha move alike. */
export function movement<S extends z.ZodType>(
  schema: S,
  apply: (picture: Picture, params: z.output<S>) => Picture,
): Operation {
  return operation(schema, (picture, params) => {
    if (!picture.alpha) return apply(picture, params);
    const alpha = apply(fromMask({ ...picture, data: picture.alpha }), params);
    return withAlpha(apply(premultiplied(picture), params), alpha);
  });
}

function premultiplied({ width, height, data, alpha }: Picture): Picture {
  return { width, height, data: data.map((value, i) => value * alpha![Math.floor(i / 3)]!) };
}

/** Colour divided by the alpha it was multiplied with; white where nothing is left. */
function withAlpha({ width, height, data }: Picture, grey: Picture): Picture {
  const alpha = new Float32Array(width * height);
  const colour = data.map((value, i) => {
    // A kernel's overshoot is in both, so the colour is divided by all of it.
    const a = grey.data[i]!;
    if (i % 3 === 0) alpha[i / 3] = clamp01(a);
    return a > 1e-4 ? value / a : 1;
  });
  return { width, height, data: colour, alpha };
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
