import { z } from 'zod';
import { Params } from './params.ts';

const Text = z.string();
const Maybe = z.string().nullable();
const Figure = z.number().nullable();

/** What a generator wrote into the file. */
const Generation = z.strictObject({
  tool: Text,
  prompt: Text,
  negativePrompt: Maybe,
  /** Decimal digits: seeds exceed 2^53. */
  seed: Maybe,
  steps: Figure,
  guidance: Figure,
  sampler: Maybe,
  scheduler: Maybe,
  model: Maybe,
  loras: z.array(z.strictObject({ name: Text, weight: Figure })),
  width: Figure,
  height: Figure,
  upscale: z.strictObject({ upscaler: Maybe, scale: Figure, steps: Figure, denoise: Figure }).nullable(),
  denoise: Figure,
  clipSkip: Figure,
  /** The text it was read from, at most 64 kB. */
  raw: Text,
});

const Provenance = z.strictObject({
  contentCredentials: z
    .strictObject({
      state: z.enum(['trusted', 'valid', 'tampered', 'unreadable']),
      issuer: Maybe,
      signedAt: Maybe,
      generator: Maybe,
      /** IPTC terms of all manifests, the newest first. */
      sourceTypes: z.array(Text),
      /** C2PA status codes. */
      problems: z.array(Text),
    })
    .nullable(),
  /** IPTC NewsCodes term in XMP. */
  digitalSourceType: Maybe,
  ai: z.strictObject({ system: Maybe, systemVersion: Maybe, prompt: Maybe, promptWriter: Maybe }).nullable(),
  /** What does not go together or could not be read: observations, never verdicts. */
  observations: z.array(z.strictObject({ code: Text, params: Params, text: Text })),
});

/** What a file says about itself; an empty record proves nothing either way. */
export const Says = z.strictObject({
  generation: Generation.nullable(),
  provenance: Provenance.nullable(),
  /** Private facts in words, such as "the place where it was taken". Reports of earlier versions have the capture's among them. */
  private: z.array(Text),
  /** Camera, lens, program and date in words, where it tells of any. */
  capture: z.array(Text).optional(),
});
export type Says = z.infer<typeof Says>;
