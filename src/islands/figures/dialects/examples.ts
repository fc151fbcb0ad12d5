import type { Dialect } from '../../../../graders/prompt/dialects/types.ts';

interface Example {
  name: string;
  text: string;
}

/** Prompts to begin with in the figure of weights. The lesson speaks of them; a test holds what it says. */
export const EXAMPLES: readonly [Example, ...Example[]] = [
  { name: 'Nested', text: 'lighthouse, ((wet stone:1.3)), (sea haze:0.8), (long shadows)' },
  { name: 'Square brackets', text: 'lighthouse, wet stone, [sea haze], [[long shadows]]' },
  { name: 'Never closed', text: 'lighthouse, (wet stone, sea haze, long shadows' },
  { name: 'Signs of three tools', text: 'lighthouse, (wet stone:1.3), {sea haze}, long shadows++' },
];

/** Prompts to begin with in the converter, with the tool they were written for. */
export const SHARED: readonly [Example & { dialect: Dialect }, ...(Example & { dialect: Dialect })[]] = [
  {
    name: 'Web UI, with a negative',
    dialect: 'a1111',
    text: 'lighthouse, ((wet stone:1.3)), [sea haze], <lora:slide-film:0.6>\nNegative prompt: (people:1.4), lettering',
  },
  {
    name: 'Midjourney',
    dialect: 'midjourney',
    text: 'lighthouse on a headland, wet stone, long shadows --ar 3:2 --no people, lettering',
  },
  { name: 'InvokeAI', dialect: 'invokeai', text: 'lighthouse, (wet stone)1.3, sea haze--, (long shadows)+' },
];
