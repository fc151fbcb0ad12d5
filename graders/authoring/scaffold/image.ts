import type { Scaffold } from './types.ts';

/** A small, sound tone exercise: an under-exposed frame to be brought back. */
export const image: Scaffold = ({ id, title, track }) => ({
  'exercise.yaml': `id: ${id}
title: ${title}
summary: Bring an under-exposed frame back to the exposure and contrast of its reference.
track: ${track}
level: starter
minutes: 15
skills: [value]
submission:
  kind: image
  formats: [jpeg, png, webp, tiff]
  maxBytes: 40000000
  maxPixels: 24000000
  size: { rule: same-aspect, minWidth: 900 }
start: start/frame-dark.png
references: [reference/frame.webp]
criteria:
  - id: tone
    kind: tone-colour
    title: Tone and colour, place by place
    weight: 5
    essential: true
  - id: exposure
    kind: histogram
    title: Exposure and contrast
    weight: 3
    essential: true
    params: { channels: [lightness], terms: [emd] }
  - id: clipping
    kind: clipping
    title: Nothing clipped
    weight: 2
    essential: true
    params: { tolerance: 0.002, limit: 0.03 }
passMark: 75
licence: CC-BY-4.0
`,
  'brief.mdx': `**Client:** who they are, in one line
**Runs as:** where the picture will be seen, and how large
**Wanted:** what is to be handed in

Write here as the client would: what the picture is for, what is wrong with it, what they care about, and what must not change. A good brief holds one measurable wish, one preference, and one thing that is none of the retoucher's business.

This frame came out two thirds of a stop too dark and rather flat. We need it as bright as the others of the series, with the same contrast, and without a burnt highlight on the plate. Colour, sharpness and crop are approved and stay as they are.
`,
  'hints.mdx': `## Look before you move

Read the histogram: where does it end on the right, and how far is that from the white of the plate in a well-exposed frame?

## One control for one fault

Exposure brings the light back; contrast is judged afterwards, never before.

## Check the ends

Switch on the clipping warning and step back until the last speck is gone.
`,
  'design.md': `# ${title}

Why these criteria: tone is judged place by place in cells, so that noise and compression cost nothing; the histogram gives the direction; clipping is absolute.

What was tried: write down each attempt with its number. The calibration holds tolerances and margins.
`,
  'pictures.yaml': `# Recipes over a plate; the vocabulary stands in exercises/README.md. Rebuild with \`npx atelier pictures\`.
pictures:
  - path: reference/frame.webp
    from: plate:breakfast-neutral
    ops: [{ resize: { width: 900 } }]
  - path: start/frame-dark.png
    from: picture:reference/frame.webp
    ops: [{ exposure: -0.9 }, { contrast: { amount: -15 } }]
`,
  'goldens.yaml': `# Untouched start and allowed exports are checked without being named here.
goldens:
  - name: half way
    from: start
    ops: [{ blend: { with: reference, amount: 0.5 } }]
    expect: { outcome: not-yet, score: [10, 72] }
  - name: nine tenths
    from: start
    ops: [{ blend: { with: reference, amount: 0.9 } }]
    expect: { outcome: passed, score: [80, 100] }
  - name: overshoot by two thirds
    from: start
    ops: [{ blend: { with: reference, amount: 1.67 } }]
    expect: { outcome: not-yet, score: [0, 72] }
  - name: mirrored
    from: reference
    ops: [{ flip: horizontal }]
    expect: { outcome: ungradable, code: another-picture }
  - name: flat grey
    from: reference
    ops: [{ flat: [118, 118, 118] }]
    expect: { outcome: ungradable }
`,
  'credits.yaml': `pictures:
  - path: reference/frame.webp
    madeBy: Blender 3.4, Cycles, from our own scene
    script: scenes/breakfast.py
    settings: plate breakfast-neutral, reduced
    licence: CC-BY-4.0
    author: Atelier
  - path: start/frame-dark.png
    madeBy: recipe in pictures.yaml over the plate breakfast-neutral
    script: scenes/breakfast.py
    settings: exposure and contrast lowered as written there
    licence: CC-BY-4.0
    author: Atelier
`,
});
