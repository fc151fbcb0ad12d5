import Sqlite from 'better-sqlite3';

/** Copies a database while others write it, page by page, into one file without a log beside it. */
export async function copyDatabase(from: string, to: string): Promise<void> {
  const source = new Sqlite(from, { readonly: true, fileMustExist: true });
  try {
    // Many pages at a time: whatever another process writes in between makes it begin again.
    await source.backup(to, { progress: () => 10_000 });
  } finally {
    source.close();
  }
}
