import type { Report } from '../../../graders/report/schema.ts';
import type { Exercise } from '../../../graders/types.ts';
import { AI_USE } from '../portfolio/ai-use.ts';
import { pictureAddress, picturesOf, widthsOf, type PiecePicture } from '../portfolio/pictures.ts';
import type { ShownPiece } from '../portfolio/types.ts';
import type { Attempt } from '../types.ts';
import { startRef } from './start-ref.ts';
import { day } from './words.ts';

/** A picture of a piece as a page shows it. */
export interface FolioPicture {
  alt: string;
  width: number;
  height: number;
  src: string;
  srcset: string;
  caption: string | null;
}

/** One piece as its page shows it. */
export interface FolioPiece {
  id: string;
  title: string;
  /** What was asked for; of an own picture nothing was. */
  brief: string | null;
  track: string | null;
  /** Null: not graded here. */
  verified: {
    score: number;
    passMark: number;
    on: string;
    grader: string;
    criteria: { title: string; score: number; pass: boolean; byPerson: boolean }[];
    /** A reviewer decided the outcome or one of the criteria. */
    byPerson: boolean;
    digests: string[];
  } | null;
  pictures: FolioPicture[];
  /** Of a text exercise: the text that was handed in. */
  text: string | null;
  /** Of one picture laid on the same frame: the picture it began as, as `app.pictures` knows it. */
  beforeRef: string | null;
  statement: string[];
  process: string[];
  tools: string;
  disclosure: string;
  added: string;
}

/** Widths and heights that differ by less than this share show the same frame. */
const SAME_FRAME = 0.012;

export function folioPiece(handle: string, shown: ShownPiece, exercise: Exercise | null): FolioPiece {
  const { piece, attempt } = shown;
  const report = attempt?.report ?? null;
  const title = piece.kind === 'own' ? piece.own.title : (exercise?.spec.title ?? attemptTitle(shown));
  const pictures = picturesOf(shown);
  return {
    id: piece.id,
    title,
    brief: exercise?.spec.summary ?? null,
    track: exercise?.track ?? null,
    verified: attempt && report && verifiedBy(attempt, report),
    pictures: pictures.map((picture) => pictureOf(handle, piece.id, title, picture)),
    text: report?.prompt?.text ?? null,
    beforeRef: exercise && pictures.length === 1 ? laidStart(exercise) : null,
    statement: paragraphs(piece.statement),
    process: paragraphs(piece.process),
    tools: piece.tools,
    disclosure: [AI_USE[piece.aiUse].sentence, piece.aiNote].filter(Boolean).join(' '),
    added: day(piece.addedAt),
  };
}

function verifiedBy({ verdict, finishedAt, receivedAt }: Attempt, report: Report): FolioPiece['verified'] {
  return {
    score: verdict.score ?? 0,
    passMark: report.passMark,
    on: day(finishedAt ?? receivedAt),
    grader: report.graderVersion,
    criteria: verdict.criteria
      .map(({ title, score, pass, machine }) => ({ title, score, pass, byPerson: machine !== null }))
      .toSorted((a, b) => b.score - a.score),
    byPerson: verdict.by === 'person',
    digests: report.submission.map(({ sha256 }) => sha256),
  };
}

const attemptTitle = ({ attempt }: ShownPiece): string => (attempt?.exerciseSlug ?? '').replaceAll('-', ' ');

function pictureOf(handle: string, piece: string, title: string, picture: PiecePicture): FolioPicture {
  const { n, width, height } = picture;
  const widths = widthsOf(picture);
  const address = (one: number) => pictureAddress(handle, piece, n, one);
  return {
    alt: picture.title ? `${title}: ${picture.title}` : title,
    caption: picture.title,
    width,
    height,
    src: address(widths.findLast((one) => one <= 1600) ?? widths[0]!),
    srcset: widths.map((one) => `${address(one)} ${one}w`).join(', '),
  };
}

/** Only what was laid on its start can be compared with it. */
function laidStart(exercise: Exercise): string | null {
  const { kind } = exercise.spec.submission;
  return kind === 'image' ? startRef(exercise) : null;
}

/** Whether two pictures show the same frame, so that one can lie over the other. */
export const sameFrame = (
  a: { width: number; height: number },
  b: { width: number; height: number },
): boolean => Math.abs((a.width / a.height / b.width) * b.height - 1) < SAME_FRAME;

/** Width over height of what is shown no higher than the window; a lying picture is shown as wide as there is room. */
export const heldShape = ({ width, height }: { width: number; height: number }): number =>
  width / height < 1.25 ? Number((width / height).toFixed(4)) : 99;

const paragraphs = (text: string): string[] =>
  text
    .split(/\n+/)
    .map((one) => one.trim())
    .filter(Boolean);

/** `3f2a…9c01`: enough of a digest to compare by eye. */
export const shortDigest = (sha256: string): string => `${sha256.slice(0, 8)}…${sha256.slice(-8)}`;
