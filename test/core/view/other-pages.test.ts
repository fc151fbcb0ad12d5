import { describe, expect, it } from 'vitest';
import type { ExerciseSpec, SubmissionRules } from '../../../graders/exercise/schema.ts';
import { checkViews, postedAnswer, unplaced } from '#core/view/checks.ts';
import { fieldOf, texts } from '#core/view/form-errors.ts';
import { examined, HOW, judgedBy } from '#core/view/judged.ts';
import { KINDS } from '#graders/criteria/kinds.ts';
import { limitsOf } from '#core/view/limits.ts';
import { nextAddress } from '#core/view/next-address.ts';
import { earlyRefusal, progressOf, wantedFiles, withChosen } from '#core/view/upload.ts';
import { count, figure, list, megapixels, moment, signed } from '#core/view/words.ts';

const rules: SubmissionRules = {
  kind: 'image',
  formats: ['jpeg', 'png', 'tiff'],
  maxBytes: 40_000_000,
  maxPixels: 24_000_000,
  size: { rule: 'same-aspect', minWidth: 900 },
};

describe('limits stand beside the drop zone', () => {
  it('in words and as the browser checks them', () => {
    expect(limitsOf(rules)).toEqual({
      formats: 'JPEG, PNG or TIFF',
      bytes: 'at most 40 MB',
      pixels: 'at most 24 megapixels',
      size: 'the whole frame, uncropped, 900 px wide or more',
      accept: 'image/jpeg,.jpg,.jpeg,image/png,.png,image/tiff,.tif,.tiff',
      types: ['image/jpeg', 'image/png', 'image/tiff'],
      maxBytes: 40_000_000,
      count: 1,
      frames: [],
    });
  });

  it('of a set: each file, and what the set holds', () => {
    const limits = limitsOf(rules, ['Cherry', 'Lemon']);
    expect([limits.bytes, limits.frames, wantedFiles(limits)]).toEqual([
      'at most 40 MB each',
      ['Cherry', 'Lemon'],
      2,
    ]);
  });

  it('of pictures straight from a generator: each file, and how many', () => {
    const limits = limitsOf({
      kind: 'generated',
      count: 3,
      formats: ['png', 'webp'],
      maxBytes: 20_000_000,
      maxPixels: 24_000_000,
      size: { minWidth: 512, minHeight: 768 },
    });
    expect([limits.bytes, limits.size, limits.frames, wantedFiles(limits)]).toEqual([
      'at most 20 MB each',
      '512 × 768 px or more, as your generator saved it',
      [],
      3,
    ]);
    expect(progressOf([{ name: 'a.png', size: 1 }], limits)).toBe('1 of 3 chosen, 2 pictures missing.');
  });

  const file = (name: string, size = 1_000_000) => ({ name, size });
  it.each([
    ['the first one', [], [file('a.png')], ['a.png 1'], '1 of 2 chosen, 1 picture missing.'],
    [
      'one more',
      [file('a.png')],
      [file('b.png', 2_000_000)],
      ['a.png 1', 'b.png 2'],
      'All 2 chosen, 3 MB. Their order does not matter.',
    ],
    [
      'a second export of the same name',
      [file('a.png'), file('b.png')],
      [file('a.png', 5_000_000)],
      ['b.png 1', 'a.png 5'],
      'All 2 chosen, 6 MB. Their order does not matter.',
    ],
    [
      'one too many',
      [file('a.png'), file('b.png')],
      [file('c.png')],
      ['a.png 1', 'b.png 1'],
      'All 2 chosen, 2 MB. Their order does not matter.',
    ],
  ])('choosing %s', (_, files, chosen, left, words) => {
    const limits = limitsOf(rules, ['Cherry', 'Lemon']);
    const now = withChosen(files, chosen, limits);
    expect(now.map(({ name, size }) => `${name} ${size / 1e6}`)).toEqual(left);
    expect(progressOf(now, limits)).toBe(words);
  });

  it.each([
    [{ rule: 'free', minWidth: 900 }, 'cropped as the brief asks, 900 px wide or more'],
    [{ rule: 'exact', width: 1600, height: 1067 }, 'exactly 1600 × 1067 px'],
  ] as const)('%o', (size, words) => {
    expect(limitsOf({ ...rules, size }).size).toBe(words);
  });

  it.each([
    [{ name: 'a.jpg', type: 'image/jpeg', size: 10 }, null],
    [{ name: 'a.tif', type: '', size: 40_000_000 }, null],
    [
      { name: 'a.jpg', type: 'image/jpeg', size: 0 },
      '“a.jpg” is empty. Save it again and choose it once more.',
    ],
    [
      { name: 'a.png', type: 'image/png', size: 41_200_000 },
      '“a.png” has 41.2 MB; this exercise takes at most 40 MB. Save it with stronger compression, or with fewer pixels where the brief allows it.',
    ],
    [
      { name: 'a.gif', type: 'image/gif', size: 10 },
      '“a.gif” is not JPEG, PNG or TIFF. Export it in one of these formats.',
    ],
  ])('%o: %s', (file, words) => {
    expect(earlyRefusal(file, limitsOf(rules))).toBe(words);
  });
});

describe('how it is judged', () => {
  const spec = {
    criteria: [
      { id: 'cast', kind: 'neutral', title: 'Neutral', weight: 3, essential: true, passAt: 60, params: {} },
      { id: 'tone', kind: 'tone-colour', title: 'Tone', weight: 6, essential: false, passAt: 60, params: {} },
      { id: 'rest', kind: 'protect', title: 'The rest', essential: false, passAt: 60, params: {} },
    ],
  } as unknown as ExerciseSpec;

  it('gives shares that add up, and tolerances from the calibration', () => {
    const terms = {
      'tone/mean': { start: 10, tolerance: 0.5, ratio: 20 },
      'tone-two/mean': { start: 1, tolerance: 1, ratio: 1 },
      // A start that is right already has no difference of which a share could be free.
      'cast/mean': { start: 0, tolerance: 0.9, ratio: 3 },
    };
    const judged = judgedBy(spec, { graderVersion: '1', inputs: 'i', terms, goldens: [] });
    expect(judged.map(({ share }) => share)).toEqual(['33 %', '67 %', 'lowers the total']);
    expect(judged.map(({ need }) => need)).toEqual(['essential, met from 60', 'met from 60', 'met from 60']);
    expect(judged.map(({ free }) => free)).toEqual([
      '',
      'Up to 5 % of the difference between start and finished picture costs nothing.',
      '',
    ]);
  });

  it('says what each criterion looks at, and the same sentence once', () => {
    const asked = [
      ['prompt', {}],
      ['prompt', {}],
      ['provenance', { sourceTypes: [] }],
      ['provenance', { strip: [] }],
      ['generation', { recorded: [] }],
    ].map(([kind, params], i) => ({ id: `c${i}`, kind, title: 'T', weight: 1, passAt: 60, params }));
    const how = judgedBy({ criteria: asked } as unknown as ExerciseSpec, null).map((one) => one.how);
    expect([how[0], how[1], how[4]]).toEqual([HOW['prompt'], '', HOW['generation']]);
    expect(how[2]).toMatch(/declares/);
    expect(how[3]).toMatch(/nobody’s business/);
  });

  it.each([
    [{}, 'Fine detail and noise, against the reference.'],
    [{ terms: ['sharpness'] }, 'How much fine detail there is, against the reference.'],
    [{ terms: ['halo'] }, 'Whether strong edges carry a line, against the reference.'],
    [
      { terms: ['sharpness', 'noise'] },
      'How much fine detail there is and how much noise there is, against the reference.',
    ],
  ])('says of detail what is measured: %j', (params, how) => {
    const one = { id: 'it', kind: 'detail', title: 'T', weight: 1, passAt: 60, params };
    expect(judgedBy({ criteria: [one] } as unknown as ExerciseSpec, null)[0]!.how).toBe(how);
  });

  it('explains the unit of colour and what is told first', () => {
    const how = judgedBy(spec, null).find(({ id }) => id === 'tone')!.how;
    expect(how).toMatch(/ΔE00 counts colour difference.*Lightness is told first/);
  });
});

describe('check questions', () => {
  const checks = [
    {
      id: 'clipped',
      question: 'Which?',
      options: [
        { text: 'left', correct: true, why: 'because' },
        { text: 'right', correct: false, why: 'no' },
      ],
    },
    { id: 'tilt', question: 'How much?', options: [{ text: '1°', correct: true, why: 'yes' }] },
  ];

  it('show the chosen option and why', () => {
    const [first, second] = checkViews(checks, new Map([['clipped', { choice: 1, correct: false }]]));
    expect(first).toMatchObject({
      number: 1,
      of: 2,
      answer: { correct: false, word: 'Not quite', why: 'no' },
    });
    expect(first?.options.map(({ chosen }) => chosen)).toEqual([false, true]);
    expect(second?.answer).toBeNull();
  });

  it('forget an answer whose option is gone', () => {
    expect(checkViews(checks, new Map([['tilt', { choice: 3, correct: true }]]))[1]?.answer).toBeNull();
  });

  it.each([
    [
      { check: 'clipped', choice: '0' },
      { check: 'clipped', choice: 0, correct: true },
    ],
    [
      { check: 'clipped', choice: '1' },
      { check: 'clipped', choice: 1, correct: false },
    ],
    [{ check: 'clipped', choice: '2' }, null],
    [{ check: 'clipped', choice: '0.5' }, null],
    [{ check: 'clipped' }, null],
    [{ check: 'other', choice: '0' }, null],
  ])('posted %o', (posted, answer) => {
    expect(postedAnswer(new Map(Object.entries(posted)), checks)).toEqual(answer);
  });

  it('that the text does not place are known', () => {
    expect(unplaced('Text\n\n<Check  id="clipped" />\n', checks)).toEqual(['tilt']);
    expect(unplaced('', checks)).toEqual(['clipped', 'tilt']);
  });
});

describe('after signing in one goes on', () => {
  it.each([
    ['/exercises/seeing/value-range', '/exercises/seeing/value-range'],
    ['/lessons/a/b#check-c', '/lessons/a/b#check-c'],
    ['//elsewhere.example', '/progress'],
    ['/\\elsewhere.example', '/progress'],
    ['https://elsewhere.example', '/progress'],
    ['/.//elsewhere.example', '/progress'],
    ['/x/..//elsewhere.example', '/progress'],
    ['/a b', '/progress'],
    ['/€?x=ü', '/%E2%82%AC?x=%C3%BC'],
    ['/\u0000\u007f', '/%00%7F'],
    ['', '/progress'],
    [null, '/progress'],
  ])('%s: %s', (given, address) => {
    expect(nextAddress(given)).toBe(address);
  });
});

describe('a refusal finds its field', () => {
  const refusal = (code: string) => ({ status: 422, code, title: '', detail: '', hint: '' });
  it.each([
    ['email-invalid', ['name', 'email', 'password'], 'email'],
    ['password-length', ['name', 'email', 'password'], 'password'],
    ['password-length', ['current', 'next'], 'next'],
    ['wrong-password', ['current', 'next'], 'current'],
    ['wrong-sign-in', ['email', 'password'], null],
    ['too-many-tries', ['email', 'password'], null],
  ])('%s', (code, fields, field) => {
    expect(fieldOf(refusal(code), fields)).toBe(field);
  });

  it('and a form gives text or nothing', () => {
    const form = new FormData();
    form.set('name', 'Ines');
    form.set('email', new File(['x'], 'x'));
    expect(texts(form, ['name', 'email', 'password'])).toEqual({ name: 'Ines', email: '', password: '' });
  });
});

describe('how it is judged', () => {
  it('has a sentence for every kind of criterion', () => {
    expect(Object.keys(HOW).sort()).toEqual([...KINDS.keys()].sort());
  });

  it.each([
    [
      { attempts: 28, falsePasses: 0, falseFails: 0 },
      /28 attempts .* gets every one right, the closest by 3 points/,
    ],
    [{ attempts: 28, falsePasses: 1, falseFails: 1 }, /gets 2 of them wrong/],
  ])('tells how the judge was examined: %j', (verdicts, words) => {
    const goldens = [3, 100].map((margin) => ({ name: '-', score: 80, expect: 'passed', margin }));
    expect(examined({ graderVersion: '1', inputs: '', terms: {}, goldens, verdicts })).toMatch(words);
  });

  it('says nothing where it was not', () => {
    expect([examined(null), examined({ graderVersion: '1', inputs: '', terms: {}, goldens: [] })]).toEqual([
      null,
      null,
    ]);
  });
});

describe('small words', () => {
  it.each([
    [figure(0), '0'],
    [figure(-0.004), '0'],
    [figure(1.5), '1.5'],
    [figure(12.34), '12.3'],
    [figure(1234.5), '1235'],
    [signed(12), '+12'],
    [signed(-3.5), '−3.5'],
    [signed(0), '0'],
    [megapixels(24_000_000), '24 megapixels'],
    [megapixels(2_160_000), '2.2 megapixels'],
    [count(1, 'lesson'), '1 lesson'],
    [count(0, 'lesson'), '0 lessons'],
    [list([]), ''],
    [list(['a']), 'a'],
    [list(['a', 'b', 'c']), 'a, b and c'],
    [list(['a', 'b'], 'or'), 'a or b'],
    [moment(Date.UTC(2026, 10, 3, 4, 5)), '3 Nov 2026, 04:05 UTC'],
  ])('%s', (given, words) => {
    expect(given).toBe(words);
  });
});
