import { describe, expect, it } from 'vitest';
import { differences } from '#core/certificates/differences.ts';
import { eligibility, type Standing } from '#core/certificates/eligibility.ts';
import { linkedInAddress } from '#core/certificates/linkedin.ts';
import { countedTracks, type CertificateRule, type Needs } from '#core/certificates/rules.ts';
import { halvesOf } from '#core/certificates/title.ts';
import { missingSentence, requirementWords } from '#core/certificates/words.ts';

const rule = (id: string, needs: Partial<Needs>): CertificateRule => ({
  id,
  title: `${id}, practitioner`,
  track: id,
  summary: '',
  narrative: '',
  validYears: null,
  needs: {
    exercises: [],
    minimumScore: null,
    lessons: [],
    certificates: [],
    review: false,
    rubric: null,
    ...needs,
  },
});

const exercise = (slug: string, passedScore: number | null, track = 'seeing') => ({
  slug,
  track,
  title: slug,
  passedScore,
  tried: passedScore !== null,
});
const lesson = (key: string, done: boolean, track = 'seeing') => ({
  key,
  track,
  title: key,
  correct: done ? 2 : 1,
  total: 2,
  done,
});
const standing = (some: Partial<Standing> = {}): Standing => ({
  exercises: [],
  lessons: [],
  held: new Set(),
  reviews: new Map(),
  ...some,
});

const all = rule('seeing', { exercises: [{ track: 'seeing', atLeast: null }] });
const choice = rule('seeing', { exercises: [{ track: 'seeing', atLeast: 2 }] });
const strict = rule('seeing', { exercises: [{ track: 'seeing', atLeast: null }], minimumScore: 90 });
const taught = rule('seeing', { lessons: ['seeing'] });
const reviewed = rule('seeing', { exercises: [{ track: 'seeing', atLeast: null }], review: true });

describe('a certificate is due', () => {
  it.each<[string, CertificateRule, Partial<Standing>, string, number]>([
    ['when all exercises are passed', all, { exercises: [exercise('a', 80), exercise('b', 75)] }, 'ready', 2],
    ['not when one is missing', all, { exercises: [exercise('a', 80), exercise('b', null)] }, 'open', 1],
    ['not by exercises of another track', all, { exercises: [exercise('a', 99, 'delivery')] }, 'open', 0],
    ['never where a track has no exercises', all, {}, 'open', 0],
    [
      'when two of three are passed',
      choice,
      { exercises: [exercise('a', 80), exercise('b', 75), exercise('c', null)] },
      'ready',
      1,
    ],
    ['not when one of three is', choice, { exercises: [exercise('a', 80), exercise('b', null)] }, 'open', 0],
    ['when all reach its score', strict, { exercises: [exercise('a', 90)] }, 'ready', 1],
    ['not at a score just below', strict, { exercises: [exercise('a', 89)] }, 'open', 0],
    ['when the lessons are done', taught, { lessons: [lesson('l', true)] }, 'ready', 1],
    ['not while a question is open', taught, { lessons: [lesson('l', true), lesson('m', false)] }, 'open', 1],
    ['never where nothing is asked', rule('x', {}), {}, 'open', 0],
  ])('%s', (_, of, some, state, met) => {
    const found = eligibility(of, [of], standing(some));
    expect([found.state, found.requirements.filter((one) => one.met).length]).toEqual([state, met]);
  });

  it.each([
    ['none', 'ask'],
    ['waiting', 'waiting'],
    ['returned', 'ask'],
    ['accepted', 'ready'],
  ] as const)('with its review %s it is “%s”, once the work is there', (review, state) => {
    const reviews = new Map([['seeing', review]]);
    const there = standing({ exercises: [exercise('a', 80)], reviews });
    expect(eligibility(reviewed, [reviewed], there).state).toBe(state);
    const missing = standing({ exercises: [exercise('a', null)], reviews });
    expect(eligibility(reviewed, [reviewed], missing).state).toBe('open');
  });

  it('over others when theirs are met, or held from before their track grew', () => {
    const whole = rule('whole', { certificates: ['seeing'] });
    const states = (some: Partial<Standing>) => eligibility(whole, [all, whole], standing(some)).state;
    expect(states({ exercises: [exercise('a', 80)] })).toBe('ready');
    expect(states({ exercises: [exercise('a', 80), exercise('new', null)] })).toBe('open');
    expect(states({ exercises: [exercise('a', 80), exercise('new', null)], held: new Set(['seeing']) })).toBe(
      'ready',
    );
  });

  it('ends where certificates rest on one another in a circle', () => {
    const one = rule('one', { certificates: ['two'], exercises: [{ track: 'a', atLeast: null }] });
    const two = rule('two', {
      certificates: ['one'],
      exercises: [{ track: 'b', atLeast: null }],
      minimumScore: 90,
    });
    expect(eligibility(one, [one, two], standing()).state).toBe('open');
    expect(countedTracks(one, [one, two])).toEqual([
      { track: 'a', least: 0 },
      { track: 'b', least: 90 },
    ]);
  });
});

describe('what is missing, in words', () => {
  const words = (of: CertificateRule, some: Partial<Standing>) =>
    eligibility(of, [of], standing(some)).requirements.map((one) =>
      requirementWords(one, (track) => track.toUpperCase()),
    );

  it.each<[CertificateRule, Partial<Standing>, string, string, string | null]>([
    [all, { exercises: [exercise('a', 80)] }, 'a', 'passed with 80', '/exercises/seeing/a'],
    [all, { exercises: [exercise('a', null)] }, 'a', 'not tried yet', '/exercises/seeing/a'],
    [
      all,
      { exercises: [{ ...exercise('a', null), tried: true }] },
      'a',
      'tried, not passed yet',
      '/exercises/seeing/a',
    ],
    [
      strict,
      { exercises: [exercise('a', 80)] },
      'a',
      'passed with 80; this certificate asks for 90',
      '/exercises/seeing/a',
    ],
    [choice, { exercises: [exercise('a', 80)] }, '2 exercises of SEEING', '1 of 2 passed', '/tracks/seeing'],
    [all, {}, '1 exercise of SEEING', 'this track has no exercises yet', null],
    [taught, { lessons: [lesson('l', false)] }, 'l', '1 of 2 questions answered right', '/lessons/l'],
  ])('%#', (of, some, title, state, href) => {
    expect(words(of, some)[0]).toEqual({ title, state, href });
  });

  it('counts', () => {
    const sentence = (some: Partial<Standing>) =>
      missingSentence(eligibility(all, [all], standing(some)).requirements);
    expect(sentence({ exercises: [exercise('a', 80)] })).toBe('Everything is there.');
    expect(sentence({ exercises: [exercise('a', null)] })).toBe('One thing is missing.');
    expect(sentence({ exercises: [exercise('a', null), exercise('b', null)] })).toBe('2 things are missing.');
  });
});

describe('differences', () => {
  it.each<[string, unknown, unknown, string[]]>([
    ['none', { a: 1, b: [1, 2] }, { b: [1, 2], a: 1 }, []],
    ['a value', { a: { b: 1 } }, { a: { b: 2 } }, ['a.b changed']],
    ['another kind', { a: [1] }, { a: 1 }, ['a changed']],
    ['more and less', { a: 1 }, { b: 1 }, ['a removed', 'b added']],
    ['in lists', { a: [{ b: 1 }, 2] }, { a: [{ b: 2 }] }, ['a[0].b changed', 'a[1] removed']],
    ['null', { a: null }, { a: 0 }, ['a changed']],
  ])('%s', (_, issued, presented, found) => {
    expect(differences(issued, presented).map(({ path, kind }) => `${path} ${kind}`)).toEqual(found);
  });

  it('ends at twenty', () => {
    const many = Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`k${i}`, i]));
    expect(differences(many, {}).length).toBe(20);
  });
});

describe('small words', () => {
  it('a title in halves', () => {
    expect(halvesOf('Retouching, practitioner')).toEqual(['Retouching', 'practitioner']);
    expect(halvesOf('Retouching')).toEqual(['Retouching', '']);
  });

  it('the address of LinkedIn’s form', () => {
    const of = {
      id: 'i',
      title: 'A & B',
      school: 'S',
      issuedAt: Date.UTC(2026, 10, 1),
      expiresAt: Date.UTC(2028, 0, 1),
      url: 'https://s.example/credentials/i',
    };
    expect(linkedInAddress(of)).toBe(
      'https://www.linkedin.com/profile/add?startTask=CERTIFICATION_NAME&name=A+%26+B&organizationName=S&issueYear=2026&issueMonth=11&expirationYear=2028&expirationMonth=1&certUrl=https%3A%2F%2Fs.example%2Fcredentials%2Fi&certId=i',
    );
  });
});
