import type { Params } from '../report/schema.ts';

/** What a file's Content Credentials say (C2PA), over all its manifests. */
export interface ContentCredentials {
  /**
   * `trusted`: unchanged since it was signed, by a signer whom the given anchors vouch for · `valid`: unchanged, the
   * signer not vouched for · `tampered`: not what was signed · `unreadable`: there, but not in a shape that can be judged.
   */
  state: 'trusted' | 'valid' | 'tampered' | 'unreadable';
  /** Organisation in the signing certificate. */
  issuer: string | null;
  /** ISO 8601, by the time stamp. */
  signedAt: string | null;
  /** What wrote the manifest: name and version. */
  generator: string | null;
  /** IPTC terms of all manifests, the newest manifest first. */
  sourceTypes: string[];
  /** C2PA status codes such as `assertion.dataHash.mismatch`. */
  problems: string[];
}

/** The AI fields of IPTC Photo Metadata 2025.1. */
export interface AiFields {
  system: string | null;
  systemVersion: string | null;
  prompt: string | null;
  promptWriter: string | null;
}

/** What seems not to go together, or could not be read: observations, never verdicts. */
export interface Observation {
  code: string;
  params: Params;
}

/** Where a file says it comes from. */
export interface ProvenanceRecord {
  contentCredentials: ContentCredentials | null;
  /** IPTC NewsCodes term in XMP, such as trainedAlgorithmicMedia. */
  digitalSourceType: string | null;
  ai: AiFields | null;
  observations: Observation[];
}

export interface ProvenanceOptions {
  /**
   * PEM certificates whom to believe, signers and time stampers together: the reader tells them apart by what each
   * certificate may be used for. Without them nothing is more than `valid`.
   */
  anchors?: string | undefined;
  /** The tool whose generation metadata the file carries, where that has been read. */
  tool?: string | null | undefined;
}
