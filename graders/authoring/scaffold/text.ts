import type { Scaffold } from './types.ts';

/** A prompt for a model that reads sentences, judged by what it says and whether it reads as language. */
export const text: Scaffold = ({ id, title, track }) => ({
  'exercise.yaml': `id: ${id}
title: ${title}
summary: Write the prompt for a still life, so that a model that reads sentences has all it needs.
track: ${track}
level: starter
minutes: 15
skills: [prompt-structure]
submission: { kind: text, dialect: natural, maxCharacters: 1200 }
start: start/mood.webp
references: [reference/prompt.txt]
criteria:
  - id: subject
    kind: prompt
    title: Subject and setting
    weight: 3
    essential: true
    params:
      facets: # | between single words, ? behind what may be missing; keep the wordings wide
        - id: fruit
          facet: subject
          title: the oranges
          early: true
          any: [orange|oranges|clementine|mandarin|citrus]
          against: [lemon|apple|pear, orange juice|wall|light]
        - id: plate
          facet: subject
          title: the white plate they lie on
          any:
            - white|porcelain|ceramic|pale|cream plate|dish|bowl
            - plate|dish|bowl of|in white|porcelain|ceramic
        - id: table
          facet: setting
          title: the dark wooden table
          any:
            - dark|brown|walnut|wooden|wood|oak table|tabletop|board|boards|surface
            - table|tabletop|surface of|in dark|brown|walnut|wood|oak
  - id: light
    kind: prompt
    title: Light and lens
    weight: 3
    essential: true
    params:
      facets:
        - id: side
          facet: light
          title: the side it comes from
          any:
            - light|sun|sunlight|beam|ray from|on|at the? left|right|side|behind
            - side|back|rim|edge light|lit
            - backlight|sidelight|backlit|sidelit
            - raking|slanting|low|oblique light|sun|sunlight
          against: [frontal|front|flat light, ring light|flash]
        - id: hour
          facet: light
          title: the hour of the day
          any: [morning|dawn|sunrise|early, first light|sun]
          against: [sunset|dusk|evening|noon|night]
        - id: depth
          facet: lens
          title: the lens, or how deep the focus reaches
          any:
            - shallow depth of field
            - shallow|selective focus
            - 50|85|90|100|105 mm
            - macro lens|shot|photograph
            - background|rest blur|blurred|soft
            - out of focus
          against: [deep focus, everything sharp]
  - id: frame
    kind: prompt
    title: Composition and exclusions
    weight: 2
    params:
      facets:
        - id: space
          facet: composition
          title: the empty space for the headline
          any:
            - copy|negative|empty|free|open|calm|clear space|area|room|third|half|side
            - space|room for|left the? headline|title|copy|type|free|empty
            - right|left|top|upper half|third|side empty|free|calm|clear
        - id: people
          facet: exclusions
          title: people and hands
          any: [person|people|human|hand|finger|figure]
          instead: [nobody|deserted, no one]
  - id: language
    kind: prompt-language
    title: Reads as language
    essential: true
    passAt: 80
    params:
      length: { least: 20, most: 140 }
passMark: 70
licence: CC-BY-4.0
`,
  'brief.mdx': `**Client:** who they are, in one line
**Runs as:** where the picture will be seen, and how large
**Wanted:** one prompt in plain English, as you would give it to a model that reads sentences; at most 1,200 characters

Write here as the client would, in pictures and wishes and not in the words that a model needs: those are the learner's work, and whoever hands this letter back must not pass.

This frame opened our menu last year, and we would like another one like it, made for the cover. Keep what is on it and what it stands on. It was taken before the house was awake, and one sees where the window was. Whatever lies further back may melt away. Our name goes beside it, so leave it somewhere to stand. And please keep the family out of it.
`,
  'hints.mdx': `## Name what is there

What lies on the table, and on what, before any word about how it feels?

## Give the light a place

A side, an hour, a softness: three words that change more than any adjective for mood.

## Say what stays empty

Space for type is part of the composition and has a place in the frame.
`,
  'design.md': `# ${title}

Why these facets: each of them changes the picture when it is missing. The wordings are wide, so that a good prompt by another pen loses one or two facets at most; \`prompt-language\` stands beside them against heaps of words.

What was tried: write down each prompt with its score. \`npx atelier check <slug> --attack 2000\` hands in heaps of the exercise's own wordings.
`,
  'reference/prompt.txt': `A photograph of ripe oranges on a white porcelain plate, one of them cut open, on a dark wooden table. Early morning, low sun from the left with long soft shadows, 85 mm lens and shallow depth of field, so that the wall behind melts away. The plate stands low in the frame, with empty space on the right for the title. Quiet and warm. No people, no hands.
`,
  'pictures.yaml': `# Recipes over a plate; the vocabulary stands in exercises/README.md. Rebuild with \`npx atelier pictures\`.
pictures:
  - path: start/mood.webp
    from: plate:breakfast-neutral
    ops: [{ resize: { width: 1200 } }]
    save: { quality: 90 }
`,
  'goldens.yaml': `# Prompts as people write them. Empty text, the brief handed back and the references are checked without being named.
goldens:
  - name: sentences of another writer
    text: >-
      Three oranges and half a one lie on a pale ceramic dish on a table of dark walnut, photographed at dawn. The first sun
      comes from the left and leaves long shadows. Shallow focus, the background blurred. There is calm space above on the
      right side for the headline, and nobody is in the room.
    expect: { outcome: passed, score: [88, 100] }
  - name: phrases, as art directors note them
    text: >-
      Still life photograph of fresh oranges on a white plate, dark oak table, early morning, backlight with soft shadows on
      the boards, 100 mm macro lens with a shallow depth of field, negative space on the right for type, calm and warm, no
      people, no hands
    expect: { outcome: passed, score: [85, 100] }
  - name: short and sound
    text: >-
      Photograph of oranges on a white plate on a dark wooden table, in early morning light from the left, with a shallow
      depth of field and empty space on the right. No people.
    expect: { outcome: passed, score: [85, 100] }
  - name: all but composition and exclusions
    text: >-
      Photograph of oranges on a white plate on a dark wooden table. Early morning, soft light from the left, an 85 mm lens,
      and the wall behind far out of focus. Warm colours, very quiet.
    expect: { outcome: passed, score: [72, 80], code: prompt.missing-composition }
  - name: subject alone
    text: >-
      A beautiful photograph of ripe oranges on a white plate, on a dark wooden table that has seen many breakfasts and
      still smells of bread and coffee and a whole summer.
    expect: { outcome: not-yet, score: [20, 45], code: prompt.missing-light }
  - name: light without a subject
    text: >-
      A quiet kitchen scene in early morning light that comes from the left with long soft shadows, photographed with an 85
      mm lens and a shallow depth of field, with empty space on the right side. No people.
    expect: { outcome: not-yet, score: [30, 66], code: prompt.missing-subject }
  - name: words without joints
    text: >-
      oranges, white plate, dark wooden table, morning light, side light, shallow depth of field, 85mm lens, negative space
      right, photograph, warm, quiet, no people, no hands, soft shadow, window, porcelain, citrus, low sun, copy space
    expect: { outcome: not-yet, score: [0, 50], code: prompt-language.heap }
  - name: praise instead of description
    text: >-
      Masterpiece, best quality, award-winning, stunning photograph of beautiful food, ultra detailed, 8k, trending on every
      site, breathtaking atmosphere with an epic feeling.
    expect: { outcome: not-yet, score: [0, 30], code: prompt-language.filler }
  - name: evening light at noon
    text: >-
      Photograph of oranges on a white plate on a dark wooden table at sunset, in frontal light, with everything sharp from
      front to back. Empty space on the right for the title. No people, no hands.
    expect: { outcome: not-yet, score: [30, 66], code: prompt.contradicted }
  - name: in the syntax of another tool
    text: >-
      (oranges on a white plate:1.4) on a ((dark wooden table)), early morning light from the left, 85 mm lens, shallow depth
      of field, empty space on the right <lora:still_v2:0.8>, no people --ar 3:2 --s 250
    expect: { outcome: not-yet, score: [0, 60], code: prompt-language.foreign }
  - name: speaks of the prompt
    text: >-
      The prompt should mention oranges and a white plate and the dark wooden table, it should also mention early morning
      light from the left and a shallow depth of field, and it should ask for empty space on the right and for no people.
    expect: { outcome: not-yet, score: [0, 40], code: prompt-language.indirect }
  - name: one word
    text: oranges
    expect: { outcome: not-yet, score: [0, 10], code: prompt-language.too-short }
`,
  'credits.yaml': `pictures:
  - path: start/mood.webp
    madeBy: Blender 3.4, Cycles, from our own scene
    script: scenes/breakfast.py
    settings: plate breakfast-neutral, reduced
    licence: CC-BY-4.0
    author: Atelier
  - path: reference/prompt.txt
    madeBy: written by hand
    licence: CC-BY-4.0
    author: Atelier
`,
});
