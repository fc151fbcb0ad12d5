/** Runs `work` now and then again `ms` after each end, never twice at once. Returns how to stop it. */
export function every(
  ms: number,
  work: () => Promise<unknown>,
  onError: (error: unknown) => void,
): () => Promise<void> {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let current: Promise<void> = Promise.resolve();
  const round = () => {
    current = work()
      .then(() => {}, onError)
      .then(() => {
        if (!stopped) timer = setTimeout(round, ms).unref();
      });
  };
  round();
  return async () => {
    stopped = true;
    clearTimeout(timer);
    await current;
  };
}
