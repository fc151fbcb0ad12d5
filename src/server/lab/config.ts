import { resolve } from 'node:path';
import { inspect } from 'node:util';
import { z } from 'zod';
import { whole } from '../whole.ts';
import { readWorkflow } from './workflow/read.ts';
import type { Workflow } from './workflow/types.ts';

const KINDS = ['comfyui', 'a1111', 'openai'] as const;
export type GeneratorKind = (typeof KINDS)[number];

const URL_SENTENCE = 'ATELIER_LAB_URL must be an address such as http://127.0.0.1:8188';
const ORIGINS_SENTENCE =
  'ATELIER_LAB_PICTURE_ORIGINS must be origins joined by commas, such as https://pictures.example';

/** The lab's part of the environment; without `ATELIER_LAB_KIND` there is no lab. */
export const LabEnvironment = z.object({
  ATELIER_LAB_KIND: z.enum(KINDS, `ATELIER_LAB_KIND must be one of ${KINDS.join(', ')}`).optional(),
  ATELIER_LAB_URL: z.url({ protocol: /^https?$/, error: URL_SENTENCE }).optional(),
  ATELIER_LAB_KEY: z
    .string()
    .regex(/^[\x21-\x7e]{1,4096}$/, 'ATELIER_LAB_KEY must be printable characters without spaces')
    .optional(),
  ATELIER_LAB_MODEL: z.string().max(300, 'ATELIER_LAB_MODEL must be at most 300 characters').optional(),
  ATELIER_LAB_PICTURES_PER_DAY: whole('ATELIER_LAB_PICTURES_PER_DAY', 1, 100_000).default(40),
  ATELIER_LAB_PICTURES_PER_DAY_ALL: whole('ATELIER_LAB_PICTURES_PER_DAY_ALL', 1, 1_000_000).default(400),
  ATELIER_LAB_CONCURRENCY: whole('ATELIER_LAB_CONCURRENCY', 1, 16).default(1),
  ATELIER_LAB_TIMEOUT_S: whole('ATELIER_LAB_TIMEOUT_S', 5, 3600).default(300),
  ATELIER_LAB_PICTURE_ORIGINS: z.string().optional(),
  ATELIER_LAB_WORKFLOW: z.string().optional(),
});

/** A secret setting: it shows itself nowhere unless it is asked for by name. */
export class Secret {
  readonly #value: string;
  constructor(value: string) {
    this.#value = value;
  }
  reveal(): string {
    return this.#value;
  }
  toJSON(): string {
    return '(secret)';
  }
  [inspect.custom](): string {
    return '(secret)';
  }
}

export interface LabConfig {
  kind: GeneratorKind;
  /** Without a slash at its end. Nothing but this address is called, and the origins below for pictures. */
  url: string;
  key: Secret | null;
  model: string | null;
  /** Pictures a learner, and all learners together, may have made from midnight to midnight UTC. */
  picturesPerDay: number;
  picturesPerDayAll: number;
  /** Pictures under way at one moment. */
  concurrency: number;
  /** How long one picture may take. */
  timeoutMs: number;
  /** Other origins from which an answer's picture addresses are followed. */
  pictureOrigins: string[];
  /** The operator's own ComfyUI workflow; null: the built-in one. */
  workflow: Workflow | null;
}

/** The lab as configured, null when it is not, or a sentence about what does not fit together. `root`: what paths are relative to. */
export function labConfig(env: z.infer<typeof LabEnvironment>, root: string): LabConfig | null | string {
  const kind = env.ATELIER_LAB_KIND;
  const url = env.ATELIER_LAB_URL;
  if (!kind) return url ? `ATELIER_LAB_KIND is missing: one of ${KINDS.join(', ')}` : null;
  if (!url) return `ATELIER_LAB_URL is missing: the address of the generator (${kind})`;
  const { username, password, search, hash, origin, pathname } = new URL(url);
  if (username || password) return 'ATELIER_LAB_URL must not carry a password: that is ATELIER_LAB_KEY';
  if (search || hash) return URL_SENTENCE;
  const pictureOrigins = originsOf(env.ATELIER_LAB_PICTURE_ORIGINS ?? '');
  if (!pictureOrigins) return ORIGINS_SENTENCE;
  if (kind === 'openai' && !env.ATELIER_LAB_MODEL)
    return 'ATELIER_LAB_MODEL is missing: the name of the model, as the service calls it';
  const model = env.ATELIER_LAB_MODEL ?? null;
  const file = env.ATELIER_LAB_WORKFLOW;
  if (file && kind !== 'comfyui')
    return `ATELIER_LAB_WORKFLOW is for comfyui alone; ATELIER_LAB_KIND is ${kind}`;
  const workflow = file ? readWorkflow(resolve(root, file), { model: model !== null }) : null;
  if (typeof workflow === 'string') return workflow;
  return {
    kind,
    url: origin + pathname.replace(/\/+$/, ''),
    key: env.ATELIER_LAB_KEY ? new Secret(env.ATELIER_LAB_KEY) : null,
    model,
    picturesPerDay: env.ATELIER_LAB_PICTURES_PER_DAY,
    picturesPerDayAll: env.ATELIER_LAB_PICTURES_PER_DAY_ALL,
    concurrency: env.ATELIER_LAB_CONCURRENCY,
    timeoutMs: env.ATELIER_LAB_TIMEOUT_S * 1000,
    pictureOrigins,
    workflow,
  };
}

/** Null when one of them is no origin. */
function originsOf(given: string): string[] | null {
  const parts = given
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
  const origins = parts.map((part) => (URL.canParse(part) ? new URL(part) : null));
  const good = origins.every((url) => url && /^https?:$/.test(url.protocol) && /^\/?$/.test(url.pathname));
  return good ? origins.map((url) => url!.origin) : null;
}
