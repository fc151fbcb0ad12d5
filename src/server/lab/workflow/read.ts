import { readFileSync, statSync } from 'node:fs';
import { parseWorkflow } from './parse.ts';
import type { Workflow } from './types.ts';

const MOST_BYTES = 1024 * 1024;

/** Reads the operator's workflow at start; a sentence where it cannot be used. */
export function readWorkflow(path: string, about: { model: boolean }): Workflow | string {
  let text: string;
  try {
    if (statSync(path).size > MOST_BYTES) return saying(path, 'it is larger than 1 MB');
    text = readFileSync(path, 'utf8');
  } catch {
    return saying(path, 'there is no file that can be read');
  }
  const workflow = parseWorkflow(text, about);
  return typeof workflow === 'string' ? saying(path, workflow) : workflow;
}

const saying = (path: string, problem: string): string => `ATELIER_LAB_WORKFLOW, ${path}: ${problem}`;
