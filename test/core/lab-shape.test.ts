import { describe, expect, it } from 'vitest';
import { shapeMissed } from '#core/lab-shape.ts';
import { FREE_SIZES, serviceSizes } from '#server/lab/sizes.ts';

const asking = (params: Record<string, unknown>, kind = 'generation') => [
  { kind: 'palette', params: {} },
  { kind, params },
];
const UPRIGHT = { aspect: { ratio: [4, 5], tolerance: 0.02 }, unedited: true };

describe('the shape that a brief asks for and no size has', () => {
  it.each<[string, ReturnType<typeof asking>, [number, number][], string | null]>([
    ['none is asked', asking({ recorded: ['prompt'] }), [[512, 512]], null],
    ['another kind’s params mean something else', asking(UPRIGHT, 'palette'), [[512, 512]], null],
    [
      'one has it',
      asking(UPRIGHT),
      [
        [512, 512],
        [832, 1040],
      ],
      null,
    ],
    ['one nearly has it', asking(UPRIGHT), [[810, 1000]], null],
    [
      'none has it',
      asking(UPRIGHT),
      [
        [1024, 1024],
        [1024, 1536],
      ],
      '4:5',
    ],
    ['it lies on its side', asking(UPRIGHT), [[1040, 832]], '4:5'],
    ['diffusion models are offered it', asking(UPRIGHT), FREE_SIZES, null],
    ['image services do not make it', asking(UPRIGHT), serviceSizes('gpt-image-1'), '4:5'],
  ])('%s', (_, criteria, sizes, shape) => expect(shapeMissed(criteria, sizes)).toBe(shape));
});
