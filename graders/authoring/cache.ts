import type { FeatureCache } from '../types.ts';

/** Features kept for the life of the process. */
export function memoryCache(): FeatureCache {
  const kept = new Map<string, Uint8Array>();
  return {
    get: async (key) => kept.get(key),
    set: async (key, value) => void kept.set(key, value),
  };
}
