/** Opens pictures by address, each fetched and decoded once. Rejects where the browser does not know the format. */
export function bitmapCache(): (url: string) => Promise<ImageBitmap> {
  const kept = new Map<string, Promise<ImageBitmap>>();
  return (url) => {
    const bitmap = kept.get(url) ?? fetchBitmap(url);
    kept.set(url, bitmap);
    return bitmap;
  };
}

async function fetchBitmap(url: string): Promise<ImageBitmap> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return createImageBitmap(await answer.blob());
}
