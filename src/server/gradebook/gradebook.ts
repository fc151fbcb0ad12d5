import * as refusals from '#core/gradebook/refusals.ts';
import { fillCanvas } from '#core/gradebook/canvas-fill.ts';
import { readCanvas, suggestTargets } from '#core/gradebook/canvas-read.ts';
import { EVERYTHING } from '#core/gradebook/choose.ts';
import { readCsv } from '#core/gradebook/csv-source.ts';
import { gradebookCsv } from '#core/gradebook/shapes.ts';
import { granted, refuse } from '#core/refusal.ts';
import type { Learner } from '#core/types.ts';
import type { Catalogue } from '../app.ts';
import type { Store } from '../db/open.ts';
import type { Gradebooks } from './app.ts';
import { classView } from './class-view.ts';
import { loadClass } from './load.ts';

/** As base64 in a form it still fits what a request may carry. */
const MOST_BYTES = 700 * 1024;

/** A name for a file: letters, digits and hyphens of the class's name, and the day. */
function fileName(name: string, shape: string, now: number): string {
  const plain = name
    .normalize('NFKD')
    .replace(/[^\w]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return `${plain || 'class'}-grades-${shape}-${new Date(now).toISOString().slice(0, 10)}.csv`;
}

function textOf(file: Uint8Array): string | null {
  try {
    // `ignoreBOM` keeps the mark in the text: the file goes back as it came.
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(file);
  } catch {
    return null;
  }
}

export function gradebooks({
  store: { db },
  catalogue,
  now,
}: {
  store: Store;
  catalogue: Catalogue;
  now: () => number;
}): Gradebooks {
  const load = (cohortId: string, viewer: Learner, exerciseId?: string) =>
    loadClass(db, { cohortId, viewer, catalogue, now: now() }, exerciseId);

  return {
    async of(cohortId, viewer, choice) {
      const loaded = await load(cohortId, viewer);
      if (!loaded) return null;
      const columns = loaded.pick({ ...EVERYTHING, assignment: choice.assignment });
      const silent = new Set(columns.rows.filter(loaded.isSilent).map(({ student }) => student.id));
      return { ...loaded.facts, whole: loaded.gradebook, shown: loaded.pick(choice), silent };
    },

    async atExercise(cohortId, slug, viewer) {
      const exercise = catalogue.bySlug(slug);
      const loaded = exercise && (await load(cohortId, viewer, exercise.spec.id));
      return loaded ? classView(db, loaded, exercise, now()) : null;
    },

    async csv(cohortId, viewer, shape, choice) {
      const loaded = await load(cohortId, viewer);
      if (!loaded) return null;
      if (!loaded.facts.mayExport) return refuse(refusals.exportNotYours());
      return granted({
        name: fileName(loaded.facts.name, shape, now()),
        text: gradebookCsv(loaded.pick(choice), shape),
      });
    },

    async fill(cohortId, viewer, file, targets) {
      const loaded = await load(cohortId, viewer);
      if (!loaded) return null;
      if (!loaded.facts.mayExport) return refuse(refusals.exportNotYours());
      if (file.byteLength > MOST_BYTES) return refuse(refusals.canvasTooLarge(MOST_BYTES));
      const text = textOf(file);
      if (text === null) return refuse(refusals.canvasNotText());
      const source = readCsv(text);
      if (!source) return refuse(refusals.canvasBroken());
      const read = readCanvas(source, loaded.students);
      if (!read) return refuse(refusals.canvasNotCanvas());
      const gradebook = loaded.pick(EVERYTHING);
      const wanted = targets ?? suggestTargets(gradebook.columns, read);
      const filled = fillCanvas(read, gradebook, wanted);
      return granted({ ...loaded.facts, read, gradebook, targets: wanted, filled });
    },
  };
}
