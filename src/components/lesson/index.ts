import { figures } from '../figures/index.ts';
import Aside from './Aside.astro';
import BeforeAfter from './BeforeAfter.astro';
import Check from './Check.astro';
import Code from './Code.astro';
import Compare from './Compare.astro';
import Exercise from './Exercise.astro';
import KeyIdea from './KeyIdea.astro';
import Mistake from './Mistake.astro';
import Picture from './LessonPicture.astro';
import Recipe from './Recipe.astro';

/** What a lesson's MDX may name without importing it. */
export const lessonComponents = {
  Aside,
  BeforeAfter,
  Check,
  Compare,
  Exercise,
  KeyIdea,
  Mistake,
  Picture,
  Recipe,
  code: Code,
  ...figures,
};
