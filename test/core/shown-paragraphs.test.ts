import { describe, expect, it } from 'vitest';
import { shownParagraphs } from '#core/shown-paragraphs.ts';

describe('paragraphs that are shown', () => {
  it.each([
    ['a\r\n\r\n\r\n\r\nb', 'a\n\nb'],
    [' a \n  b\tc ', 'a\nb c'],
    ['a\u0007\u202E\nb', 'a\nb'],
    ['\u200B\n\uFEFF', ''],
    ['👩\u200D🎨', '👩\u200D🎨'],
  ])('%j becomes %j', (given, text) => expect(shownParagraphs(given)).toBe(text));
});
