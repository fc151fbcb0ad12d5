/** How a person's own data is laid out in the archive they may take home. */

/** More than this goes into a further archive: ZIP without its 64-bit form ends at 4 GiB. */
export const MOST_BYTES = 2 * 1024 ** 3;

/** A name that any system can write, and that stays in its folder whatever the file was called. */
export function safeName(given: string): string {
  const plain = given
    .normalize('NFC')
    // eslint-disable-next-line no-control-regex
    .replace(/[\u0000-\u001f\u007f<>:"/\\|?*]/g, '_')
    .replace(/^[.\s]+|[.\s]+$/g, '_');
  const end = /\.\w{1,5}$/.exec(plain)?.[0] ?? '';
  const start = plain.slice(0, plain.length - end.length).slice(0, 80);
  return start + end || '_';
}

/** `0007-white-balance-2026-11-20`: in the order in which they came. */
export const attemptFolder = (n: number, slug: string, receivedAt: number): string =>
  `attempts/${String(n).padStart(4, '0')}-${slug}-${new Date(receivedAt).toISOString().slice(0, 10)}`;

/** Entries in their order, cut where the next one would be too much; one that is too large alone stands alone. */
export function partsOf<T extends { size: number }>(entries: readonly T[], most = MOST_BYTES): T[][] {
  const parts: T[][] = [];
  let sum = 0;
  for (const entry of entries) {
    const last = parts.at(-1);
    if (!last || sum + entry.size > most) {
      parts.push([entry]);
      sum = entry.size;
    } else {
      last.push(entry);
      sum += entry.size;
    }
  }
  return parts;
}

/** Times as people and programs read them: every `…_at` in milliseconds becomes ISO 8601. */
export function readable(row: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      typeof value === 'number' && /_at$|^at$/.test(name) ? new Date(value).toISOString() : value,
    ]),
  );
}

export function readMe(
  of: { name: string; publicUrl: string; at: number },
  { part, parts }: { part: number; parts: number },
): string {
  return `Your data at ${of.publicUrl}
${'='.repeat(13 + of.publicUrl.length)}

Made for ${of.name} on ${new Date(of.at).toISOString().slice(0, 16).replace('T', ' at ')} UTC.
${parts > 1 ? `This is part ${part} of ${parts}; together they hold everything.\n` : ''}
profile.json     your account
attempts.json    every attempt: exercise, time, outcome, score, and its folder
attempts/        a folder for each attempt, oldest first:
    original-…       the files you handed in, byte for byte
    report-1.json    what the grader said; a later grade of the same work has a higher number
    evidence-1/      the pictures that belong to that report
lab/             pictures you had made in the lab, with their settings in records/
portfolio/       pictures of your own that stand in your portfolio
records/         everything else that is kept of you, one file for each kind: answers to the questions of
                 lessons, classes, extensions, comments and grades that people gave you, appeals,
                 certificates, shared solutions, tokens and sessions by their times

Times are UTC. JSON files open in any text editor. Passwords, keys of sessions and tokens are not in here:
nobody can read them, only compare them.
`;
}
