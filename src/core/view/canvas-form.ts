import type { Target } from '../gradebook/canvas-fill.ts';
import { folded } from '../gradebook/choose.ts';
import type { CanvasExport } from '../gradebook/canvas-read.ts';

/** What the form that fills a Canvas export sends: the file as it is carried along, and where each column goes. */

const PREFIX = 'into-';

export const targetField = (key: string): string => PREFIX + key;

/** Where each of our columns goes; null when the form did not say, as the first time. */
export function targetsIn(form: Iterable<[string, unknown]>): Map<string, Target> | null {
  const targets = new Map<string, Target>();
  let said = false;
  for (const [name, value] of form) {
    if (!name.startsWith(PREFIX)) continue;
    said = true;
    if (value === 'new') targets.set(name.slice(PREFIX.length), 'new');
    else if (typeof value === 'string' && /^\d{1,5}$/.test(value))
      targets.set(name.slice(PREFIX.length), Number(value));
  }
  return said ? targets : null;
}

/** Columns of the export that two of ours are to go into: only one of them would be left. */
export function doubled(targets: ReadonlyMap<string, Target>, { columns }: CanvasExport): string[] {
  const numbers = [...targets.values()].filter((target) => target !== 'new');
  return columns
    .filter(({ at }) => numbers.filter((one) => one === at).length > 1)
    .map(({ header }) => header);
}

/** `Test student` stands in every export; nobody needs to be told. */
export const isTestStudent = (name: string): boolean =>
  ['student, test', 'test student'].includes(folded(name.trim()));
