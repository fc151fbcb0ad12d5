import { existsSync, globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const read = (path: string): string => readFileSync(ROOT + path, 'utf8');
const matches = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].map((match) => match[1]!);

interface Check {
  id: string;
  picture?: string;
  options: { correct: boolean }[];
}
interface Lesson {
  track: string;
  skills: string[];
  exercise: string;
  checks: Check[];
}

const skills = new Set((parse(read('content/skills.yaml')) as { id: string }[]).map(({ id }) => id));
const tracks = new Set((parse(read('content/tracks.yaml')) as { id: string }[]).map(({ id }) => id));
const figures = new Set(matches(read('src/components/figures/index.ts'), /^ {2}(\w+),$/gm));
const exercises = new Map(
  globSync('exercises/*/*/exercise.yaml', { cwd: ROOT }).map((path) => [
    path.split('/')[2]!,
    parse(read(path)) as { lesson?: string; skills: string[] },
  ]),
);
const lessons = globSync('content/lessons/*/*.mdx', { cwd: ROOT }).sort();

/** What a lesson on prompting shows the move in: generators, and what writes into their files. */
const GENERATORS = new Set([
  'ComfyUI',
  'Forge and A1111',
  'Midjourney',
  'gpt-image',
  'Photoshop',
  'ExifTool',
]);
const skillsOf = new Map(
  lessons.map((path) => [
    path.replace('content/lessons/', '').replace('.mdx', ''),
    (parse(read(path).split(/^---$/m)[1]!) as Lesson).skills,
  ]),
);

/** The text a reader reads: no frontmatter, no tags and their attributes, no sources. */
const prose = (body: string): string =>
  body.replace(/<Aside[\s\S]*?<\/Aside>/g, '').replace(/<[\s\S]*?>/g, '');

it('there are lessons', () => expect(lessons.length).toBeGreaterThanOrEqual(6));

describe.each(lessons)('%s', (path) => {
  const [, head, ...rest] = read(path).split(/^---$/m);
  const body = rest.join('---');
  const lesson = parse(head!) as Lesson;
  const address = path.replace('content/lessons/', '').replace('.mdx', '');

  it('stands in a known track and teaches known skills', () => {
    expect(lesson.track).toBe(address.split('/')[0]);
    expect(tracks).toContain(lesson.track);
    expect(lesson.skills.filter((skill) => !skills.has(skill))).toEqual([]);
  });

  it('leads to an exercise that proves one of its skills and leads back, or to another lesson of that skill', () => {
    const exercise = exercises.get(lesson.exercise);
    const proved = exercise?.skills.filter((skill) => lesson.skills.includes(skill)) ?? [];
    expect(proved).not.toEqual([]);
    const taught = skillsOf.get(exercise!.lesson ?? '') ?? [];
    expect(taught.some((skill) => proved.includes(skill))).toBe(true);
  });

  it('shows pictures that exist', () => {
    const shown = matches(body, /\b(?:picture|before|after|ref)="([^"]+)"/g);
    const asked = lesson.checks.flatMap(({ picture }) => picture ?? []);
    expect(shown.length).toBeGreaterThan(3);
    expect([...shown, ...asked].filter((ref) => !existsSync(ROOT + ref))).toEqual([]);
  });

  it('has a figure to handle', () => {
    const named = matches(body, /<(\w+Figure)\b/g);
    expect(named.length).toBeGreaterThanOrEqual(1);
    expect(named.filter((name) => !figures.has(name))).toEqual([]);
  });

  it('shows the move in the four tools of its trade', () => {
    const tools = matches(body, /<Recipe tool="([^"]+)"/g);
    if (lesson.track !== 'prompting')
      return expect(tools.toSorted()).toEqual(['GIMP', 'Lightroom', 'Photopea', 'Photoshop']);
    expect(tools.length).toBeGreaterThanOrEqual(4);
    expect(tools.filter((tool) => !GENERATORS.has(tool))).toEqual([]);
  });

  it('asks three to five questions, one of them visual, the right answer not always in one place', () => {
    const { checks } = lesson;
    expect(checks.length).toBeGreaterThanOrEqual(3);
    expect(checks.length).toBeLessThanOrEqual(5);
    expect(checks.some(({ picture }) => picture)).toBe(true);
    expect(
      new Set(checks.map(({ options }) => options.findIndex(({ correct }) => correct))).size,
    ).toBeGreaterThan(1);
    const ids = checks.map(({ id }) => id);
    expect(matches(body, /<Check id="([^"]+)"/g).filter((id) => !ids.includes(id))).toEqual([]);
  });

  it('says it in 500 to 1000 words, drawers of the tools included', () => {
    const words = prose(body).match(/[\p{L}\p{N}][\p{L}\p{N}’'.,×*-]*/gu)!.length;
    expect(words).toBeGreaterThanOrEqual(500);
    expect(words).toBeLessThanOrEqual(1000);
  });
});
