import { readFile } from 'node:fs/promises';
import { setPriority } from 'node:os';
import { isText } from '../../graders/exercise/kind.ts';
import { openExercise } from '../../graders/exercise/open.ts';
import { untouched } from '../../graders/exercise/untouched.ts';
import { grade } from '../../graders/grade.ts';
import { inspectFile } from '../../graders/inspect-file.ts';
import { problemOf } from '../../graders/report/problems.ts';
import { readWords } from '../../graders/report/words.ts';
import type { Evidence, Exercise, Submission } from '../../graders/types.ts';
import { shownFile } from '../core/shown-files.ts';
import { publicCopy } from '../server/pictures/public-copy.ts';
import { shownPicture } from '../server/pictures/shown.ts';
import { lookAt } from './look-at.ts';
import { trustAnchors } from '../server/trust-anchors.ts';
import { collectByHeap } from './collect.ts';
import type { FromChild, Task, TaskResult, ToChild } from './protocol.ts';

// Before the thread pools start, so that they inherit it.
setPriority(Number(process.argv[2]));
collectByHeap();

const say = (message: FromChild) => process.send?.(message);

const opened = new Map<string, Promise<Exercise>>();
const words = readWords();
const anchors = trustAnchors(process.argv[3]!);
// Reported by the task that needs them.
words.catch(() => {});
anchors.catch(() => {});

/** The exercise as it stands on disk, opened anew when its digest is not the one asked for. */
async function exerciseAt(folder: string, digest?: string): Promise<Exercise> {
  const known = opened.get(folder);
  if (known && (digest === undefined || (await known).digest === digest)) return known;
  const fresh = openExercise(folder);
  opened.set(folder, fresh);
  fresh.catch(() => opened.delete(folder));
  return fresh;
}

async function perform(task: Task): Promise<TaskResult> {
  if (task.type === 'inspect') {
    const { path, name } = task.file;
    const fault = await inspectFile({ name, bytes: await readFile(path) }, task.rules);
    return { type: 'inspected', problem: fault && problemOf(fault, await words) };
  }
  if (task.type === 'look') return { type: 'looked', found: await lookAt(task.file) };
  if (task.type === 'copy') return { type: 'copied', bytes: await publicCopy(task.file.path, task.copy) };
  const exercise = await exerciseAt(task.folder, task.digest);
  const files = await Promise.all(
    task.files.map(async ({ path, name }) => ({ name, bytes: await readFile(path) })),
  );
  const graded = await grade({ files }, exercise, {
    words: await words,
    anchors: await anchors,
    now: () => performance.now(),
    onPhase: (phase) => say({ type: 'phase', phase }),
  });
  const shown: Evidence[] = [];
  // A text is shown as text; no decoder is to take its words for a drawing.
  if (!isText(exercise))
    for (const [index, { bytes }] of files.entries()) shown.push(...(await yours(bytes, shownFile(index))));
  return { type: 'graded', ...graded, evidence: [...shown, ...graded.evidence] };
}

/** The picture itself, to be shown beside the evidence. A damaged file has none. */
async function yours(bytes: Uint8Array, name: string): Promise<Evidence[]> {
  try {
    const shown = await shownPicture(bytes);
    return [
      {
        name,
        mime: 'image/webp',
        alt: 'Your picture as it was graded: upright, in sRGB.',
        ...shown,
      },
    ];
  } catch {
    return [];
  }
}

/** What an exercise starts from; a text exercise starts from nothing, and an accepted text stands in. */
async function firstGrade(exercise: Exercise): Promise<Submission> {
  const [accepted] = exercise.references;
  if (!isText(exercise) || !accepted) return untouched(exercise);
  return { files: [{ name: accepted.path, bytes: await accepted.bytes() }] };
}

let tasks = 0;
let idle = Promise.withResolvers<void>();

/** Grades each exercise once, between tasks: code and features are warm when a learner comes. */
async function warm(folders: string[]): Promise<void> {
  for (const folder of folders) {
    if (tasks > 0) await idle.promise;
    try {
      const exercise = await exerciseAt(folder);
      await grade(await firstGrade(exercise), exercise, { words: await words, now: () => performance.now() });
    } catch {
      // The same fault is reported when a learner's picture meets it.
    }
  }
}

process.on('disconnect', () => process.exit(0));

process.on('message', (message: ToChild) => {
  if (message.type === 'warm') return void warm(message.folders);
  tasks += 1;
  perform(message.task)
    .then(
      (result) => say({ type: 'result', result, rss: process.memoryUsage.rss() }),
      (error: unknown) => {
        const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
        say({ type: 'threw', message: text, rss: process.memoryUsage.rss() });
      },
    )
    .finally(() => {
      tasks -= 1;
      idle.resolve();
      idle = Promise.withResolvers<void>();
    });
});

say({ type: 'ready' });
