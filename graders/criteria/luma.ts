/** What the kinds have in common that hold the luma against the reference's, in a region or over the whole frame. */
export const COMPARES_LUMA = {
  region: 'optional',
  protects: false,
  reads: { reference: ['luma'] },
} as const;
