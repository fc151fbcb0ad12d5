/** What a file may say that a client would not want on a public page; its words are `private.<fact>` in `content/feedback/`. */
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
