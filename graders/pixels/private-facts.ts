/** What a file may say of the picture's taking and making; its words are `private.<fact>` in `content/feedback/`. */
export const PRIVATE_FACTS = [
  'gps',
  'place',
  'people',
  'owner',
  'body-serial',
  'lens-serial',
  'device',
  'lens',
  'software',
  'time',
  'thumbnail',
  'history',
  'maker-note',
] as const;
export type PrivateFact = (typeof PRIVATE_FACTS)[number];

/** Those that lead to nobody and no place: camera, lens, program and date are often owed, seldom a secret. */
const OPEN: ReadonlySet<PrivateFact> = new Set<PrivateFact>(['device', 'lens', 'software', 'time']);

/** Facts that a client would not want on a public page, and those that nobody minds. */
export function sortedFacts(facts: readonly PrivateFact[]): { secret: PrivateFact[]; open: PrivateFact[] } {
  return { secret: facts.filter((fact) => !OPEN.has(fact)), open: facts.filter((fact) => OPEN.has(fact)) };
}
