import { readFile } from 'node:fs/promises';
import { sampleReport } from './sample-report.ts';
import type { FromChild, ToChild } from '#worker/protocol.ts';

/** A grading child whose fate stands in the uploaded bytes: `crash`, `hang`, `throw`, `slow`, else it grades at once. */
const say = (message: FromChild) => process.send?.(message);

async function perform({ task }: Extract<ToChild, { type: 'task' }>): Promise<unknown> {
  if (task.type === 'inspect')
    return say({ type: 'result', result: { type: 'inspected', problem: null }, rss: 1 });
  if (task.type === 'look') return say({ type: 'result', result: { type: 'looked', found: null }, rss: 1 });
  if (task.type === 'copy') return say({ type: 'result', result: { type: 'copied', bytes: null }, rss: 1 });
  const [file] = task.files;
  const bytes = await readFile(file?.path ?? '');
  const text = bytes.toString('latin1');
  say({ type: 'phase', phase: 'decoded' });
  if (text.includes('crash')) process.exit(3);
  if (text.includes('hang')) return null;
  if (text.includes('throw')) return say({ type: 'threw', message: 'a bug', rss: 1 });
  if (text.includes('slow')) await new Promise((resolve) => setTimeout(resolve, 700));
  const score = /score (\d+)/.exec(text)?.[1];
  const report = sampleReport({ score: score === undefined ? 80 : Number(score), digest: task.digest });
  const evidence = [
    { name: 'yours', mime: 'image/webp', bytes: new Uint8Array(bytes), width: 2, height: 1, alt: 'Yours.' },
  ];
  return say({ type: 'result', result: { type: 'graded', report, evidence }, rss: 1 });
}

process.on('disconnect', () => process.exit(0));
process.on('message', (message: ToChild) => {
  if (message.type === 'task') void perform(message);
});
say({ type: 'ready' });
