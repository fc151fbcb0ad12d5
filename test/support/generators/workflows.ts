type Inputs = Record<string, unknown>;
interface Node {
  class_type: string;
  inputs: Inputs;
  _meta?: { title: string };
}
export type Workflow = Record<string, Node>;

const node = (class_type: string, inputs: Inputs, title?: string): Node => ({
  class_type,
  inputs,
  ...(title === undefined ? {} : { _meta: { title } }),
});

/** What the editor exports of its first graph: one checkpoint, two texts, one sampler. */
export const plain = (): Workflow => ({
  3: node('KSampler', {
    seed: 156680208700286,
    steps: 20,
    cfg: 8,
    sampler_name: 'ddim',
    scheduler: 'karras',
    denoise: 1,
    model: ['4', 0],
    positive: ['6', 0],
    negative: ['7', 0],
    latent_image: ['5', 0],
  }),
  4: node('CheckpointLoaderSimple', { ckpt_name: 'sd_xl_base_1.0.safetensors' }, 'Load Checkpoint'),
  5: node('EmptyLatentImage', { width: 960, height: 640, batch_size: 4 }),
  6: node('CLIPTextEncode', { text: 'a house', clip: ['4', 1] }),
  7: node('CLIPTextEncode', { text: 'text, watermark', clip: ['4', 1] }),
  8: node('VAEDecode', { samples: ['3', 0], vae: ['4', 2] }),
  9: node('SaveImage', { filename_prefix: 'shop_%width%', images: ['8', 0] }, 'Save Image'),
});

/** A distilled model: noise, guider, sampler and steps in nodes of their own, nothing excluded. */
export const distilled = (): Workflow => ({
  6: node('CLIPTextEncode', { text: 'a house', clip: ['11', 0] }),
  8: node('VAEDecode', { samples: ['13', 0], vae: ['10', 0] }),
  9: node('SaveImage', { filename_prefix: 'ComfyUI', images: ['8', 0] }),
  10: node('VAELoader', { vae_name: 'ae.safetensors' }),
  11: node('DualCLIPLoader', { clip_name1: 't5xxl.safetensors', clip_name2: 'clip_l.safetensors' }),
  12: node('UNETLoader', { unet_name: 'distilled-dev.safetensors', weight_dtype: 'default' }),
  13: node('SamplerCustomAdvanced', {
    noise: ['25', 0],
    guider: ['22', 0],
    sampler: ['16', 0],
    sigmas: ['17', 0],
    latent_image: ['27', 0],
  }),
  16: node('KSamplerSelect', { sampler_name: 'heun' }),
  17: node('BasicScheduler', { scheduler: 'simple', steps: 28, denoise: 1, model: ['12', 0] }),
  22: node('BasicGuider', { model: ['12', 0], conditioning: ['26', 0] }),
  25: node('RandomNoise', { noise_seed: 219670278747233 }),
  26: node('FluxGuidance', { guidance: 3.5, conditioning: ['6', 0] }),
  27: node('EmptySD3LatentImage', { width: 1024, height: 1024, batch_size: 1 }),
});
