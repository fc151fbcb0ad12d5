import type { ServerResponse } from 'node:http';
import { answerJson, gate, serve, type Asked, type LocalGenerator } from './http.ts';
import { generatedPng } from './picture.ts';

export interface LocalA1111 extends LocalGenerator {
  /** Instead of a picture, for the next requests; undefined goes back to pictures. */
  answer: ((response: ServerResponse, asked: Asked) => void) | undefined;
  /** Pictures wait for `release` while it is set. */
  hold(): void;
  release(): void;
  /** How many pictures were asked for. */
  made(): number;
  interrupted: number;
}

/** Stable Diffusion web UI 1.10 by its API: one picture at a time, progress, interrupt, infotext in the PNG. */
export async function localA1111({ auth }: { auth?: string } = {}): Promise<LocalA1111> {
  let held = gate();
  let holding = false;
  let current: { task: string; progress: number } | null = null;
  let stop = gate();

  const infotext = ({ json }: Asked): string =>
    `${String(json['prompt'])}\nNegative prompt: ${String(json['negative_prompt'])}\n` +
    `Steps: ${json['steps']}, Sampler: ${json['sampler_name']}, Schedule type: Automatic, CFG scale: ${json['cfg_scale']}, ` +
    `Seed: ${json['seed']}, Size: ${json['width']}x${json['height']}, Model hash: 6ce0161689, Model: v1-5-pruned, Version: v1.10.1`;

  const picture = async (asked: Asked, response: ServerResponse): Promise<void> => {
    const { json } = asked;
    current = { task: String(json['force_task_id']), progress: 0.01 };
    stop = gate();
    if (holding) {
      current.progress = 0.5;
      await Promise.race([held.opened, stop.opened]);
    }
    current = null;
    const words = infotext(asked);
    const size: [number, number] = [Number(json['width']), Number(json['height'])];
    const bytes = await generatedPng(
      Number(json['seed']) + Number(json['cfg_scale']),
      { parameters: words },
      size,
    );
    const info = { seed: json['seed'], all_seeds: [json['seed']], infotexts: [words] };
    answerJson(response, {
      images: [Buffer.from(bytes).toString('base64')],
      parameters: json,
      info: JSON.stringify(info),
    });
  };

  const server = await serve((asked, response) => {
    const given = asked.headers.authorization;
    if (auth && given !== `Basic ${Buffer.from(auth).toString('base64')}`)
      return answerJson(response, { detail: 'Incorrect username or password' }, 401);
    switch (`${asked.method} ${asked.path}`) {
      case 'GET /sdapi/v1/samplers':
        return answerJson(
          response,
          ['DPM++ 2M', 'Euler a', 'Euler', 'DDIM'].map((name) => ({ name, aliases: [], options: {} })),
        );
      case 'GET /sdapi/v1/options':
        return answerJson(response, { sd_model_checkpoint: 'v1-5-pruned.safetensors [6ce0161689]' });
      case 'GET /sdapi/v1/progress':
        return answerJson(response, {
          progress: current?.progress ?? 0,
          eta_relative: 1,
          state: { job: '', sampling_step: 0, sampling_steps: 20 },
          current_image: null,
          textinfo: null,
          current_task: current?.task ?? null,
        });
      case 'POST /sdapi/v1/interrupt':
        self.interrupted += 1;
        stop.open();
        return answerJson(response, {});
      case 'POST /sdapi/v1/txt2img':
        return self.answer ? self.answer(response, asked) : picture(asked, response);
      default:
        return false;
    }
  });

  const self: LocalA1111 = {
    ...server,
    answer: undefined,
    interrupted: 0,
    hold() {
      holding = true;
      held = gate();
    },
    release() {
      holding = false;
      held.open();
    },
    made: () => server.asked.filter(({ path }) => path === '/sdapi/v1/txt2img').length,
  };
  return self;
}
