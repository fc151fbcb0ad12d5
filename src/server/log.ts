/** One JSON line an event on standard error; never tokens, cookies or form values. */
export type Log = (event: string, facts: Record<string, unknown>) => void;

export const jsonLog: Log = (event, facts) => {
  process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), event, ...facts })}\n`);
};

export const noLog: Log = () => {};
