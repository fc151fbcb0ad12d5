import type { Params } from '../../report/schema.ts';

/** How a prompt is written: `a1111` also stands for Forge and SD.Next, `natural` for models that read plain sentences. */
export type Dialect = 'natural' | 'a1111' | 'comfyui' | 'invokeai' | 'novelai' | 'midjourney';

export const DIALECTS = [
  'natural',
  'a1111',
  'comfyui',
  'invokeai',
  'novelai',
  'midjourney',
] as const satisfies readonly Dialect[];

/** As people call them. */
export const DIALECT_NAMES: Readonly<Record<Dialect, string>> = {
  natural: 'plain language',
  a1111: 'the Stable Diffusion web UI',
  comfyui: 'ComfyUI',
  invokeai: 'InvokeAI',
  novelai: 'NovelAI',
  midjourney: 'Midjourney',
};

/** A stretch of the source in UTF-16 units: `source.slice(from, to)`. */
export interface Span {
  from: number;
  to: number;
}

/** Words that reach the model together, with the weight they have there. Fragments of one list never overlap. */
export interface Fragment extends Span {
  /** The words as the model gets them: escapes undone, brackets and numbers gone. */
  text: string;
  /** 1 = as it is. In Midjourney the number behind `::`, of which only the ratios count; `--no` weighs −0.5. */
  weight: number;
  /** Which sub-prompt: counted up by BREAK, AND, `::`, `.and()`, `.blend()`. Absent means the first, 0. */
  part?: number;
  /** Only a share of the steps (`[a:b:0.5]`) or every so many steps (`[a|b]`) sees it: the index in `schedules`. */
  schedule?: number;
  /** Which of the schedule's alternatives, counted from 0. */
  alternative?: number;
}

/** A setting written into the prompt. */
export interface Parameter extends Span {
  /** Its documented name whatever the spelling: `--s` and `--stylize` are `stylize`. */
  name: string;
  /** As written, trimmed; empty for a switch such as `--tile`. */
  value: string;
}

export interface SyntaxProblem extends Span {
  /** `prompt-dialect.<code>` in content/feedback. */
  code: string;
  severity: 'error' | 'warning';
  params: Params;
}

/** A1111 alone: words that change while the picture is made. */
export interface Schedule extends Span {
  kind: 'swap' | 'alternate';
  /** Of a swap: below 1 the share of the steps, from 1 the step, from which the second half is seen. */
  at?: number;
}

export interface ParsedPrompt {
  dialect: Dialect;
  source: string;
  positive: Fragment[];
  negative: Fragment[];
  parameters: Parameter[];
  loras: { name: string; weight: number; from: number; to: number }[];
  /** The weight of each sub-prompt that AND, `.and()` or `.blend()` joins; on top of the fragments' own. */
  parts: number[];
  schedules: Schedule[];
  problems: SyntaxProblem[];
}
