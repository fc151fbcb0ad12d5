import type { ViewerContent } from '#core/view/viewer.ts';

/** A choice of what lies on the picture: marks, a map, or nothing. */
export interface Look {
  /** Value of its radio button, and what `data-look` of marks and maps names. */
  id: string;
  label: string;
  score: string;
  /** How it is read where its look alone does not tell. */
  said: string;
  marks: number[];
  /** Index of the overlay. */
  map: number | null;
}

/** The choices of a viewer: the marks that come first, then each criterion with its marks and maps, then the bare picture. */
export function looksOf({ chips, marks, overlays }: ViewerContent): Look[] {
  if (chips.length === 0) return [];
  const first = marks.filter((mark) => mark.first).map(({ number }) => number);
  const plain = { score: '', said: '', map: null };
  const each = chips.flatMap(({ id, title, score, pass }) => {
    const own = marks.filter(({ criterion }) => criterion === id).map(({ number }) => number);
    const maps = overlays.flatMap(({ criterion }, i) => (criterion === id ? [i] : []));
    const base = { label: title, score: String(score), said: pass ? ', met' : ', not met', marks: own };
    if (maps.length < 2) return [{ ...base, map: maps[0] ?? null }];
    return maps.map((map) => ({ ...base, label: `${title}: ${overlays[map]!.label}`, map }));
  });
  return [
    ...(first.length > 0 ? [{ ...plain, id: 'first', label: 'Worst places', marks: first }] : []),
    ...each.map((look, i) => ({ ...look, id: `look-${i + 1}` })),
    { ...plain, id: 'none', label: 'Nothing', marks: [] },
  ];
}

/** Names of the looks in which something is seen, as `data-look` takes them. */
export const seenIn = (looks: readonly Look[], sees: (look: Look) => boolean): string =>
  looks
    .filter(sees)
    .map(({ id }) => id)
    .join(' ');

/** The rules that hide what the chosen look leaves out, and the frames that are not chosen. */
export function lookRules(most: number, frames: number): string {
  const names = ['first', 'none', ...Array.from({ length: most }, (_, i) => `look-${i + 1}`)];
  const looks = names.map(
    (name) => `.viewer:has([value=${name}]:checked) [data-look]:not([data-look~=${name}]){display:none}`,
  );
  const panels = Array.from(
    { length: frames },
    (_, i) => `.set:has(#frame-${i}:checked) [data-frame]:not([data-frame=frame-${i}]){display:none}`,
  );
  return `${looks.join('')}@media not print{${panels.join('')}}`;
}
