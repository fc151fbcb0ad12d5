/** Demands that no one picture can meet. Wordings as in facets; a prompt that has both sides of a pair contradicts itself (2026-07). */
export const OPPOSITES: readonly { first: readonly string[]; second: readonly string[] }[] = [
  {
    first: ['soft|diffused|diffuse|gentle light', 'soft|diffused shadow', 'softbox'],
    second: ['hard|harsh light', 'hard|harsh shadow', 'hard|harsh sun', 'hard|harsh sunlight'],
  },
  {
    first: ['shallow depth of field', 'shallow focus'],
    second: ['deep depth of field', 'deep focus', 'everything in focus'],
  },
  { first: ['wide angle', 'fisheye', 'ultra wide'], second: ['telephoto', 'long lens'] },
  {
    first: ['black and white', 'monochrome photograph'],
    second: ['vivid|vibrant|saturated colour', 'full colour', 'vibrant|colourful palette'],
  },
  {
    first: ['at night', 'night scene', 'midnight'],
    second: ['at noon', 'midday', 'bright daylight', 'morning light|sun'],
  },
  { first: ['high key'], second: ['low key'] },
  { first: ['top down', 'flat lay', 'overhead shot|view'], second: ['eye level', 'low angle', 'worm s eye'] },
  {
    first: ['muted|desaturated colour', 'muted|desaturated palette'],
    second: ['vivid|vibrant|saturated colour', 'vivid|vibrant|saturated palette', 'neon colour'],
  },
  { first: ['close up', 'macro shot|photograph'], second: ['wide shot', 'establishing shot', 'aerial view'] },
];
