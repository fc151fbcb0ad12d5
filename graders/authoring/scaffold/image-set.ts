import type { Scaffold } from './types.ts';

const FRAMES = ['rhubarb', 'lemon', 'cucumber'] as const;

/** Three frames of one set whose light drifted, to be brought back to one look. */
export const imageSet: Scaffold = ({ id, title, track }) => ({
  'exercise.yaml': `id: ${id}
title: ${title}
summary: Bring three frames of one set, taken under drifting light, back to one look.
track: ${track}
level: starter
minutes: 20
skills: [consistency]
submission:
  kind: image-set
  formats: [jpeg, png, webp, tiff]
  maxBytes: 25000000
  maxPixels: 16000000
  size: { rule: same-aspect, minWidth: 750 }
frames:
${FRAMES.map(
  (name) =>
    `  - { name: ${name}, title: ${name.replace(/^./, (letter) => letter.toUpperCase())}, start: start/${name}.png, references: [reference/${name}.webp] }\n`,
).join('')}regions: { set: regions/set.png }
criteria:
  - id: series
    kind: series
    title: The frames belong together
    region: set # what all frames show alike
    weight: 4
    essential: true
    passAt: 70
  - id: tone
    kind: tone-colour
    title: Tone and colour of every frame
    weight: 5
    essential: true
    passAt: 65
passMark: 75
licence: CC-BY-4.0
viewing: Colour is judged in sRGB under D65. Lay the frames side by side on a neutral grey.
`,
  'brief.mdx': `**Client:** who they are, in one line
**Runs as:** where the frames will be seen, next to each other or one after the other
**Wanted:** all ${FRAMES.length} frames, as one set

Write here as the client would: which frame is approved, what the others have to follow, and what must not be touched.

These were taken in one afternoon, and one sees it: the clouds came and went. On the shelf the cans stand side by side, so the table and the wall have to be one table and one wall. The first frame is approved as it is; bring the others to it. Crop, sharpness and the cans themselves stay as they are.
`,
  'hints.mdx': `## Look at what they share

Which parts should be the same in all frames, whatever stands on the table?

## Exposure first

Bring the frames to one lightness before you judge their colour.

## All of them at once

Compare them side by side, small: a difference of a tenth of a stop shows in a row and hides in a single picture.
`,
  'design.md': `# ${title}

Why these criteria: \`series\` looks at what the frames share and how far they lie apart; tone is judged in every frame, and the one that is furthest off counts.

What was tried: write down each attempt with its number. The calibration holds tolerances and margins.
`,
  'pictures.yaml': `# Recipes over plates; the vocabulary stands in exercises/README.md. Rebuild with \`npx atelier pictures\`.
pictures:
  - path: reference/{frame}.webp
    from: plate:cans-{n}
    ops: [{ resize: { width: 900 } }]
    frames: { ${FRAMES.map((name) => `${name}: []`).join(', ')} }
  - path: start/{frame}.png
    from: plate:cans-{n}
    ops: [{ resize: { width: 900 } }]
    frames:
      rhubarb: []
      lemon: [{ exposure: 0.3 }, { gains: [0.92, 1, 1.12] }]
      cucumber: [{ exposure: -0.5 }, { gains: [1.1, 1, 0.84] }]
  - path: regions/set.png
    from: plate:cans-mask-set
    ops: [{ resize: { width: 900 } }, { threshold: 128 }]
    save: { grey: true }
`,
  'goldens.yaml': `# Untouched start, allowed exports, another order, a missing file and each frame put right alone are checked without
# being named here.
exports: [png, webp-80, jpeg-92, jpeg-80-420, p3]
goldens:
  - name: half way
    from: start
    ops: [{ blend: { with: reference, amount: 0.5 } }]
    expect: { outcome: not-yet, score: [10, 72] }
  - name: nine tenths
    from: start
    ops: [{ blend: { with: reference, amount: 0.9 } }]
    expect: { outcome: passed, score: [80, 100] }
  - name: one frame forgotten
    from: reference
    frames: { cucumber: { from: start } }
    expect: { outcome: not-yet, score: [0, 70] }
  - name: all alike, all half a stop too dark
    from: reference
    ops: [{ exposure: -0.5 }]
    expect: { outcome: not-yet, score: [0, 72], code: series.set-dark }
`,
  'credits.yaml': `pictures:
${FRAMES.flatMap((name, i) => [`start/${name}.png`, `reference/${name}.webp`].map((path) => credit(path, `cans-${i + 1}`))).join('')}${credit('regions/set.png', 'cans-mask-set')}`,
});

const credit = (path: string, plate: string): string => `  - path: ${path}
    madeBy: Blender 3.4, Cycles, from our own scene, then a recipe in pictures.yaml
    script: scenes/cans.py
    settings: plate ${plate}, reduced; changed as written there
    licence: CC-BY-4.0
    author: Atelier
`;
