import sharp from 'sharp';

// Only the five decoders an exercise may ask for: a file that lies about its kind reaches no other parser.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: ['Jpeg', 'Png', 'Webp', 'Heif', 'Tiff'].map((name) => `VipsForeignLoad${name}`),
});
sharp.concurrency(1);
sharp.cache(false);

/** sharp with its loaders locked to JPEG, PNG, WebP, AVIF and TIFF, one thread, no cache. */
export { sharp };

/** What decides how bytes become pixels, for the report. */
export const codecVersions = (): Record<string, string> => ({
  sharp: sharp.versions.sharp ?? 'unknown',
  libvips: sharp.versions.vips,
});
