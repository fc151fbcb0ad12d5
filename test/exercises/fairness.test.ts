import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { memoryCache } from '#graders/authoring/cache.ts';
import { allowedExports } from '#graders/authoring/exports.ts';
import { GoldensFile } from '#graders/authoring/goldens.ts';
import { findIn } from '#graders/authoring/pictures.ts';
import { cook, type Recipe } from '#graders/authoring/recipe.ts';
import { Steps } from '#graders/authoring/operations/index.ts';
import { fileStudio } from '#graders/authoring/studio.ts';
import type { LaidRules } from '#graders/exercise/schema.ts';
import { isLaid } from '#graders/exercise/kind.ts';
import { EXERCISES, exerciseFolders } from '#graders/exercise/folders.ts';
import { openExercise, readYaml } from '#graders/exercise/open.ts';
import { grade } from '#graders/grade.ts';
import { save, Save } from '#graders/pixels/save.ts';
import { readWords } from '#graders/report/words.ts';

/** An honest edit may be worth this much more in one file than in another. */
const SPREAD = 2;

/** A share of width and height that leaves a pixel out at the sizes of our pictures, and no more. */
const ALL_BUT_ONE = 0.9995;

/** The ways in which editors hand over one edit. A pixel lost on the way is no mistake either. */
const WAYS: Record<string, { save: object; ops?: object[] }> = {
  png: { save: { format: 'png' } },
  'png-16': { save: { format: 'png', bitDepth: 16 } },
  'png-srgb': { save: { format: 'png', profile: 'srgb' } },
  'png-p3': { save: { format: 'png', profile: 'p3' } },
  'jpeg-100': { save: { format: 'jpeg', quality: 100 } },
  'jpeg-100-420': { save: { format: 'jpeg', quality: 100, subsampling: '4:2:0' } },
  'jpeg-90-420': { save: { format: 'jpeg', quality: 90, subsampling: '4:2:0' } },
  'jpeg-80': { save: { format: 'jpeg', quality: 80 } },
  'jpeg-80-420': { save: { format: 'jpeg', quality: 80, subsampling: '4:2:0' } },
  'jpeg-adobe-rgb': { save: { format: 'jpeg', quality: 92, profile: 'adobe-rgb' } },
  'jpeg-turned': { save: { format: 'jpeg', quality: 92, orientation: 6 } },
  'webp-90': { save: { format: 'webp', quality: 90 } },
  'avif-90': { save: { format: 'avif', quality: 90 } },
  'webp-lossless': { save: { format: 'webp', lossless: true } },
  tiff: { save: { format: 'tiff' } },
  'tiff-16': { save: { format: 'tiff', bitDepth: 16 } },
  'moved by 1 px': { save: { format: 'png' }, ops: [{ shift: { x: 1, y: 0 } }] },
  'cropped by 1 px': {
    save: { format: 'png' },
    ops: [{ crop: { x: 0, y: 0, width: ALL_BUT_ONE, height: ALL_BUT_ONE } }],
  },
  half: { save: { format: 'png' }, ops: [{ resize: { scale: 0.5 } }] },
};

/** What the order forbids is no fair way: bytes over the budget, another profile. */
const DELIVERY = new Set(['jpeg-80', 'jpeg-80-420', 'webp-90']);

/** Ways that lose nothing stay allowed where an exercise names the exports it takes. */
const LOSSY = /^(jpeg|webp|avif)/;

const takes = (size: LaidRules['size'], width: number): boolean =>
  size.rule !== 'exact' && size.minWidth <= width;

const folders = await exerciseFolders();

describe('the same edit in whatever file', () => {
  it.each(folders.map((folder) => [basename(folder), folder]))(
    '%s: at most two points apart',
    async (slug, folder) => {
      const exercise = await openExercise(folder);
      // A set is covered by its own goldens; what lies on no reference has no exports.
      if (exercise.frames.length > 0 || !isLaid(exercise)) return;
      const { goldens, exports, metadata } = await readYaml(folder, 'goldens.yaml', GoldensFile);
      const named = exports && new Set(exports.map((way) => LOSSY.exec(way)?.[0]).filter(Boolean));
      const lossless = new Set<string>(exports?.filter((way) => way.endsWith('lossless')));
      const honest = goldens.find(({ expect: { outcome } }) => outcome === 'passed')!;
      const studio = fileStudio({ exercises: EXERCISES, folder, findExercise: findIn(EXERCISES), exercise });
      const made = await cook(honest as Recipe, studio);
      const allowed = new Set<string>(allowedExports(exercise.spec.submission, made.width));
      const { submission, track } = exercise.spec;
      const options = { words: await readWords(), now: () => performance.now(), cache: memoryCache() };
      const scores: Record<string, number> = {};
      for (const [name, way] of Object.entries(WAYS)) {
        const as = Save.parse({ ...way.save, ...(metadata ? { metadata } : {}) });
        if (!submission.formats.includes(as.format!) || (name === 'half' && !allowed.has('half'))) continue;
        if (track === 'delivery' && !DELIVERY.has(name)) continue;
        // An order for the full size takes no file that is a pixel smaller.
        if (name === 'cropped by 1 px' && !takes(submission.size, made.width - 1)) continue;
        const lossy = LOSSY.exec(name)?.[0];
        if (named && lossy && (!named.has(lossy) || lossless.has(`${lossy}-lossless`))) continue;
        let picture = made;
        for (const step of Steps.parse(way.ops ?? [])) picture = await step.run(picture, studio);
        const bytes = await save(picture, as, true);
        const { report } = await grade({ files: [{ name, bytes }] }, exercise, options);
        scores[name] = report.score ?? -1;
      }
      console.log(`${slug}: ${JSON.stringify(scores)}`);
      const all = Object.values(scores);
      expect(all.length).toBeGreaterThanOrEqual(3);
      expect(Math.max(...all) - Math.min(...all)).toBeLessThanOrEqual(SPREAD);
    },
    240_000,
  );
});
