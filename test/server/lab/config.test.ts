import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { readConfig } from '#server/config.ts';
import { labOf } from './helpers.ts';

const comfyui = { ATELIER_LAB_KIND: 'comfyui', ATELIER_LAB_URL: 'http://127.0.0.1:8188/' };

describe('the lab’s settings', () => {
  it('are none without a kind', () => {
    expect(readConfig({}).lab).toBeNull();
  });

  it('have defaults', () => {
    expect(labOf(comfyui)).toEqual({
      kind: 'comfyui',
      url: 'http://127.0.0.1:8188',
      key: null,
      model: null,
      picturesPerDay: 40,
      picturesPerDayAll: 400,
      concurrency: 1,
      timeoutMs: 300_000,
      pictureOrigins: [],
      workflow: null,
    });
  });

  it.each<[Record<string, string>, string]>([
    [{ ATELIER_LAB_KIND: 'midjourney' }, 'ATELIER_LAB_KIND must be one of comfyui, a1111, openai'],
    [{ ATELIER_LAB_KIND: 'a1111' }, 'ATELIER_LAB_URL is missing: the address of the generator (a1111)'],
    [{ ATELIER_LAB_URL: 'http://x.example' }, 'ATELIER_LAB_KIND is missing: one of comfyui, a1111, openai'],
    [
      { ...comfyui, ATELIER_LAB_URL: 'ftp://x.example' },
      'ATELIER_LAB_URL must be an address such as http://127.0.0.1:8188',
    ],
    [
      { ...comfyui, ATELIER_LAB_URL: 'http://x.example/?a=1' },
      'ATELIER_LAB_URL must be an address such as http://127.0.0.1:8188',
    ],
    [
      { ...comfyui, ATELIER_LAB_URL: 'http://me:pw@x.example' },
      'ATELIER_LAB_URL must not carry a password: that is ATELIER_LAB_KEY',
    ],
    [{ ...comfyui, ATELIER_LAB_PICTURES_PER_DAY: '0' }, 'ATELIER_LAB_PICTURES_PER_DAY must be at least 1'],
    [{ ...comfyui, ATELIER_LAB_CONCURRENCY: 'many' }, 'ATELIER_LAB_CONCURRENCY must be a whole number'],
    [
      { ...comfyui, ATELIER_LAB_KEY: 'with space' },
      'ATELIER_LAB_KEY must be printable characters without spaces',
    ],
    [
      { ...comfyui, ATELIER_LAB_KIND: 'openai' },
      'ATELIER_LAB_MODEL is missing: the name of the model, as the service calls it',
    ],
    [
      { ...comfyui, ATELIER_LAB_PICTURE_ORIGINS: 'https://a.example/path' },
      'ATELIER_LAB_PICTURE_ORIGINS must be origins joined by commas, such as https://pictures.example',
    ],
    [
      { ...comfyui, ATELIER_LAB_KIND: 'a1111', ATELIER_LAB_WORKFLOW: 'mine.json' },
      'ATELIER_LAB_WORKFLOW is for comfyui alone; ATELIER_LAB_KIND is a1111',
    ],
    [{ ...comfyui, ATELIER_LAB_WORKFLOW: 'nowhere/mine.json' }, 'there is no file that can be read'],
  ])('%j is refused with a sentence', (environment, sentence) => {
    expect(() => readConfig(environment)).toThrow(sentence);
  });

  it('never show the key', () => {
    const { key, ...lab } = labOf({ ...comfyui, ATELIER_LAB_KEY: 'sk-0123456789' });
    expect(key?.reveal()).toBe('sk-0123456789');
    const shown = [inspect({ key, lab }, { depth: 9, showHidden: true }), JSON.stringify({ key }), `${key}`];
    for (const text of shown) expect(text).not.toContain('0123456789');
  });
});
