import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const BIN = fileURLToPath(new URL('../../src/cli/bin.js', import.meta.url));

export interface Ran {
  code: number;
  stdout: string;
  stderr: string;
}

/** Runs `atelier` as a person would and waits for its end. */
export const atelier = (...argv: string[]): Promise<Ran> => run(argv, {});

/** The same with these settings added to the environment. */
export function run(argv: string[], settings: Record<string, string>): Promise<Ran> {
  return new Promise((resolve) => {
    const env = { ...process.env, ...settings };
    execFile(process.execPath, [BIN, ...argv], { maxBuffer: 1e8, env }, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr });
    });
  });
}
