import { randomUUID } from 'node:crypto';
import { answerJson, serve, type LocalGenerator } from './http.ts';
import { generatedPng } from './picture.ts';
import { webSockets } from './web-socket.ts';

interface Prompt {
  id: string;
  clientId: string;
  graph: Record<string, { class_type: string; inputs: Record<string, unknown> }>;
  state: 'pending' | 'running' | 'done' | 'error' | 'interrupted';
}

export interface LocalComfyui extends LocalGenerator {
  prompts: Prompt[];
  /** Whether the client's id for a prompt is taken, as since 0.3.49. */
  takesIds: boolean;
  /** Prompts stay in this state until `finish`. */
  stay: 'pending' | 'running' | null;
  finish(state?: Prompt['state']): void;
  forget(): void;
  /** Says how far the newest prompt is. */
  progress(value: number, max: number): void;
  sockets: ReturnType<typeof webSockets>;
  /** What `/view` gives instead of the picture. */
  view: Uint8Array | null;
}

/** The first node of this class. */
const nodeOf = ({ graph }: Pick<Prompt, 'graph'>, classType: RegExp) =>
  Object.entries(graph).find(([, { class_type }]) => classType.test(class_type));

const saveIdOf = (prompt: Prompt): string => nodeOf(prompt, /^SaveImage$/)?.[0] ?? 'save';

const info = (required: Record<string, unknown>) => ({ input: { required }, output: [], name: '' });

/** ComfyUI by its API: queue, history, files by `/view`, progress on `/ws`. */
export async function localComfyui(checkpoints = ['sd_xl_base_1.0.safetensors']): Promise<LocalComfyui> {
  const history = (prompt: Prompt) => ({
    [prompt.id]: {
      prompt: [1, prompt.id, prompt.graph, { client_id: prompt.clientId }, [saveIdOf(prompt)]],
      outputs:
        prompt.state === 'done'
          ? {
              [saveIdOf(prompt)]: {
                images: [{ filename: `atelier_${prompt.id}.png`, subfolder: '', type: 'output' }],
              },
            }
          : {},
      status: {
        status_str: prompt.state === 'done' ? 'success' : 'error',
        completed: prompt.state === 'done',
        messages: [
          ['execution_start', { prompt_id: prompt.id, timestamp: 1 }],
          ...(prompt.state === 'error'
            ? [
                [
                  'execution_error',
                  {
                    prompt_id: prompt.id,
                    node_id: 'sampler',
                    node_type: 'KSampler',
                    exception_message: 'Allocation on device 0 would exceed allowed memory. (out of memory)',
                    exception_type: 'torch.OutOfMemoryError',
                    traceback: ['  File "execution.py", line 1\n'],
                  },
                ],
              ]
            : []),
          ...(prompt.state === 'interrupted'
            ? [['execution_interrupted', { prompt_id: prompt.id, node_id: 'sampler', executed: [] }]]
            : []),
        ],
      },
      meta: {},
    },
  });

  const server = await serve(async (asked, response) => {
    const [, first = '', second = ''] = asked.path.split('/');
    if (asked.method === 'GET' && first === 'object_info') {
      const nodes: Record<string, unknown> = {
        CheckpointLoaderSimple: info({ ckpt_name: [checkpoints, { tooltip: 'The checkpoint.' }] }),
        KSampler: info({
          sampler_name: ['COMBO', { options: ['euler', 'dpmpp_2m', 'ddim'] }],
          scheduler: [['normal', 'karras']],
        }),
        KSamplerSelect: info({ sampler_name: [['euler', 'heun', 'deis']] }),
      };
      return answerJson(response, second in nodes ? { [second]: nodes[second] } : {});
    }
    if (asked.method === 'POST' && first === 'prompt') {
      const graph = asked.json['prompt'] as Prompt['graph'];
      const name = nodeOf({ graph }, /^CheckpointLoader/)?.[1].inputs['ckpt_name'];
      if (name !== undefined && !checkpoints.includes(String(name))) {
        return answerJson(
          response,
          {
            error: {
              type: 'prompt_outputs_failed_validation',
              message: 'Prompt outputs failed validation',
              details: '',
              extra_info: {},
            },
            node_errors: {
              model: {
                errors: [
                  {
                    type: 'value_not_in_list',
                    message: 'Value not in list',
                    details: `ckpt_name: '${String(name)}' not in ${JSON.stringify(checkpoints)}`,
                    extra_info: {},
                  },
                ],
                dependent_outputs: ['save'],
                class_type: 'CheckpointLoaderSimple',
              },
            },
          },
          400,
        );
      }
      const given = asked.json['prompt_id'];
      const id = self.takesIds && typeof given === 'string' ? given : randomUUID();
      self.prompts.push({ id, clientId: String(asked.json['client_id']), graph, state: self.stay ?? 'done' });
      return answerJson(response, { prompt_id: id, number: self.prompts.length, node_errors: {} });
    }
    if (asked.method === 'GET' && first === 'queue') {
      const places = (state: string) =>
        self.prompts.filter((one) => one.state === state).map((one) => [1, one.id, one.graph, {}, ['save']]);
      return answerJson(response, { queue_running: places('running'), queue_pending: places('pending') });
    }
    if (asked.method === 'POST' && first === 'queue') {
      const gone = (asked.json['delete'] ?? []) as string[];
      self.prompts = self.prompts.filter(({ id, state }) => state !== 'pending' || !gone.includes(id));
      return void response.writeHead(200).end();
    }
    if (asked.method === 'POST' && first === 'interrupt') {
      for (const prompt of self.prompts) if (prompt.state === 'running') prompt.state = 'interrupted';
      return void response.writeHead(200).end();
    }
    if (asked.method === 'GET' && first === 'history') {
      const prompt = self.prompts.find(({ id, state }) => id === second && !/pending|running/.test(state));
      return answerJson(response, prompt ? history(prompt) : {});
    }
    if (asked.method === 'GET' && first === 'view') {
      const id = /^atelier_(.+)\.png$/.exec(asked.query.get('filename') ?? '')?.[1];
      const prompt = self.prompts.find((one) => one.id === id);
      if (!prompt) return void response.writeHead(404).end();
      const { seed: ofSampler, noise_seed: ofNoise } =
        nodeOf(prompt, /KSampler$|^RandomNoise$/)?.[1].inputs ?? {};
      const seed = Number(ofSampler ?? ofNoise);
      const bytes = self.view ?? (await generatedPng(seed, { prompt: JSON.stringify(prompt.graph) }));
      return void response.writeHead(200, { 'content-type': 'image/png' }).end(bytes);
    }
    return false;
  });

  const sockets = webSockets(server.server, '/ws');
  const self: LocalComfyui = {
    ...server,
    prompts: [],
    takesIds: true,
    stay: null,
    sockets,
    view: null,
    finish(state = 'done') {
      for (const prompt of self.prompts) if (/pending|running/.test(prompt.state)) prompt.state = state;
      self.stay = null;
    },
    forget: () => void (self.prompts = []),
    progress(value, max) {
      const prompt = self.prompts.at(-1);
      if (!prompt) return;
      const data = { value, max, prompt_id: prompt.id, node: 'sampler' };
      sockets.sendBytes(prompt.clientId, Buffer.alloc(200, 1));
      sockets.say(prompt.clientId, { type: 'progress', data });
    },
    async close() {
      sockets.close();
      await server.close();
    },
  };
  return self;
}
