import { describe, expect, it } from 'vitest';
import { didYouMean } from '#graders/exercise/closest.ts';
import { keysAt } from '#graders/exercise/schema-keys.ts';
import { ExerciseSpec } from '#graders/exercise/schema.ts';
import { matte } from '#graders/criteria/matte.ts';

describe('what an author may have meant', () => {
  it.each([
    ['wieght', ['weight', 'title'], '. Did you mean “weight”?'],
    ['Limit', ['limit', 'limits'], '. Did you mean “limit”?'],
    ['passMark', ['passAt', 'params'], '. Did you mean “passAt”?'],
    ['tabel', ['table', 'edit'], '. Did you mean “table”?'],
    ['sky', ['edit', 'inside'], ''],
    ['x', [], ''],
  ])('%s of %j', (word, known, asked) => expect(didYouMean(word, known)).toBe(asked));
});

describe('the keys an object may have', () => {
  it.each([
    ['a criterion', ExerciseSpec, ['criteria', 1], 'passAt'],
    ['one of several kinds of submission', ExerciseSpec, ['submission', 'size'], 'minHeight'],
    ['a param of a kind', matte.params, ['edge'], 'limit'],
  ] as const)('%s', (_, schema, path, key) => expect(keysAt(schema, path)).toContain(key));

  it('are none where there is no object', () => expect(keysAt(ExerciseSpec, ['title'])).toEqual([]));
});
