import type { Said } from '../criteria/types.ts';
import type { FileFormat } from '../pixels/format.ts';
import { inspect, type Inspected } from '../pixels/inspect.ts';
import type { Fault, Limits } from '../pixels/types.ts';
import type { SubmittedFile } from '../types.ts';
import { saidBy } from './said.ts';

/** A file's header, and what it tells of its making. */
export type Looked = Inspected & Said;

export type Look = { ok: true; value: Looked } | { ok: false; fault: Fault };

/** Everything that a file says before it is decoded. Never throws on a bad file. */
export async function look(file: SubmittedFile, limits: Limits, anchors?: string): Promise<Look> {
  const inspected = await inspect(file, limits);
  if (!inspected.ok) return inspected;
  return { ok: true, value: await listened(file, inspected.value, anchors) };
}

/** The rest of a look at a file whose header is read: slow enough to go on while its pixels are decoded. */
export async function listened(
  { bytes }: SubmittedFile,
  inspected: Inspected,
  anchors?: string,
): Promise<Looked> {
  // Reading the digest computes it.
  const facts = { ...inspected.facts };
  return { ...inspected, facts, ...(await saidBy(bytes, facts.format as FileFormat, anchors)) };
}
