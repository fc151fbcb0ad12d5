import { generatorAway } from '#core/lab-refusals.ts';
import { granted, refuse } from '#core/refusal.ts';
import type { Outcome } from '#core/types.ts';
import type { Capabilities, Generator } from './generator.ts';

const FRESH_MS = 60_000;
/** A page does not wait longer for the generator. */
const WAIT_MS = 3_000;

/** What the generator takes, asked at most once a minute. While it is away the last answer holds for reading, not for asking. */
export function abilities(generator: Generator, now: () => number) {
  let known: { at: number; value: Capabilities } | null = null;
  let asking: Promise<Capabilities | null> | null = null;

  const ask = (): Promise<Capabilities | null> => {
    asking ??= generator
      .capabilities(AbortSignal.timeout(WAIT_MS))
      .then((value) => {
        known = { at: now(), value };
        return value;
      })
      .catch(() => null)
      .finally(() => (asking = null));
    return asking;
  };

  return {
    async get(): Promise<Outcome<Capabilities>> {
      if (known && Math.abs(now() - known.at) < FRESH_MS) return granted(known.value);
      const value = await ask();
      return value ? granted(value) : refuse(generatorAway());
    },
    /** The model as last heard. */
    model: (): string | null => known?.value.model ?? null,
  };
}
