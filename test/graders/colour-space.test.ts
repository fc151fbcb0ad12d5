import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { colourSpaceOf, SPACES, type ColourSpace } from '#graders/pixels/colour-space.ts';
import { isProfile, profileOf, type ProfileParts } from '#test/support/icc.ts';
import { exerciseOf, gradeBytes } from '#test/support/exercise.ts';
import { from, withProfile } from '#test/support/files.ts';
import { edited, scene } from '#test/support/scene.ts';

const reference = scene(5);
const exercise = await exerciseOf({
  start: edited(reference, ([r, g, b]) => [r * 1.15, g, b * 0.78]),
  reference,
  criteria: [{ id: 'it', kind: 'tone-colour' }],
});

const srgb = (v: number): number => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
const of = (name: keyof typeof SPACES): ProfileParts => ({
  name,
  primaries: [...SPACES[name].primaries],
  curve: SPACES[name].curves[0]!,
});
const turned = [...SPACES.srgb.primaries.slice(3), ...SPACES.srgb.primaries.slice(0, 3)];

describe('the space of a profile, whatever it calls itself', () => {
  it.each<[string, ProfileParts, ColourSpace]>([
    ...Object.keys(SPACES).map(
      (name) => [name, of(name as keyof typeof SPACES), name] as [string, ProfileParts, ColourSpace],
    ),
    ['Display P3 that calls itself sRGB', { ...of('display-p3'), name: 'sRGB IEC61966-2.1' }, 'display-p3'],
    ['sRGB under another name', { ...of('srgb'), name: 'My monitor' }, 'srgb'],
    ['sRGB with its primaries swapped', { ...of('srgb'), primaries: turned }, 'other'],
    [
      'sRGB with red weaker by a tenth',
      { ...of('srgb'), primaries: of('srgb').primaries.map((v, i) => (i < 3 ? v * 0.9 : v)) },
      'other',
    ],
    [
      'sRGB with a curve of its own',
      { ...of('srgb'), curve: (v) => Math.max(0, srgb(v) * 1.2 - 0.1) },
      'other',
    ],
    ['sRGB at gamma 1', { ...of('srgb'), curve: (v) => v }, 'other'],
    ['sRGB with a look-up table beside it', { ...of('srgb'), table: true }, 'other'],
    ['sRGB by a parametric curve', { ...of('srgb'), parametric: true }, 'srgb'],
  ])('%s', (_, parts, space) => {
    expect(colourSpaceOf(profileOf(parts))).toBe(space);
  });

  it.each<[string, Uint8Array]>([
    ['nothing', new Uint8Array(0)],
    ['a header alone', profileOf(of('srgb')).subarray(0, 128)],
    ['cut short', profileOf(of('srgb')).subarray(0, 300)],
    ['tags that point beyond the end', profileOf(of('srgb')).fill(0xff, 132)],
  ])('%s is no known space', (_, bytes) => {
    expect(colourSpaceOf(bytes)).toBe('other');
  });

  it('the profiles that sharp embeds are what they say', async () => {
    for (const [name, space] of [
      ['srgb', 'srgb'],
      ['p3', 'display-p3'],
    ] as const) {
      const file = await from(reference).withIccProfile(name).png().toBuffer();
      const { icc } = await sharp(file).metadata();
      expect(isProfile(icc!)).toBe(true);
      expect(colourSpaceOf(icc!)).toBe(space);
    }
  });
});

describe('a file with a profile', () => {
  it('is refused when the work sits in the profile, with a sentence', async () => {
    const file = await withProfile(
      reference,
      profileOf({ ...of('srgb'), name: 'sRGB IEC61966-2.1', primaries: turned }),
    );
    const { report } = await gradeBytes(exercise, file);
    expect([report.outcome, report.problem?.code]).toEqual(['ungradable', 'unusual-profile']);
    expect(report.problem!.text).toMatch(/“sRGB IEC61966-2\.1”.*clients’ tools drop profiles/);
  });

  it('is taken for what the profile does: P3 under the name of sRGB is converted and noted', async () => {
    const file = await withProfile(reference, profileOf({ ...of('display-p3'), name: 'sRGB IEC61966-2.1' }));
    const { report } = await gradeBytes(exercise, file);
    expect(report.notes.map(({ code }) => code)).toContain('note.profile-converted');
    expect(report.score).toBeLessThan(100);
  });
});
