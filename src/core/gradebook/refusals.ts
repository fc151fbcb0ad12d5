import type { Refusal } from '../types.ts';

export const exportNotYours = (): Refusal => ({
  status: 403,
  code: 'export-not-yours',
  title: 'Grades are taken out by instructors',
  detail: 'Reviewers see the gradebook of a class; taking it out as a file is for its instructors.',
  hint: 'Ask an instructor of this class for the file, or to make you one.',
});

export const canvasTooLarge = (mostBytes: number): Refusal => ({
  status: 413,
  code: 'canvas-too-large',
  title: 'The file is too large',
  detail: `A gradebook of up to ${Math.floor(mostBytes / 1024)} kB is read, and this file has more.`,
  hint: 'Export one section of the course, or fewer assignments.',
});

export const canvasMissing = (): Refusal => ({
  status: 400,
  code: 'canvas-missing',
  title: 'No file was chosen',
  detail: 'The form came without a file, and nothing was changed.',
  hint: 'Choose the CSV file that Canvas gives at Grades, Export.',
});

export const canvasNotText = (): Refusal => ({
  status: 422,
  code: 'canvas-not-text',
  title: 'The file is not text in UTF-8',
  detail:
    'A Canvas export is a CSV file in UTF-8, and this file is something else. Spreadsheets often save otherwise.',
  hint: 'Export the gradebook from Canvas again, and hand it in without opening it in a spreadsheet first.',
});

export const canvasBroken = (): Refusal => ({
  status: 422,
  code: 'canvas-broken',
  title: 'The file ends in the middle of a cell',
  detail: 'A quotation mark is opened and never closed, so the file was probably cut off.',
  hint: 'Export the gradebook from Canvas again.',
});

export const canvasNotCanvas = (): Refusal => ({
  status: 422,
  code: 'canvas-not-canvas',
  title: 'This does not look like a Canvas gradebook',
  detail:
    'Its first line should name the columns “Student” and “SIS User ID” or “SIS Login ID”, by which learners are found.',
  hint: 'In Canvas, open Grades, choose Export, and hand in that file as it is.',
});
