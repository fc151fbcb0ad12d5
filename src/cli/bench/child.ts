import { readFile } from 'node:fs/promises';
import { openExercise } from '#graders/exercise/open.ts';
import { grade } from '#graders/grade.ts';
import { readWords } from '#graders/report/words.ts';
import { collectByHeap } from '../../worker/collect.ts';
import { folderCache } from './folder-cache.ts';

/** Grades one file in a process of its own and prints the highest resident memory it had, in KiB. */
collectByHeap();
const [folder, path] = process.argv.slice(2);
const exercise = await openExercise(folder!);
const bytes = new Uint8Array(await readFile(path!));
const options = { words: await readWords(), now: () => performance.now(), cache: folderCache(folder!) };
await grade({ files: [{ name: 'attempt.jpg', bytes }] }, exercise, options);
process.stdout.write(String(await highest()));

/** Linux hands a parent's peak down in `maxRSS`; VmHWM is this process's own. */
async function highest(): Promise<number> {
  const status = await readFile('/proc/self/status', 'utf8').catch(() => '');
  return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? process.resourceUsage().maxRSS);
}
