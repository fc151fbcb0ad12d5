import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { LabEnvironment, labConfig, type LabConfig } from './lab/config.ts';
import { whole } from './whole.ts';

/** Where `content/`, `exercises/` and `dist/` stand. */
const ROOT = fileURLToPath(new URL('../../', import.meta.url));

const MiB = 1024 * 1024;

const Environment = LabEnvironment.extend({
  ATELIER_SMTP_URL: z
    .url({
      protocol: /^smtps?$/,
      error: 'ATELIER_SMTP_URL must be an address such as smtp://user:password@mail.example:587',
    })
    .optional(),
  ATELIER_MAIL_FROM: z.string().min(3).max(200).optional(),
  PORT: whole('PORT', 0, 65535).default(4321),
  HOST: z.string().min(1).default('127.0.0.1'),
  ATELIER_DATA: z.string().min(1).default('data'),
  ATELIER_PUBLIC_URL: z
    .url({
      protocol: /^https?$/,
      error: 'ATELIER_PUBLIC_URL must be an address such as https://school.example',
    })
    .optional(),
  ATELIER_SCHOOL: z
    .string()
    .trim()
    .min(1)
    .max(60, 'ATELIER_SCHOOL may have at most 60 characters')
    .default('Atelier'),
  ATELIER_WORKERS: whole('ATELIER_WORKERS', 0, 64).default(
    Math.max(1, Math.min(4, availableParallelism() - 1)),
  ),
  ATELIER_TRUSTED_PROXIES: whole('ATELIER_TRUSTED_PROXIES', 0, 8).default(0),
  ATELIER_DISK_FLOOR_MIB: whole('ATELIER_DISK_FLOOR_MIB', 0, 1_048_576).default(512),
  ATELIER_QUIET: z.enum(['0', '1'], 'ATELIER_QUIET must be 0 or 1').default('0'),
});

export interface Config {
  root: string;
  port: number;
  host: string;
  /** Everything that must survive: database, blobs, secrets, derived pictures. */
  data: string;
  /** Where people reach the site; null when not configured: then the address they used. */
  publicUrl: string | null;
  /** What the school is called on its certificates. */
  school: string;
  /** Grading child processes; with 0 uploads are taken in and wait. */
  workers: number;
  /** How many proxies in front append to X-Forwarded-For; 0 believes the socket alone. */
  trustedProxies: number;
  /** No log lines. */
  quiet: boolean;
  /** The mail server that letters go out by; null when there is none. */
  mail: MailConfig | null;
  /** The generator that learners may use here; null when there is none. */
  lab: LabConfig | null;
  limits: {
    /** Free bytes on the data disk below which uploads are refused. */
    diskFloor: number;
    /** Bytes being received at one moment, of one learner and of all together. */
    inFlightPerLearner: number;
    inFlight: number;
    /** Accepted attempts a minute, and attempts waiting for their grade, of one learner. */
    attemptsPerMinute: number;
    waitingPerLearner: number;
    /** Attempts of guests at one address: within an hour, and waiting for their grade. */
    guestAttemptsPerHour: number;
    guestsWaiting: number;
    /** Looks at a text before it is handed in, of one sender within a minute. */
    looksPerMinute: number;
    /** Files and texts verified of one address within a minute, and the bytes of one. */
    verifiedPerMinute: number;
    verifiedBytes: number;
    /** Bytes of a request's body, uploads apart. */
    body: number;
  };
}

export interface MailConfig {
  /** `smtp://` or `smtps://`, with user and password where the server asks for them. */
  url: string;
  from: string;
}

export class WrongConfig extends Error {}

/** Reads the environment once; throws `WrongConfig` with one sentence for each wrong setting. */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = Environment.safeParse(given);
  if (!parsed.success) throw new WrongConfig(parsed.error.issues.map((issue) => issue.message).join('\n'));
  const env = parsed.data;
  const mail = mailConfig(env.ATELIER_SMTP_URL, env.ATELIER_MAIL_FROM);
  const lab = labConfig(env, ROOT);
  if (typeof lab === 'string') throw new WrongConfig(lab);
  return {
    root: ROOT,
    port: env.PORT,
    host: env.HOST,
    data: resolve(ROOT, env.ATELIER_DATA),
    publicUrl: env.ATELIER_PUBLIC_URL ? new URL(env.ATELIER_PUBLIC_URL).origin : null,
    school: env.ATELIER_SCHOOL,
    workers: env.ATELIER_WORKERS,
    trustedProxies: env.ATELIER_TRUSTED_PROXIES,
    quiet: env.ATELIER_QUIET === '1',
    mail,
    lab,
    limits: {
      diskFloor: env.ATELIER_DISK_FLOOR_MIB * MiB,
      inFlightPerLearner: 128 * MiB,
      inFlight: 512 * MiB,
      attemptsPerMinute: 12,
      waitingPerLearner: 6,
      guestAttemptsPerHour: 240,
      guestsWaiting: 24,
      looksPerMinute: 120,
      verifiedPerMinute: 30,
      verifiedBytes: 64 * MiB,
      body: MiB,
    },
  };
}

function mailConfig(url: string | undefined, from: string | undefined): MailConfig | null {
  if (url === undefined) return null;
  if (from === undefined)
    throw new WrongConfig(
      'ATELIER_MAIL_FROM is missing: the address that letters come from, such as school@example.org',
    );
  return { url, from };
}

/** What a grading child may see of the environment: no secrets, only what it needs to run. */
export function childEnvironment(): Record<string, string> {
  return {
    PATH: process.env.PATH ?? '',
    NODE_ENV: 'production',
    VIPS_BLOCK_UNTRUSTED: '1',
    UV_THREADPOOL_SIZE: '2',
    ...(process.env.TMPDIR ? { TMPDIR: process.env.TMPDIR } : {}),
  };
}

/** Files below the data folder. */
export const database = (config: Config): string => join(config.data, 'atelier.db');
