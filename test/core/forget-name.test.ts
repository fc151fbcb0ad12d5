import { describe, expect, it } from 'vitest';
import { withoutName, withoutNameInJson } from '#core/forget-name.ts';

describe('a name is taken out of a sentence', () => {
  it.each([
    ['Jo was ill, so Jo has a day more.', 'Jo', '… was ill, so … has a day more.'],
    ['Jointly with Joana.', 'Jo', 'Jointly with Joana.'],
    ['The light of Åsa Öberg is right', 'Åsa Öberg', 'The light of … is right'],
    ['Åsas light', 'Åsa', 'Åsas light'],
    ['A (b) c.*', '(b)', 'A … c.*'],
    ['nothing', '', 'nothing'],
  ])('%s without %s', (text, name, expected) => expect(withoutName(text, name)).toBe(expected));

  it('and out of every sentence of a JSON text, not out of its codes', () => {
    const json = '{"outcome":"passed","body":"as passed said","labels":["passed"],"score":9}';
    expect(withoutNameInJson(json, 'passed')).toBe(
      '{"outcome":"passed","body":"as … said","labels":["passed"],"score":9}',
    );
  });
});
