import type { LabSettings } from '#core/lab.ts';
import type { Graph } from './workflow/types.ts';

export const SAVED = 'save';

/** Text to picture with one checkpoint, in the nodes that every ComfyUI has. */
export function graphOf(settings: LabSettings, checkpoint: string): Graph {
  return {
    model: { class_type: 'CheckpointLoaderSimple', inputs: { ckpt_name: checkpoint } },
    positive: { class_type: 'CLIPTextEncode', inputs: { text: settings.prompt, clip: ['model', 1] } },
    negative: {
      class_type: 'CLIPTextEncode',
      inputs: { text: settings.negativePrompt ?? '', clip: ['model', 1] },
    },
    canvas: {
      class_type: 'EmptyLatentImage',
      inputs: { width: settings.width, height: settings.height, batch_size: 1 },
    },
    sampler: {
      class_type: 'KSampler',
      inputs: {
        seed: Number(settings.seed ?? 0),
        steps: settings.steps,
        cfg: settings.guidance,
        sampler_name: settings.sampler,
        scheduler: 'normal',
        denoise: 1,
        model: ['model', 0],
        positive: ['positive', 0],
        negative: ['negative', 0],
        latent_image: ['canvas', 0],
      },
    },
    decoded: { class_type: 'VAEDecode', inputs: { samples: ['sampler', 0], vae: ['model', 2] } },
    [SAVED]: { class_type: 'SaveImage', inputs: { images: ['decoded', 0], filename_prefix: 'atelier' } },
  };
}
