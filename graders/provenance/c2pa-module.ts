import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type * as C2paModule from '@contentauth/c2pa-wasm';

type C2pa = typeof C2paModule;

let loaded: Promise<C2pa> | null = null;
let loads = 0;

/**
 * The official C2PA reader as WebAssembly, 9 MB, compiled when a file first carries credentials. After `forget` the next
 * call gets a fresh instance: a trap may have left the old one's memory in any state.
 */
export function c2pa(): Promise<C2pa> {
  loaded ??= load(loads++);
  return loaded;
}

export function forget(): void {
  loaded = null;
}

async function load(instance: number): Promise<C2pa> {
  const address = import.meta.resolve('@contentauth/c2pa-wasm');
  const module = (await import(instance === 0 ? address : `${address}?${instance}`)) as C2pa;
  const bytes = await readFile(fileURLToPath(import.meta.resolve('@contentauth/c2pa-wasm/c2pa.wasm')));
  await module.default({ module_or_path: bytes });
  return module;
}
