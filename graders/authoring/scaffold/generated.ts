import type { Scaffold } from './types.ts';

/** Two files straight from a generator: one seed, one setting changed, both with their record inside. */
export const generated: Scaffold = ({ id, title, track }) => ({
  'exercise.yaml': `id: ${id}
title: ${title}
summary: Two pictures straight from your generator, one seed, one setting changed.
track: ${track}
level: starter
minutes: 20
skills: [variables]
submission:
  kind: generated
  count: 2
  formats: [png, jpeg, webp]
  maxBytes: 25000000
  maxPixels: 18000000
  size: { minWidth: 512, minHeight: 512 }
start: start/pair.webp
criteria:
  - id: record
    kind: generation
    title: Every file tells how it was made
    weight: 3
    essential: true
    passAt: 90
    params: { recorded: [prompt, seed], unedited: true }
  - id: variable
    kind: generation
    title: One seed, one setting changed
    weight: 4
    essential: true
    passAt: 90
    params: { same: [seed], vary: { among: [steps, guidance, sampler, scheduler, model, prompt], values: 2 } }
  - id: family
    kind: variants
    title: Two steps that a person sees, of one picture
    weight: 3
    essential: true
    passAt: 85
passMark: 75
licence: CC-BY-4.0
`,
  'brief.mdx': `**Client:** who they are, in one line
**Runs as:** where the pictures will be seen, and how large
**Wanted:** two files straight from your generator, same seed, one setting changed

Write here as the client would: what the pictures are for, what has to stay the same in both, what may differ, and what the files must say about themselves.

We print two pictures side by side to show what one setting does. The subject is yours. Type in one seed for both, change one setting and nothing else, and send the files as your generator saved them: no crop, no grading, no screenshot.

If you have no generator: as of November 2026 these run on your own computer at no charge and write their settings into the file: ComfyUI, Stable Diffusion web UI Forge, SD.Next, InvokeAI, SwarmUI, Fooocus and, on a Mac, Draw Things.
`,
  'hints.mdx': `## Hold everything still

Which settings does your generator change by itself from run to run?

## One step, and far enough

Choose two values whose difference one sees without being told.

## Send what was saved

Chat programs and picture editors drop what a file says of its making. Take it from the generator's own folder.
`,
  'design.md': `# ${title}

Why these criteria: what a file says of its making is read from the bytes as they arrive; the pictures themselves are only asked to be two, and akin.

What was tried: write down each attempt with its number.
`,
  'pictures.yaml': `# Recipes over a plate; the vocabulary stands in exercises/README.md. Rebuild with \`npx atelier pictures\`.
# Rendered, not generated: they stand for the exercise, and goldens write a generator's record into them.
pictures:
  - path: start/one.webp
    from: plate:breakfast-neutral
    ops: [{ resize: { width: 768 } }, { contrast: { amount: -25 } }, { saturation: 0.5 }]
    save: { quality: 90 }
  - path: start/two.webp
    from: plate:breakfast-neutral
    ops: [{ resize: { width: 768 } }, { contrast: { amount: 25 } }, { saturation: 1.4 }]
    save: { quality: 90 }
  - path: start/pair.webp
    from: picture:start/one.webp
    ops: [{ beside: { with: 'picture:start/two.webp', gap: 16 } }]
    save: { quality: 88 }
`,
  'goldens.yaml': `# Attempts as generators would save them: the pair with the record of several tools written in.
shared:
  data: &data
    prompt: oranges on a white plate, early morning light
    seed: '90717'
    steps: 28
    guidance: 6
    sampler: euler
goldens:
  - name: guidance over two values, ComfyUI as PNG
    files:
      - { from: 'file:start/one.webp', save: { metadata: { generation: { <<: *data, tool: comfyui, guidance: 3 } } } }
      - { from: 'file:start/two.webp', save: { metadata: { generation: { <<: *data, tool: comfyui, guidance: 9 } } } }
    expect: { outcome: passed, score: [95, 100], code: generation.one-variable }
  - name: steps over two values, Forge as JPEG
    files:
      - { from: 'file:start/one.webp', save: { format: jpeg, metadata: { generation: { <<: *data, tool: forge, steps: 8 } } } }
      - { from: 'file:start/two.webp', save: { format: jpeg, metadata: { generation: { <<: *data, tool: forge } } } }
    expect: { outcome: passed, score: [95, 100], code: generation.one-variable }
  - name: another seed
    files:
      - { from: 'file:start/one.webp', save: { metadata: { generation: { <<: *data, tool: comfyui, guidance: 3 } } } }
      - { from: 'file:start/two.webp', save: { metadata: { generation: { <<: *data, tool: comfyui, seed: '4', guidance: 9 } } } }
    expect: { outcome: not-yet, criteria: { variable: [0, 80] } }
  - name: two settings changed
    files:
      - { from: 'file:start/one.webp', save: { metadata: { generation: { <<: *data, tool: forge, guidance: 3 } } } }
      - { from: 'file:start/two.webp', save: { metadata: { generation: { <<: *data, tool: forge, guidance: 9, steps: 8 } } } }
    expect: { outcome: not-yet, criteria: { variable: [0, 80] } }
  - name: one picture under two records
    files:
      - { from: 'file:start/one.webp', save: { metadata: { generation: { <<: *data, tool: comfyui, guidance: 3 } } } }
      - { from: 'file:start/one.webp', save: { metadata: { generation: { <<: *data, tool: comfyui, guidance: 9 } } } }
    expect: { outcome: not-yet, criteria: { family: [0, 60] }, code: variants.twins }
  - name: files that say nothing
    files:
      - { from: 'file:start/one.webp' }
      - { from: 'file:start/two.webp' }
    expect: { outcome: not-yet, score: [0, 45] }
`,
  'credits.yaml': `pictures:
${['one', 'two', 'pair'].map(credit).join('')}`,
});

const credit = (name: string): string => `  - path: start/${name}.webp
    madeBy: Blender 3.4, Cycles, from our own scene, then a recipe in pictures.yaml
    script: scenes/breakfast.py
    settings: plate breakfast-neutral, reduced; contrast and saturation as written there
    licence: CC-BY-4.0
    author: Atelier
`;
