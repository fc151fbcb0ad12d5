import { z } from 'zod';
import type { LabSettings } from '#core/lab.ts';
import { pictureBytes } from './base64.ts';
import { jsonOf, readJson, retryAfter, type Answer } from './call.ts';
import type { LabConfig } from './config.ts';
import { GeneratorProblem, type Generator, type ProblemCode } from './generator.ts';
import { lineTo } from './line.ts';
import { serviceSizes } from './sizes.ts';

const Made = z.object({
  data: z.array(z.object({ b64_json: z.string().nullish(), url: z.string().nullish() })).min(1),
});
const Failure = z.object({
  error: z.union([
    z.string(),
    z.object({ message: z.string().nullish(), type: z.string().nullish(), code: z.unknown() }),
  ]),
});
const Models = z.object({ data: z.array(z.object({ id: z.string() })) });

/** Codes by which services turn a prompt down. */
const MODERATED = /moderation|content_policy|content_filter|safety/i;

/** OpenAI's images API, and the many services and programs that speak it. */
export function openai(config: LabConfig, now: () => number = Date.now): Generator {
  const { key, model } = config;
  const line = lineTo(
    { url: config.url.replace(/\/v1$/, '') },
    key ? { authorization: `Bearer ${key.reveal()}` } : {},
  );

  const pictureAt = async (address: string, signal: AbortSignal): Promise<Uint8Array> => {
    const url = URL.canParse(address, line.url('/')) ? new URL(address, line.url('/')) : null;
    const known = url && [line.url('/').origin, ...config.pictureOrigins].includes(url.origin);
    if (!url || !known) throw new GeneratorProblem('elsewhere', { said: url?.origin, mayHaveCost: true });
    const answer = await line.fetch(url, signal);
    if (answer.status !== 200) throw new GeneratorProblem('no-picture', { mayHaveCost: true });
    return answer.bytes;
  };

  return {
    kind: 'openai',
    paid: true,

    capabilities: async () => ({
      model,
      negativePrompt: false,
      seed: false,
      steps: null,
      guidance: null,
      samplers: null,
      sizes: serviceSizes(model ?? ''),
    }),

    async generate(settings, { signal }) {
      const answer = await line.post('/v1/images/generations', requestOf(settings, model), {
        signal,
        timeoutMs: config.timeoutMs,
      });
      if (answer.status !== 200) throw problemOf(answer, now());
      const [made] = jsonOf(answer, Made).data;
      if (made?.b64_json) return { bytes: pictureBytes(made.b64_json), seed: null, infotext: null };
      // Some services answer a refused prompt with an empty place instead of an error.
      if (!made?.url) throw new GeneratorProblem('no-picture', { mayHaveCost: true });
      return { bytes: await pictureAt(made.url, signal), seed: null, infotext: null };
    },

    // The API has no way to stop a picture.
    cancel: async () => {},

    async reach(signal) {
      const answer = await line.get('/v1/models', signal);
      if (answer.status === 404) return 'answers; it does not list its models.';
      if (answer.status !== 200) throw problemOf(answer, now());
      const listed = jsonOf(answer, Models).data.some(({ id }) => id === model);
      return `answers; it ${listed ? 'has' : 'does not list'} the model ${model}.`;
    },
  };
}

/** The newer models always answer with Base64 and refuse to be asked for it. */
const requestOf = ({ prompt, width, height }: LabSettings, model: string | null) => ({
  model,
  prompt,
  n: 1,
  size: `${width}x${height}`,
  ...(/gpt-image/i.test(model ?? '') ? {} : { response_format: 'b64_json' }),
});

/** A status other than 200: the service has turned the request down, and asks nothing for it. */
function problemOf(answer: Answer, now: number): GeneratorProblem {
  const { error } = Failure.safeParse(readJson(answer)).data ?? {};
  const said = (typeof error === 'string' ? error : error?.message) ?? '';
  const named = typeof error === 'object' ? `${String(error.code ?? '')} ${error.type ?? ''}` : '';
  const retryAfterMs = answer.status === 429 || answer.status === 503 ? retryAfter(answer, now) : null;
  return new GeneratorProblem(codeOf(answer.status, named, said), { said, retryAfterMs });
}

function codeOf(status: number, named: string, said: string): ProblemCode {
  if (MODERATED.test(named) || (status === 400 && /safety system|content policy/i.test(said)))
    return 'prompt-refused';
  if (status === 402 || /insufficient_quota|billing/i.test(named)) return 'quota-spent';
  if (status === 429) return 'too-fast';
  if (status === 401 || status === 403) return 'key-refused';
  if (status === 404 && /model/i.test(`${named} ${said}`)) return 'model-missing';
  if (status === 404) return 'not-understood';
  if (status === 400 || status === 413 || status === 422) return 'settings-refused';
  return 'generator-failed';
}
