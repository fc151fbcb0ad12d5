/** RGBA pixels of a picture of our own site, reduced to at most `maxWidth` px. Rejects when it cannot be loaded. */
export async function loadPixels(url: string, maxWidth: number): Promise<ImageData> {
  const picture = new Image();
  picture.src = url;
  await picture.decode();
  const width = Math.min(maxWidth, picture.naturalWidth);
  const height = Math.round((picture.naturalHeight * width) / picture.naturalWidth);
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Error('This browser gives no 2D canvas');
  context.imageSmoothingQuality = 'high';
  context.drawImage(picture, 0, 0, width, height);
  return context.getImageData(0, 0, width, height);
}
