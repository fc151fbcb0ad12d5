import type { Look } from '../../core/view/look.ts';

export type Looked = { ok: true; look: Look } | { ok: false; text: string };

/** How long nothing must be typed before the text is looked at. */
const PAUSE_MS = 450;

/** Asks the server what stands in a text, after a pause in typing; an answer to an older text is never given. */
export function looking(address: string, onLooked: (looked: Looked) => void) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let current: AbortController | undefined;

  const stop = (): void => {
    clearTimeout(timer);
    current?.abort();
  };

  const ask = async (text: string): Promise<void> => {
    const { signal } = (current = new AbortController());
    try {
      const answer = await fetch(address, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/json' },
        body: JSON.stringify({ text }),
        signal,
      });
      const said = (await answer.json()) as Look & Partial<Record<'detail' | 'hint', string>>;
      if (signal.aborted) return;
      onLooked(answer.ok ? { ok: true, look: said } : { ok: false, text: said.hint ?? said.detail ?? '' });
    } catch {
      if (!signal.aborted)
        onLooked({ ok: false, text: 'The server does not answer; what you write is kept in this browser.' });
    }
  };

  return {
    stop,
    look(text: string, wait = PAUSE_MS): void {
      stop();
      timer = setTimeout(() => void ask(text), wait);
    },
  };
}
