const BEAT_MS = 15_000;

/** Server-sent events: one named event with JSON data for each value, a comment now and then so that proxies keep it open. */
export function eventStream(
  name: string,
  gone: AbortSignal,
  values: (signal: AbortSignal) => AsyncIterable<unknown>,
): Response {
  const own = new AbortController();
  const signal = AbortSignal.any([gone, own.signal]);
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async start(controller) {
      const say = (text: string) => {
        if (!signal.aborted) controller.enqueue(encoder.encode(text));
      };
      const beat = setInterval(() => say(': still here\n\n'), BEAT_MS);
      try {
        for await (const value of values(signal)) say(`event: ${name}\ndata: ${JSON.stringify(value)}\n\n`);
      } catch (error) {
        if (!signal.aborted) throw error;
      } finally {
        clearInterval(beat);
        if (!own.signal.aborted) controller.close();
      }
    },
    cancel: () => own.abort(),
  });
  return new Response(body, {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    },
  });
}
