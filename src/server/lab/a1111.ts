import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { LabSettings } from '#core/lab.ts';
import { pictureBytes } from './base64.ts';
import { jsonOf, readJson, type Answer } from './call.ts';
import type { LabConfig } from './config.ts';
import { GeneratorProblem, type GeneratedPicture, type Generator, type Watching } from './generator.ts';
import { lineTo } from './line.ts';
import { FREE_SIZES } from './sizes.ts';

/** How often it is asked how far it is. */
const PROGRESS_MS = 700;

const Samplers = z.array(z.object({ name: z.string().max(100) })).max(500);
const Options = z.object({ sd_model_checkpoint: z.string().nullish() });
const Progress = z.object({ progress: z.number(), current_task: z.string().nullish() });
const Made = z.object({ images: z.array(z.string()).min(1), info: z.string().nullish() });
const Info = z.object({
  all_seeds: z.array(z.int().nonnegative()).optional(),
  infotexts: z.array(z.string()).optional(),
});
/** FastAPI's own refusals carry `detail`, those of the web UI `error`, `detail` and `errors`. */
const Refusal = z.object({
  error: z.string().optional(),
  detail: z.unknown().optional(),
  errors: z.string().optional(),
});

/** Stable Diffusion web UI and everything that speaks its API: Forge, SD.Next, reForge. */
export function a1111(config: LabConfig, progressMs = PROGRESS_MS): Generator {
  const line = lineTo(config, authorisation(config));

  const capabilities: Generator['capabilities'] = async (signal) => {
    const [samplers, options] = await Promise.all([
      line.get('/sdapi/v1/samplers', signal).then((answer) => jsonOf(checked(answer), Samplers)),
      line.get('/sdapi/v1/options', signal).then((answer) => jsonOf(checked(answer), Options)),
    ]);
    return {
      model: config.model ?? options.sd_model_checkpoint ?? null,
      negativePrompt: true,
      seed: true,
      steps: { min: 1, max: 80, usual: 24 },
      guidance: { min: 1, max: 20, usual: 7 },
      samplers: samplers.map(({ name }) => name),
      sizes: FREE_SIZES,
    };
  };

  const watch = async (task: string, { signal, onProgress }: Watching, until: AbortSignal): Promise<void> => {
    const ended = AbortSignal.any([signal, until]);
    while (!ended.aborted) {
      await sleep(progressMs, null, { signal: ended }).catch(() => {});
      if (ended.aborted) return;
      // How far it is, is good to know; not knowing it harms nothing.
      const answer = await line.get('/sdapi/v1/progress?skip_current_image=true', ended).catch(() => null);
      const said = answer && Progress.safeParse(readJson(answer)).data;
      const another = said?.current_task && said.current_task !== task;
      if (said && !another) onProgress(Math.min(1, Math.max(0, said.progress)));
    }
  };

  return {
    kind: 'a1111',
    paid: false,
    capabilities,

    async generate(settings, watching) {
      const task = randomUUID();
      const { signal } = watching;
      const answered = new AbortController();
      const watched = watch(task, watching, answered.signal);
      try {
        const body = { ...requestOf(settings, config.model), force_task_id: task };
        const answer = await line.post('/sdapi/v1/txt2img', body, { signal, timeoutMs: config.timeoutMs });
        return madeOf(checked(answer));
      } finally {
        answered.abort();
        await watched;
      }
    },

    async cancel() {
      await line.tell('/sdapi/v1/interrupt', {}, AbortSignal.timeout(5_000)).catch(() => {});
    },

    async reach(signal) {
      const { model, samplers } = await capabilities(signal);
      return `answers, with ${samplers?.length ?? 0} samplers and the checkpoint ${model ?? 'it has loaded'}.`;
    },
  };
}

/** `--api-auth user:password` asks for Basic; a proxy in front may ask for a bearer token. */
function authorisation({ key }: LabConfig): Record<string, string> {
  const value = key?.reveal();
  if (!value) return {};
  const basic = value.includes(':');
  return { authorization: basic ? `Basic ${Buffer.from(value).toString('base64')}` : `Bearer ${value}` };
}

const requestOf = (settings: LabSettings, model: string | null) => ({
  prompt: settings.prompt,
  negative_prompt: settings.negativePrompt ?? '',
  seed: settings.seed === null ? -1 : Number(settings.seed),
  steps: settings.steps,
  cfg_scale: settings.guidance,
  sampler_name: settings.sampler,
  width: settings.width,
  height: settings.height,
  n_iter: 1,
  batch_size: 1,
  send_images: true,
  save_images: false,
  ...(model ? { override_settings: { sd_model_checkpoint: model } } : {}),
});

function madeOf(answer: Answer): GeneratedPicture {
  const { images, info } = jsonOf(answer, Made);
  const said = Info.safeParse(parsed(info ?? '')).data;
  return {
    bytes: pictureBytes(images[0] ?? ''),
    seed: said?.all_seeds?.[0]?.toString() ?? null,
    infotext: said?.infotexts?.[0] ?? null,
  };
}

function checked(answer: Answer): Answer {
  if (answer.status >= 200 && answer.status < 300) return answer;
  const { error = '', detail, errors = '' } = Refusal.safeParse(readJson(answer)).data ?? {};
  const words = typeof detail === 'string' ? detail : detail === undefined ? '' : JSON.stringify(detail);
  const said = words || errors || error;
  if (answer.status === 401 || answer.status === 403) throw new GeneratorProblem('key-refused');
  if (answer.status === 404 && /model/i.test(said)) throw new GeneratorProblem('model-missing', { said });
  if (answer.status === 404) throw new GeneratorProblem('not-understood');
  if (answer.status === 400 || answer.status === 422)
    throw new GeneratorProblem('settings-refused', { said });
  throw new GeneratorProblem('generator-failed', { said });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
