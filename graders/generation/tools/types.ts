import type { Carried } from '../containers/types.ts';
import type { GenerationRecord } from '../types.ts';
import type { Work } from '../work.ts';

/** Reads what one tool writes; null when the file carries nothing of it. */
export type Reader = (carried: Carried, work: Work) => GenerationRecord | null;
