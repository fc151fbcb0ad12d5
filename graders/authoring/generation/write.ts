import { z } from 'zod';
import { RecipeError } from '../picture.ts';
import type { Embedded } from './embed.ts';

const Text = z.string().min(1);

/** What a made file says about how it was generated, and in which tool's way; see "Metadata" in `exercises/README.md`. */
export const GenerationSpec = z.strictObject({
  tool: z.enum([
    'sd-webui',
    'forge',
    'sd-next',
    'comfyui',
    'invokeai',
    'novelai',
    'swarmui',
    'fooocus',
    'draw-things',
    'midjourney',
  ]),
  prompt: Text,
  negative: z.string().default(''),
  /** Decimal digits. */
  seed: z.string().regex(/^\d{1,20}$/, 'a seed in digits, quoted'),
  steps: z.int().positive().default(28),
  guidance: z.number().nonnegative().default(6),
  sampler: Text.default('euler'),
  scheduler: Text.default('normal'),
  model: Text.default('studio-base.safetensors'),
  /** The size generated at; default: the picture's own. */
  size: z.tuple([z.int().positive(), z.int().positive()]).optional(),
  /** Factor of a second pass, where the tool has one. */
  upscale: z.number().positive().optional(),
});
export type GenerationSpec = z.output<typeof GenerationSpec>;

interface Size {
  width: number;
  height: number;
}

type Writer = (
  spec: GenerationSpec,
  size: Size,
) => { png: Record<string, string> } | { comment: string } | { xmp: string };

/**
 * The metadata of a tool for a picture of that size. PNG files get the tool's text chunks; JPEG and WebP its EXIF
 * comment, an infotext or JSON as it writes them.
 */
export function writtenBy(spec: GenerationSpec, own: Size, format: 'png' | 'jpeg' | 'webp'): Embedded {
  const size = spec.size ? { width: spec.size[0], height: spec.size[1] } : own;
  const written = WRITERS[spec.tool](spec, size);
  if ('xmp' in written) return { xmp: written.xmp };
  if ('comment' in written)
    return format === 'png' ? { text: { parameters: written.comment } } : commented(written.comment);
  if (format === 'png') return { text: written.png };
  if (spec.tool === 'comfyui') return { exif: { model: `prompt:${written.png.prompt}` } };
  if (spec.tool === 'novelai') return commented(JSON.stringify(written.png));
  throw new RecipeError(`${spec.tool} writes its settings into PNG files only, not into ${format}`);
}

const commented = (text: string): Embedded => ({ exif: { userComment: { text, order: 'big' } } });

const infotext =
  (signature: string): Writer =>
  ({ prompt, negative, seed, steps, guidance, sampler, scheduler, model, upscale }, { width, height }) => ({
    comment: [
      prompt,
      ...(negative === '' ? [] : [`Negative prompt: ${negative}`]),
      [
        `Steps: ${steps}, Sampler: ${sampler}, Schedule type: ${scheduler}, CFG scale: ${guidance}, Seed: ${seed}`,
        `Size: ${width}x${height}, Model: ${JSON.stringify(model)}`,
        ...(upscale === undefined
          ? []
          : [`Denoising strength: 0.35, Hires upscale: ${upscale}, Hires upscaler: Latent`]),
        signature,
      ].join(', '),
    ].join('\n'),
  });

/** Numbers of any size as JSON has them: a seed keeps its digits. */
const withSeed = (json: unknown, seed: string): string => JSON.stringify(json).replace('"§seed"', seed);
const SEED = '§seed';

const comfyui: Writer = (spec, { width, height }) => {
  const encode = (text: string) => ({ class_type: 'CLIPTextEncode', inputs: { text, clip: ['4', 1] } });
  const graph = {
    3: {
      class_type: 'KSampler',
      inputs: {
        seed: SEED,
        steps: spec.steps,
        cfg: spec.guidance,
        sampler_name: spec.sampler,
        scheduler: spec.scheduler,
        denoise: 1,
        model: ['4', 0],
        positive: ['6', 0],
        negative: ['7', 0],
        latent_image: ['5', 0],
      },
    },
    4: { class_type: 'CheckpointLoaderSimple', inputs: { ckpt_name: spec.model } },
    5: { class_type: 'EmptyLatentImage', inputs: { width, height, batch_size: 1 } },
    6: encode(spec.prompt),
    7: encode(spec.negative),
    8: { class_type: 'VAEDecode', inputs: { samples: ['3', 0], vae: ['4', 2] } },
    9: { class_type: 'SaveImage', inputs: { images: ['8', 0] } },
  };
  return { png: { prompt: withSeed(graph, spec.seed) } };
};

const invokeai: Writer = (spec, size) => ({
  png: {
    invokeai_metadata: withSeed(
      {
        positive_prompt: spec.prompt,
        negative_prompt: spec.negative,
        ...size,
        seed: SEED,
        cfg_scale: spec.guidance,
        steps: spec.steps,
        scheduler: spec.sampler,
        model: { name: spec.model, base: 'sdxl', type: 'main' },
        app_version: '6.10.0',
      },
      spec.seed,
    ),
  },
});

const novelai: Writer = (spec, size) => ({
  png: {
    Title: 'NovelAI generated image',
    Description: spec.prompt,
    Software: 'NovelAI',
    Source: spec.model,
    Comment: withSeed(
      {
        prompt: spec.prompt,
        steps: spec.steps,
        ...size,
        scale: spec.guidance,
        seed: SEED,
        noise_schedule: spec.scheduler,
        sampler: spec.sampler,
        uc: spec.negative,
      },
      spec.seed,
    ),
  },
});

const swarmui: Writer = (spec, size) => ({
  comment: withSeed(
    {
      sui_image_params: {
        prompt: spec.prompt,
        negativeprompt: spec.negative,
        model: spec.model,
        seed: SEED,
        steps: spec.steps,
        cfgscale: spec.guidance,
        ...size,
        sampler: spec.sampler,
        scheduler: spec.scheduler,
        ...(spec.upscale === undefined ? {} : { refinerupscale: spec.upscale }),
      },
    },
    spec.seed,
  ),
});

const fooocus: Writer = (spec, { width, height }) => ({
  comment: JSON.stringify({
    base_model: spec.model,
    guidance_scale: spec.guidance,
    negative_prompt: spec.negative,
    performance: 'Speed',
    prompt: spec.prompt,
    resolution: `(${width}, ${height})`,
    sampler: spec.sampler,
    scheduler: spec.scheduler,
    seed: spec.seed,
    steps: spec.steps,
    version: 'Fooocus v2.5.5',
  }),
});

const drawThings: Writer = (spec, { width, height }) => {
  const settings = withSeed(
    {
      c: spec.prompt,
      uc: spec.negative,
      seed: SEED,
      steps: spec.steps,
      scale: spec.guidance,
      sampler: spec.sampler,
      size: `${width}x${height}`,
      model: spec.model,
      strength: 1,
    },
    spec.seed,
  );
  const escaped = settings.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return {
    xmp: `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:exif="http://ns.adobe.com/exif/1.0/"><exif:UserComment><rdf:Alt><rdf:li xml:lang="x-default">${escaped}</rdf:li></rdf:Alt></exif:UserComment></rdf:Description></rdf:RDF></x:xmpmeta>`,
  };
};

const midjourney: Writer = ({ prompt, negative, seed }, { width, height }) => ({
  png: {
    Description: `${prompt}${negative === '' ? '' : ` --no ${negative}`} --ar ${width}:${height} --seed ${seed} --v 7 Job ID: a7421d2f-b262-44f9-977c-ac23e9c7d3e3`,
    Author: 'atelier',
  },
});

const WRITERS: Readonly<Record<GenerationSpec['tool'], Writer>> = {
  'sd-webui': infotext('Version: v1.10.1'),
  forge: infotext('Version: f2.0.1v1.10.1-previous-669-gdfdcbab6'),
  'sd-next': infotext('App: SD.Next, Version: 56a8aea'),
  comfyui,
  invokeai,
  novelai,
  swarmui,
  fooocus,
  'draw-things': drawThings,
  midjourney,
};
