import { saidBy } from '#graders/files/said.ts';
import type { GenerationRecord } from '#graders/generation/types.ts';
import { inspectAny, type Inspected } from '#graders/pixels/inspect.ts';
import type { FileFormat } from '#graders/pixels/format.ts';
import { sortedFacts, type PrivateFact } from '#graders/pixels/private-facts.ts';
import type { ProvenanceRecord } from '#graders/provenance/types.ts';
import { problemOf } from '#graders/report/problems.ts';
import type { SubmittedFile, Words } from '#graders/types.ts';

/** What `atelier inspect --json` prints for one file. */
export interface Looked {
  file: FileFacts;
  generation: GenerationRecord | null;
  /** Always an object; its facts are null where the file declares nothing. */
  provenance: ProvenanceRecord;
  private: PrivateFact[];
  /** Camera, lens, program and date: told, and no secret. */
  capture: PrivateFact[];
}

interface FileFacts {
  name: string;
  format: string;
  /** As it is seen, with its EXIF orientation. */
  width: number;
  height: number;
  bytes: number;
  sha256: string;
  /** Name of the embedded profile, or "none". */
  profile: string;
  bitDepth: number;
  hasAlpha: boolean;
  colourSpace: string;
  /** 1 to 8, as EXIF counts them. */
  orientation: number;
  ppi: number | null;
  progressive: boolean;
  chromaSubsampling: string;
  credits: string[];
  /** Comments, blocks of its own and bytes after the end, in words. */
  stray: string;
}

/** A file that is no picture we know, with the sentence that says so. */
export interface NotLooked {
  file: { name: string };
  problem: { code: string; text: string };
}

const SILENT: ProvenanceRecord = {
  contentCredentials: null,
  digitalSourceType: null,
  ai: null,
  observations: [],
};
const READS = 'JPEG, PNG, WebP, AVIF and TIFF';

/** `anchors`: whom to believe as signers of Content Credentials. */
export async function look(file: SubmittedFile, words: Words, anchors?: string): Promise<Looked | NotLooked> {
  const inspection = await inspectAny(file);
  if (!inspection.ok) {
    const { code, params } = inspection.fault;
    const own =
      code === 'not-an-image'
        ? `The content of ${file.name} is not a picture, whatever its name says; inspect reads ${READS}.`
        : code === 'format-not-accepted'
          ? `The format of ${file.name} is ${params.found}; inspect reads ${READS}.`
          : problemOf(inspection.fault, words).text;
    return { file: { name: file.name }, problem: { code, text: own } };
  }
  const found = inspection.value;
  const { secret, open } = sortedFacts(found.private);
  const said = await saidBy(file.bytes, found.facts.format as FileFormat, anchors);
  return {
    file: factsOf(found),
    generation: said.generation,
    provenance: said.provenance ?? SILENT,
    private: secret,
    capture: open,
  };
}

const factsOf = ({ facts, ...found }: Inspected): FileFacts => ({
  name: facts.name,
  format: facts.format,
  width: facts.width,
  height: facts.height,
  bytes: facts.bytes,
  sha256: facts.sha256,
  profile: facts.profile,
  bitDepth: facts.bitDepth,
  hasAlpha: facts.hasAlpha,
  colourSpace: found.space,
  orientation: found.orientation,
  ppi: found.ppi,
  progressive: found.progressive,
  chromaSubsampling: found.chromaSubsampling,
  credits: found.credits,
  stray: found.stray,
});
