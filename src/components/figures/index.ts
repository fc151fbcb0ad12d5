import FormatsFigure from './FormatsFigure.astro';
import HealingFigure from './HealingFigure.astro';
import HistogramFigure from './HistogramFigure.astro';
import HorizonFigure from './HorizonFigure.astro';
import RemovalFigure from './RemovalFigure.astro';
import WhiteBalanceFigure from './WhiteBalanceFigure.astro';

/** Every figure a lesson may name, handed to its MDX as components. */
export const figures = {
  FormatsFigure,
  HealingFigure,
  HistogramFigure,
  HorizonFigure,
  RemovalFigure,
  WhiteBalanceFigure,
};
