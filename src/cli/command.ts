/** One file of `src/cli/commands/`, named after its command, exports one of these as default. */
export interface Command {
  /** One line for the list of commands. */
  summary: string;
  /** The call itself, without `npx atelier`: `grade <exercise> <file…> [--json] [--out DIR]`. */
  usage: string;
  /** Its options, each with what it does. */
  options?: Readonly<Record<string, string>>;
  /** What else is worth knowing, below the options. */
  notes?: string;
  /** Returns the exit code; throws `WrongUsage` when the arguments do not fit. */
  run(argv: string[]): Promise<number>;
}

export const EXIT_WRONG_USAGE = 64;

/** The arguments do not fit: printed with the usage, exit code 64. */
export class WrongUsage extends Error {}
