import { a1111 } from './a1111.ts';
import { comfyui } from './comfyui.ts';
import type { LabConfig } from './config.ts';
import type { Generator } from './generator.ts';
import { openai } from './openai.ts';

const MAKERS = { a1111, comfyui, openai };

/** The adapter that speaks what is configured. */
export const openGenerator = (config: LabConfig): Generator => MAKERS[config.kind](config);
