import { describe, expect, it } from 'vitest';
import { characters, tidied } from '#core/prompt-text.ts';

describe('a text as it is kept', () => {
  it.each([
    ['as it is', 'a cup,\n\non a table', 'a cup,\n\non a table'],
    ['lines of Windows and of old Macs', 'a\r\nb\rc', 'a\nb\nc'],
    ['composed letters', 'cafe\u0301', 'caf\u00e9'],
    ['blank space at line ends', 'a  \n\tb\u00a0\n', 'a\n\tb'],
    ['empty lines around it', '\n \n a\n\n', ' a'],
    ['nothing but blank space', ' \r\n\t ', ''],
    ['emoji and joined letters', '👩‍🎨 नमस्ते', '👩‍🎨 नमस्ते'],
  ])('%s', (_, given, kept) => {
    expect(tidied(given)).toBe(kept);
    expect(tidied(kept)).toBe(kept);
  });

  it('is tidied in a time that grows with its length', () => {
    const started = performance.now();
    tidied(`${' '.repeat(400_000)}x`);
    expect(performance.now() - started).toBeLessThan(1000);
  });

  it.each([
    ['', 0],
    ['cup', 3],
    ['👩‍🎨', 3],
  ])('“%s” has %i characters', (text, count) => expect(characters(text)).toBe(count));
});
