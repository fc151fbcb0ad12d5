import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { jsonOf, readJson, type Answer } from './call.ts';
import { choicesOf } from './comfy-choices.ts';
import { listenForSteps } from './comfy-progress.ts';
import { builtIn, ownWorkflow } from './comfy-recipe.ts';
import type { LabConfig } from './config.ts';
import { GeneratorProblem, type GeneratedPicture, type Generator, type Watching } from './generator.ts';
import { lineTo } from './line.ts';

/** How often the history is asked whether the picture is there. */
const LOOK_MS = 700;

const Queued = z.object({ prompt_id: z.string().min(1).max(100) });
const Saved = z.object({
  filename: z.string(),
  subfolder: z.string().default(''),
  type: z.string().default('output'),
});
const Entry = z.object({
  outputs: z.record(z.string(), z.object({ images: z.array(Saved).optional() })).default({}),
  status: z
    .object({
      status_str: z.string().optional(),
      messages: z.array(z.tuple([z.string(), z.unknown()])).default([]),
    })
    .nullish(),
});
const History = z.record(z.string(), Entry);
const Place = z.tuple([z.unknown(), z.string()]).rest(z.unknown());
const Queue = z.object({ queue_running: z.array(Place), queue_pending: z.array(Place) });
const Refusal = z.object({
  error: z.union([
    z.string(),
    z.object({ message: z.string().default(''), details: z.string().default('') }),
  ]),
  node_errors: z
    .record(
      z.string(),
      z.object({ errors: z.array(z.object({ message: z.string(), details: z.string().default('') })) }),
    )
    .or(z.array(z.unknown()))
    .optional(),
});
const Thrown = z.object({
  exception_message: z.string().default(''),
  exception_type: z.string().default(''),
});

type Place = 'running' | 'pending' | 'gone';

/** ComfyUI by its API: a graph is queued under an id of ours, its end is read from the history. */
export function comfyui(config: LabConfig, lookMs = LOOK_MS): Generator {
  const headers: Record<string, string> = config.key
    ? { authorization: `Bearer ${config.key.reveal()}` }
    : {};
  const line = lineTo(config, headers);

  const choices = async (node: string, input: string, signal: AbortSignal): Promise<string[]> =>
    choicesOf(readJson(checked(await line.get(`/object_info/${node}`, signal))), node, input);

  const recipe = config.workflow ? ownWorkflow(config.workflow, config, choices) : builtIn(config, choices);

  const entryOf = async (id: string, signal: AbortSignal): Promise<z.infer<typeof Entry> | null> =>
    jsonOf(checked(await line.get(`/history/${id}`, signal)), History)[id] ?? null;

  const placeOf = async (id: string, signal: AbortSignal): Promise<Place> => {
    const queue = jsonOf(checked(await line.get('/queue', signal)), Queue);
    if (queue.queue_running.some(([, one]) => one === id)) return 'running';
    return queue.queue_pending.some(([, one]) => one === id) ? 'pending' : 'gone';
  };

  const pause = (signal: AbortSignal) => sleep(lookMs, null, { signal }).catch(() => signal.throwIfAborted());

  /** Waits for the end of a queued prompt. Null: ComfyUI has never heard of it, or has forgotten it. */
  const awaited = async (id: string, signal: AbortSignal): Promise<GeneratedPicture | null> => {
    const until = performance.now() + config.timeoutMs;
    for (;;) {
      const entry = await entryOf(id, signal);
      if (entry) return pictureOf(entry, signal);
      // Between the queue and the history lies a moment: what is gone is looked for once more.
      if ((await placeOf(id, signal)) === 'gone') {
        await pause(signal);
        const late = await entryOf(id, signal);
        return late && pictureOf(late, signal);
      }
      if (performance.now() > until) {
        await cancel(id);
        throw new GeneratorProblem('timed-out');
      }
      await pause(signal);
    }
  };

  const pictureOf = async (entry: z.infer<typeof Entry>, signal: AbortSignal): Promise<GeneratedPicture> => {
    const events = entry.status?.messages ?? [];
    if (events.some(([name]) => name === 'execution_interrupted')) throw new GeneratorProblem('stopped');
    const thrown = events.find(([name]) => name === 'execution_error')?.[1];
    if (thrown !== undefined || entry.status?.status_str === 'error') {
      const said = Thrown.safeParse(thrown).data;
      throw new GeneratorProblem('generator-failed', {
        said: said?.exception_message || said?.exception_type,
      });
    }
    const saved = entry.outputs[recipe.saved]?.images?.[0];
    if (!saved) throw new GeneratorProblem('no-picture');
    const answer = checked(await line.get(`/view?${new URLSearchParams(saved)}`, signal));
    return { bytes: answer.bytes, seed: null, infotext: null };
  };

  const following = async <T>(
    id: () => string,
    watching: Watching,
    work: () => Promise<T>,
    clientId: string,
  ) => {
    const stop = listenForSteps(
      line.url('/ws'),
      clientId,
      (one) => one === id(),
      watching.onProgress,
      headers,
    );
    try {
      return await work();
    } finally {
      stop();
    }
  };

  const cancel = async (id: string | null): Promise<void> => {
    const signal = AbortSignal.timeout(5_000);
    try {
      if (!id) return;
      const place = await placeOf(id, signal);
      if (place === 'pending') await line.tell('/queue', { delete: [id] }, signal);
      // Older versions stop whatever runs: asked only when that is ours.
      if (place === 'running') await line.tell('/interrupt', { prompt_id: id }, signal);
    } catch {
      // It is not there to be stopped.
    }
  };

  return {
    kind: 'comfyui',
    paid: false,
    capabilities: recipe.capabilities,

    async generate(settings, watching) {
      const { signal } = watching;
      const clientId = randomUUID();
      let id: string = randomUUID();
      const graph = await recipe.graph(settings, signal);
      await watching.onTicket(id);
      return following(
        () => id,
        watching,
        async () => {
          const body = { prompt: graph, client_id: clientId, prompt_id: id };
          const answer = await line.tell('/prompt', body, signal);
          const queued = jsonOf(checked(answer), Queued);
          // Versions before 0.3.49 choose the id themselves.
          if (queued.prompt_id !== id) await watching.onTicket((id = queued.prompt_id));
          const picture = await awaited(id, signal);
          if (!picture) throw new GeneratorProblem('no-picture');
          return picture;
        },
        clientId,
      );
    },

    resume: (ticket, _, watching) =>
      following(
        () => ticket,
        watching,
        () => awaited(ticket, watching.signal),
        randomUUID(),
      ),

    cancel,

    async reach(signal) {
      const { model, samplers } = await recipe.capabilities(signal);
      const made = `pictures are made with ${model ?? 'a model that it does not name'}`;
      return `answers, with ${samplers?.length ?? 0} samplers; ${made}${config.workflow ? ', by your own workflow' : ''}.`;
    },
  };
}

function checked(answer: Answer): Answer {
  if (answer.status >= 200 && answer.status < 300) return answer;
  const said = wordsOf(Refusal.safeParse(readJson(answer)).data);
  if (answer.status === 401 || answer.status === 403) throw new GeneratorProblem('key-refused');
  if (answer.status === 400 && /ckpt_name/.test(said)) throw new GeneratorProblem('model-missing', { said });
  if (answer.status === 400) throw new GeneratorProblem('settings-refused', { said });
  if (answer.status === 404) throw new GeneratorProblem('not-understood');
  throw new GeneratorProblem('generator-failed', { said });
}

/** What a refused graph says of its nodes, else of itself. */
function wordsOf(refusal: z.infer<typeof Refusal> | undefined): string {
  if (!refusal) return '';
  const nodes = Array.isArray(refusal.node_errors) ? [] : Object.values(refusal.node_errors ?? {});
  const errors = nodes.flatMap((node) => node.errors).map(({ message, details }) => `${message}: ${details}`);
  if (errors.length > 0) return errors.join('; ');
  return typeof refusal.error === 'string'
    ? refusal.error
    : `${refusal.error.message} ${refusal.error.details}`;
}
