/**
 * An entry of `pictures.yaml` with `frames`, written out once for every frame: `{frame}` becomes the frame's name and
 * `{n}` its number from 1 wherever they stand, and the frame's own operations follow the shared ones. An entry without
 * `frames` stays as it is. What comes in is as the author wrote it, not parsed yet.
 */
export function eachFrame(entry: unknown): unknown[] {
  if (!isRecord(entry) || !isRecord(entry.frames)) return [entry];
  const { frames, ops, ...shared } = entry;
  return Object.entries(frames).map(([frame, own], i) =>
    filled({ ...shared, ops: [...listOf(ops), ...listOf(own)] }, { frame, n: String(i + 1) }),
  );
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

function filled(value: unknown, names: { frame: string; n: string }): unknown {
  if (typeof value === 'string') return value.replaceAll('{frame}', names.frame).replaceAll('{n}', names.n);
  if (Array.isArray(value)) return value.map((item) => filled(item, names));
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, filled(inner, names)]));
}
