/** Every text a file carries, sorted by where it stood, before anybody asks what it means. */
export interface Carried {
  /** PNG text chunks by keyword; the first of a keyword counts. */
  text: ReadonlyMap<string, string>;
  exif: ExifTexts;
  /** XMP packet, empty when there is none. */
  xmp: string;
  /** What stands in the lowest bits of a PNG's alpha channel, read when asked for: it takes inflating the picture. */
  alpha(): string | null;
  /** JPEG comment segments. */
  comments: readonly string[];
}

/** The text tags of an EXIF block (CIPA DC-008-2019, 4.6); absent tags are empty. */
export interface ExifTexts {
  description: string;
  make: string;
  model: string;
  software: string;
  makerNote: string;
  userComment: string;
}

export const NO_EXIF: ExifTexts = {
  description: '',
  make: '',
  model: '',
  software: '',
  makerNote: '',
  userComment: '',
};

/** Texts longer than this are not metadata of a picture; ComfyUI's largest workflows stay below. */
export const TEXT_LIMIT = 2 << 20;
