/** Sizes near those that diffusion models are trained on, all divisible by 16; 4:5 among them, which briefs ask for. */
export const FREE_SIZES: [number, number][] = [
  [512, 512],
  [768, 512],
  [512, 768],
  [768, 768],
  [1024, 1024],
  [640, 800],
  [832, 1040],
  [1040, 832],
  [1152, 896],
  [896, 1152],
  [1216, 832],
  [832, 1216],
  [1344, 768],
  [768, 1344],
];

/** What image services take, by the family of their model; other models get what most of them take. */
export function serviceSizes(model: string): [number, number][] {
  if (/dall-e-2/i.test(model))
    return [
      [1024, 1024],
      [512, 512],
      [256, 256],
    ];
  if (/dall-e-3/i.test(model))
    return [
      [1024, 1024],
      [1792, 1024],
      [1024, 1792],
    ];
  return [
    [1024, 1024],
    [1536, 1024],
    [1024, 1536],
  ];
}
