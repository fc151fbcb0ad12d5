import { writeFileSync } from 'node:fs';
import { goldensOf, GoldensFile } from './goldens.ts';
import { openExercise, readYaml } from '../exercise/open.ts';
import { findExercise, EXERCISES } from '../exercise/folders.ts';
import { fileStudio } from './studio.ts';
import { grade } from '../grade.ts';
const words = new Proxy({}, { get: () => ({ severity: 'actionable', text: 'x' }), has: () => true }) as never;
const [slug, pattern] = process.argv.slice(2);
const folder = (await findExercise(slug!))!;
const exercise = await openExercise(folder);
const file = await readYaml(folder, 'goldens.yaml', GoldensFile);
const studio = fileStudio({
  exercises: EXERCISES,
  folder,
  exercise,
  findExercise: async (s) => (await findExercise(s))!,
});
for (const g of await goldensOf(exercise, file, studio))
  if (new RegExp(pattern!).test(g.name)) {
    const sub = await g.submission();
    writeFileSync(
      `/tmp/g2/golden-${g.name.replace(/\W+/g, '-')}.${sub.files[0]!.name.split('.').at(-1)}`,
      sub.files[0]!.bytes,
    );
    const { report, evidence } = await grade(sub, exercise, { words, now: () => performance.now() });
    for (const e of evidence) writeFileSync(`/tmp/g2/ev-${g.name.replace(/\W+/g, '-')}-${e.name}`, e.bytes);
    console.log(
      g.name,
      report.outcome,
      report.score,
      report.problem?.code ?? '',
      report.criteria
        .map((c) => `${c.id}=${c.score} (${c.value} ${c.unit}) [${c.feedback.map((f) => f.code)}]`)
        .join('  '),
    );
  }
