import { Zip, ZipPassThrough } from 'fflate';

export interface ZipEntry {
  name: string;
  bytes(): Promise<Uint8Array>;
}

/** The same files give the same archive: entries carry no time of their own. */
const EPOCH = '1980-01-01T12:00:00';

/** A ZIP archive as a stream, one entry in memory at a time. Entries are stored as they are: pictures do not shrink. */
export function zipStream(entries: readonly ZipEntry[]): ReadableStream<Uint8Array> {
  let zip: Zip;
  let next = 0;
  return new ReadableStream<Uint8Array>({
    start(controller) {
      zip = new Zip((error, chunk, final) => {
        if (error) return controller.error(error);
        controller.enqueue(chunk);
        if (final) controller.close();
      });
    },
    async pull() {
      const entry = entries[next++];
      if (!entry) return zip.end();
      const file = new ZipPassThrough(entry.name);
      file.mtime = EPOCH;
      zip.add(file);
      file.push(new Uint8Array(await entry.bytes()), true);
    },
  });
}
