export type Mark = 'pick' | 'hold' | 'out';

/** A frame of the sheet as the art director sees it. */
export interface Judged {
  /** What it shows, for whoever does not see it. */
  alt: string;
  mark: Mark;
  note: string;
}

export const BRIEF =
  'Opening page of a breakfast story. The mug is the product: whole, sharp, not small. The left quarter stays calm for the headline. Morning, quiet.';

/** `content/pictures/sheet/1.webp` to `9.webp`. */
export const FRAMES: Judged[] = [
  {
    alt: 'Oranges in front, the mug cut by the left edge',
    mark: 'out',
    note: 'The product is cut off. Nothing else matters then.',
  },
  {
    alt: 'The whole table from farther away, the mug small in the middle, calm wood on the left',
    mark: 'hold',
    note: 'The right room, the right light, and a third of it is empty table. A crop makes it frame 3.',
  },
  {
    alt: 'Mug in the middle, oranges on the right, calm dark wall and wood on the left',
    mark: 'pick',
    note: 'Mug whole and sharp, left quarter calm, morning. This one.',
  },
  {
    alt: 'The mug large at the left edge, oranges on the right',
    mark: 'out',
    note: 'Beautiful mug, and it stands exactly where the headline goes.',
  },
  {
    alt: 'As frame 3, in glaring colours and hard contrast',
    mark: 'out',
    note: 'The composition of frame 3 with twice the voice. Noon in an advertisement, not a quiet morning.',
  },
  {
    alt: 'As frame 3, very dark',
    mark: 'out',
    note: 'Quiet does not mean night. The mug sinks into the wall.',
  },
  {
    alt: 'Mug and oranges, the table tilted',
    mark: 'hold',
    note: 'It leans by four degrees. That is not a reason for a new seed but for two minutes of cropping.',
  },
  {
    alt: 'As frame 3, everything behind the oranges blurred, the mug as well',
    mark: 'out',
    note: 'Sharp oranges, soft mug. The focus is on the wrong product.',
  },
  {
    alt: 'Oranges on a plate alone',
    mark: 'out',
    note: 'The best light of the nine, and no mug. Save the light in your notes, not the frame.',
  },
];

/** What can be done to the next round, and what the art director says to it when frame 3 is the base. */
export const CHANGES: { name: string; good: boolean; reply: string }[] = [
  {
    name: 'A new sheet of seeds, maybe there is a better one',
    good: false,
    reply: 'There is always a better one. You have a frame that meets the brief; from now on you improve it.',
  },
  {
    name: 'Keep the seed, change the light words to “thin morning haze, softer window light”',
    good: true,
    reply:
      'One change, to the facet that is weakest. If the next frame is quieter, you know why, and the mug stands where it stood.',
  },
  {
    name: 'Keep the seed, change light, palette and lens together',
    good: false,
    reply:
      'Three changes, one result. If it is better you cannot repeat it, if it is worse you do not know whom to blame.',
  },
  {
    name: 'Add “masterpiece, quiet, elegant”',
    good: false,
    reply: 'That is the wish again, not a means. Where in the frame should one see it?',
  },
];
