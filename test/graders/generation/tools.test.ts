import { beforeAll, describe, expect, it } from 'vitest';
import { embed, type Embedded } from '#graders/authoring/generation/embed.ts';
import { readGeneration } from '#graders/generation/read.ts';
import type { GenerationRecord } from '#graders/generation/types.ts';
import { tiny } from '#test/support/tiny.ts';

/** What each tool writes, from its documentation and source; every case is put into a real file and read back. */
const CASES: { of: string; what: Embedded; read: Partial<GenerationRecord> }[] = [
  {
    of: 'NovelAI, PNG texts with character captions',
    what: {
      text: {
        Title: 'NovelAI generated image',
        Description: 'a brass lamp',
        Software: 'NovelAI',
        Source: 'NovelAI Diffusion V4.5 4BDE2A90',
        Comment: JSON.stringify({
          prompt: 'a brass lamp',
          steps: 28,
          height: 1216,
          width: 832,
          scale: 5.5,
          seed: 3289745021,
          noise_schedule: 'karras',
          sampler: 'k_euler_ancestral',
          uc: 'blurry',
          v4_prompt: {
            caption: { base_caption: 'a brass lamp', char_captions: [{ char_caption: 'an old man' }] },
          },
          v4_negative_prompt: { caption: { base_caption: 'blurry', char_captions: [{ char_caption: '' }] } },
        }),
      },
    },
    read: {
      tool: 'novelai',
      prompt: 'a brass lamp\nan old man',
      negativePrompt: 'blurry',
      seed: '3289745021',
      steps: 28,
      guidance: 5.5,
      sampler: 'k_euler_ancestral',
      scheduler: 'karras',
      model: 'NovelAI Diffusion V4.5 4BDE2A90',
      width: 832,
      height: 1216,
    },
  },
  {
    of: 'InvokeAI 2, sd-metadata',
    what: {
      text: {
        'sd-metadata': JSON.stringify({
          model: 'stable diffusion',
          model_weights: 'stable-diffusion-1.5',
          image: {
            prompt: [{ prompt: 'a tin boat [people, text]', weight: 1 }],
            steps: 50,
            cfg_scale: 7.5,
            seed: 1094331,
            width: 512,
            height: 768,
            sampler: 'k_lms',
          },
        }),
      },
    },
    read: {
      tool: 'invokeai',
      prompt: 'a tin boat',
      negativePrompt: 'people, text',
      seed: '1094331',
      steps: 50,
      guidance: 7.5,
      sampler: 'k_lms',
      model: 'stable-diffusion-1.5',
      width: 512,
      height: 768,
    },
  },
  {
    of: 'InvokeAI 1, its command line',
    what: { text: { Dream: '"a tin boat [text]" -s 30 -S 77 -W 640 -H 448 -C 7.5 -A k_euler_a' } },
    read: {
      tool: 'invokeai',
      prompt: 'a tin boat',
      negativePrompt: 'text',
      seed: '77',
      steps: 30,
      guidance: 7.5,
      sampler: 'k_euler_a',
      width: 640,
      height: 448,
    },
  },
  {
    of: 'InvokeAI 6 with a LoRA',
    what: {
      text: {
        invokeai_metadata: JSON.stringify({
          positive_prompt: 'a tin boat',
          negative_prompt: '',
          seed: 5,
          steps: 20,
          cfg_scale: 4,
          scheduler: 'dpmpp_2m_k',
          model: { name: 'Juggernaut XL' },
          width: 1024,
          height: 768,
          loras: [{ model: { name: 'film-grain' }, weight: 0.6 }],
        }),
      },
    },
    read: {
      tool: 'invokeai',
      negativePrompt: null,
      sampler: 'dpmpp_2m_k',
      loras: [{ name: 'film-grain', weight: 0.6 }],
    },
  },
  {
    of: 'Fooocus, its own scheme in PNG',
    what: {
      text: {
        fooocus_scheme: 'fooocus',
        parameters: JSON.stringify({
          base_model: 'juggernautXL_v8Rundiffusion',
          guidance_scale: 4,
          loras: [['sd_xl_offset', 0.1, 'abc']],
          negative_prompt: 'unrealistic',
          performance: 'Speed',
          prompt: 'a tea house in rain',
          resolution: '(1152, 896)',
          sampler: 'dpmpp_2m_sde_gpu',
          scheduler: 'karras',
          seed: '5432109876543210987',
          steps: 30,
          version: 'Fooocus v2.5.5',
        }),
      },
    },
    read: {
      tool: 'fooocus',
      prompt: 'a tea house in rain',
      negativePrompt: 'unrealistic',
      seed: '5432109876543210987',
      steps: 30,
      guidance: 4,
      sampler: 'dpmpp_2m_sde_gpu',
      scheduler: 'karras',
      model: 'juggernautXL_v8Rundiffusion',
      loras: [{ name: 'sd_xl_offset', weight: 0.1 }],
      width: 1152,
      height: 896,
    },
  },
  {
    of: 'Fooocus, the web UI scheme',
    what: {
      text: {
        fooocus_scheme: 'a1111',
        parameters:
          'a tea house\nNegative prompt: text\nSteps: 30, Sampler: DPM++ 2M SDE, Seed: 8, Size: 1152x896, CFG scale: 4, Model: juggernaut, Version: Fooocus v2.5.5',
      },
    },
    read: { tool: 'fooocus', prompt: 'a tea house', seed: '8', width: 1152 },
  },
  {
    of: 'Ruined Fooocus',
    what: {
      text: {
        parameters: JSON.stringify({
          Prompt: 'a tea house',
          Negative: 'text',
          steps: 25,
          cfg: 6,
          width: 1024,
          height: 640,
          seed: 991,
          sampler_name: 'dpmpp_2m_sde_gpu',
          scheduler: 'karras',
          base_model_name: 'sd_xl_base_1.0.safetensors',
          loras: [['hash', '0.5 - paper.safetensors']],
          clip_skip: 1,
          software: 'RuinedFooocus',
        }),
      },
    },
    read: {
      tool: 'ruined-fooocus',
      prompt: 'a tea house',
      negativePrompt: 'text',
      seed: '991',
      guidance: 6,
      loras: [{ name: 'paper.safetensors', weight: 0.5 }],
      clipSkip: 1,
      height: 640,
    },
  },
  {
    of: 'Stability Matrix, beside its graph and infotext',
    what: {
      text: {
        parameters: 'a jar\nSteps: 20, Sampler: Euler, CFG scale: 5, Seed: 4, Size: 64x64',
        'parameters-json': JSON.stringify({
          PositivePrompt: 'a jar',
          NegativePrompt: 'cracks',
          Steps: 20,
          Sampler: 'Euler',
          CfgScale: 5,
          Seed: 4,
          Width: 64,
          Height: 64,
          ModelName: 'base.safetensors',
        }),
        prompt: '{"1":{"class_type":"KSampler","inputs":{"seed":9,"steps":1,"cfg":1}}}',
      },
    },
    read: {
      tool: 'stability-matrix',
      negativePrompt: 'cracks',
      seed: '4',
      model: 'base.safetensors',
      guidance: 5,
    },
  },
  {
    of: 'TensorArt, filled up with zeros',
    what: {
      text: {
        generation_data: `${JSON.stringify({
          prompt: 'a jar',
          negativePrompt: 'cracks',
          width: 768,
          height: 1152,
          steps: 25,
          cfgScale: 7,
          seed: '1234567890123456789',
          samplerName: 'Euler a',
          clipSkip: 2,
          baseModel: { label: 'Base XL', type: 'BASE_MODEL' },
          models: [
            { type: 'BASE_MODEL', label: 'Base XL' },
            { type: 'LORA', label: 'glaze', weight: 0.8 },
          ],
        })}\0`,
      },
    },
    read: {
      tool: 'tensorart',
      seed: '1234567890123456789',
      sampler: 'Euler a',
      model: 'Base XL',
      loras: [{ name: 'glaze', weight: 0.8 }],
      clipSkip: 2,
      width: 768,
    },
  },
  {
    of: 'a Space on Hugging Face',
    what: {
      text: {
        parameters: JSON.stringify({
          prompt: 'a jar',
          negative_prompt: 'cracks',
          resolution: '832 x 1216',
          guidance_scale: 7,
          num_inference_steps: 28,
          seed: 1029,
          sampler: 'Euler a',
          use_upscaler: { upscale_method: 'nearest-exact', upscaler_strength: 0.55, upscale_by: 1.5 },
          Model: { Model: 'Animagine XL 3.1', 'Model hash': 'e3c47aedb0' },
        }),
      },
    },
    read: {
      tool: 'hf-space',
      seed: '1029',
      steps: 28,
      model: 'Animagine XL 3.1',
      width: 832,
      height: 1216,
      upscale: { upscaler: 'nearest-exact', scale: 1.5, steps: null, denoise: 0.55 },
    },
  },
  {
    of: 'SwarmUI with LoRAs and a refiner upscale',
    what: {
      text: {
        parameters: JSON.stringify({
          sui_image_params: {
            prompt: 'a jar',
            negativeprompt: 'cracks',
            model: 'base',
            seed: 11,
            steps: 20,
            cfgscale: 7,
            width: 1024,
            height: 1024,
            sampler: 'euler',
            scheduler: 'normal',
            loras: ['glaze', 'rim'],
            loraweights: ['0.8', '1'],
            refinerupscale: 1.5,
            refinerupscalemethod: 'pixel-lanczos',
            refinercontrolpercentage: 0.2,
          },
        }),
      },
    },
    read: {
      tool: 'swarmui',
      seed: '11',
      loras: [
        { name: 'glaze', weight: 0.8 },
        { name: 'rim', weight: 1 },
      ],
      upscale: { upscaler: 'pixel-lanczos', scale: 1.5, steps: null, denoise: 0.2 },
    },
  },
  {
    of: 'Midjourney with a seed and what it shall leave out',
    what: {
      text: {
        Description:
          'a jar on linen --ar 4:5 --no text, people --seed 4242 --v 7 Job ID: a7421d2f-b262-44f9-977c-ac23e9c7d3e3',
        Author: 'someone',
      },
    },
    read: {
      tool: 'midjourney',
      prompt: 'a jar on linen --ar 4:5 --no text, people --seed 4242 --v 7',
      negativePrompt: 'text, people',
      seed: '4242',
      model: 'v7',
    },
  },
  {
    of: 'ComfyUI, a workflow alone',
    what: {
      text: {
        workflow: JSON.stringify({
          nodes: [
            { id: 1, type: 'CheckpointLoaderSimple', widgets_values: ['base.safetensors'], inputs: [] },
            {
              id: 2,
              type: 'CLIPTextEncode',
              widgets_values: ['a jar'],
              inputs: [{ name: 'clip', link: 10 }],
            },
            {
              id: 3,
              type: 'CLIPTextEncode',
              widgets_values: ['cracks'],
              inputs: [{ name: 'clip', link: 11 }],
            },
            { id: 4, type: 'EmptyLatentImage', widgets_values: [640, 960, 1], inputs: [] },
            {
              id: 5,
              type: 'KSampler',
              widgets_values: [314, 'fixed', 24, 6.5, 'euler', 'karras', 1],
              inputs: [
                { name: 'model', link: 12 },
                { name: 'positive', link: 13 },
                { name: 'negative', link: 14 },
                { name: 'latent_image', link: 15 },
              ],
            },
            { id: 6, type: 'SaveImage', widgets_values: ['x'], inputs: [{ name: 'images', link: 16 }] },
          ],
          links: [
            [10, 1, 1, 2, 0, 'CLIP'],
            [11, 1, 1, 3, 0, 'CLIP'],
            [12, 1, 0, 5, 0, 'MODEL'],
            [13, 2, 0, 5, 1, 'CONDITIONING'],
            [14, 3, 0, 5, 2, 'CONDITIONING'],
            [15, 4, 0, 5, 3, 'LATENT'],
            [16, 5, 0, 6, 0, 'IMAGE'],
          ],
        }),
      },
    },
    read: {
      tool: 'comfyui',
      prompt: 'a jar',
      negativePrompt: 'cracks',
      seed: '314',
      steps: 24,
      guidance: 6.5,
      sampler: 'euler',
      scheduler: 'karras',
      model: 'base.safetensors',
      width: 640,
      height: 960,
    },
  },
];

const DRAW_THINGS = JSON.stringify({
  c: 'a jar & "lid"',
  uc: 'cracks',
  seed: 4294967295,
  steps: 8,
  scale: 1.5,
  sampler: 'LCM',
  size: '768x1024',
  model: 'sd_xl_base.ckpt',
  strength: 1,
  lora: [{ model: 'glaze.ckpt', weight: 0.4 }],
});
const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
const PACKET = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF><rdf:Description xmp:CreatorTool="Draw Things">
<exif:UserComment><rdf:Alt><rdf:li xml:lang="x-default">${escaped(DRAW_THINGS)}</rdf:li></rdf:Alt></exif:UserComment>
</rdf:Description></rdf:RDF></x:xmpmeta>`;

const INFOTEXT =
  'ein Glas mit Öl, コップ\nNegative prompt: Text\nSteps: 20, Sampler: DPM++ 2M, Schedule type: Karras, CFG scale: 7, Seed: 12, Size: 512x768, Version: v1.10.1';

let files: Record<'png' | 'jpeg' | 'webp', Uint8Array>;
beforeAll(async () => {
  files = { png: await tiny('png'), jpeg: await tiny('jpeg'), webp: await tiny('webp') };
});

describe('what each tool writes', () => {
  it.each(CASES)('$of', ({ what, read }) => {
    expect(readGeneration(embed(files.png, what))).toMatchObject(read);
  });

  it.each(['png', 'jpeg', 'webp'] as const)('Draw Things, by XMP in %s', (format) => {
    expect(readGeneration(embed(files[format], { xmp: PACKET }))).toMatchObject({
      tool: 'draw-things',
      prompt: 'a jar & "lid"',
      negativePrompt: 'cracks',
      seed: '4294967295',
      guidance: 1.5,
      width: 768,
      height: 1024,
      denoise: null,
      loras: [{ name: 'glaze.ckpt', weight: 0.4 }],
    });
  });

  it('NovelAI in WebP: the same fields as JSON in the UserComment', () => {
    const fields = { Software: 'NovelAI', Source: 'V4', Comment: '{"prompt":"a jar","seed":3,"steps":28}' };
    const exif = { userComment: { text: JSON.stringify(fields), order: 'big' } } as const;
    expect(readGeneration(embed(files.webp, { exif }))).toMatchObject({
      tool: 'novelai',
      seed: '3',
      model: 'V4',
    });
  });

  it('Fooocus in JPEG: UserComment with the scheme in the MakerNote', () => {
    const exif = {
      userComment: { text: '{"prompt":"a jar","seed":"3","steps":30}', order: 'big' },
      makerNote: 'fooocus',
      software: 'Fooocus v2.5.5',
    } as const;
    expect(readGeneration(embed(files.jpeg, { exif }))).toMatchObject({ tool: 'fooocus', seed: '3' });
  });
});

describe('where a text may stand', () => {
  const read = { prompt: 'ein Glas mit Öl, コップ', negativePrompt: 'Text', seed: '12', height: 768 };

  it.each(['tEXt', 'zTXt', 'iTXt', 'iTXt-deflated'] as const)('PNG %s', (chunk) => {
    expect(readGeneration(embed(files.png, { text: { parameters: INFOTEXT } }, { chunk }))).toMatchObject(
      read,
    );
  });

  it.each([
    ['png', 'big', 'big'],
    ['jpeg', 'big', 'big'],
    ['jpeg', 'little', 'big'],
    ['jpeg', 'little', 'little'],
    ['webp', 'big', 'big'],
    ['webp', 'big', 'little'],
    ['webp', 'little', 'little'],
  ] as const)('EXIF in %s: TIFF %s-endian, comment %s-endian', (format, order, comment) => {
    const exif = { order, userComment: { text: INFOTEXT, order: comment } };
    expect(readGeneration(embed(files[format], { exif }))).toMatchObject(read);
  });

  it('EXIF in an AVIF, as libheif stores it', async () => {
    const { default: sharp } = await import('sharp');
    const text = 'a jar\nSteps: 20, Sampler: Euler, CFG scale: 7, Seed: 12, Size: 512x768';
    const bytes = await sharp(await tiny('png'))
      .withExif({ IFD0: { ImageDescription: text } })
      .avif()
      .toBuffer();
    expect(readGeneration(new Uint8Array(bytes))).toMatchObject({ prompt: 'a jar', seed: '12', height: 768 });
  });

  it('XMP in an AVIF', async () => {
    const { default: sharp } = await import('sharp');
    const bytes = await sharp(await tiny('png'))
      .withXmp(PACKET)
      .avif()
      .toBuffer();
    expect(readGeneration(new Uint8Array(bytes))).toMatchObject({ tool: 'draw-things', seed: '4294967295' });
  });

  it('Latin-1 in a tEXt chunk, as the PNG specification has it', () => {
    const plain = embed(files.png, { text: { parameters: INFOTEXT.replace('Öl, コップ', '@l') } });
    const latin1 = plain.map((byte) => (byte === 0x40 ? 0xd6 : byte));
    expect(readGeneration(latin1)?.prompt).toBe('ein Glas mit Öl');
  });
});
