import { labWords } from '#core/lab-problems.ts';
import type { LabConfig } from './config.ts';
import { GeneratorProblem } from './generator.ts';
import { openGenerator } from './open-generator.ts';

const WAIT_MS = 10_000;

/** Whether the configured generator can be used, in one sentence without its key. */
export async function examineLab(lab: LabConfig): Promise<{ ok: boolean; found: string }> {
  const name = `${lab.kind} at ${lab.url}`;
  try {
    return { ok: true, found: `${name} ${await openGenerator(lab).reach(AbortSignal.timeout(WAIT_MS))}` };
  } catch (error) {
    const problem = error instanceof GeneratorProblem ? error : new GeneratorProblem('timed-out');
    const said = problem.said ? ` It says: ${problem.said}` : '';
    return { ok: false, found: `${name}: ${labWords(problem.code).title.toLowerCase()}.${said}` };
  }
}
