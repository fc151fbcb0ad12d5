/** The parts of a file that speak of the picture instead of showing it, as they stand in the container. */
export interface Blocks {
  /** TIFF-shaped, with or without "Exif\0\0" in front. */
  exif: Uint8Array | null;
  /** The XMP packet, and in a JPEG what did not fit into it. */
  xmp: Uint8Array | null;
  extendedXmp: Uint8Array | null;
  /** IPTC-IIM: Photoshop image resources, or bare datasets. */
  iptc: Uint8Array | null;
  /** It carries a C2PA manifest store. */
  credentials: boolean;
  /** A small picture of its own beside the EXIF block's (JFXX). */
  thumbnail: boolean;
  /** Short texts by keyword, such as a PNG's `Author`. */
  texts: { keyword: string; text: string }[];
}

export const noBlocks = (): Blocks => ({
  exif: null,
  xmp: null,
  extendedXmp: null,
  iptc: null,
  credentials: false,
  thumbnail: false,
  texts: [],
});
