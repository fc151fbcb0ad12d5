import CutOutFigure from './CutOutFigure.astro';
import FormatsFigure from './FormatsFigure.astro';
import FramingFigure from './FramingFigure.astro';
import HealingFigure from './HealingFigure.astro';
import HistogramFigure from './HistogramFigure.astro';
import HorizonFigure from './HorizonFigure.astro';
import InspectionFigure from './InspectionFigure.astro';
import ProductColourFigure from './ProductColourFigure.astro';
import RemovalFigure from './RemovalFigure.astro';
import SharpeningFigure from './SharpeningFigure.astro';
import WhiteBalanceFigure from './WhiteBalanceFigure.astro';

/** Every figure a lesson may name, handed to its MDX as components. */
export const figures = {
  CutOutFigure,
  FormatsFigure,
  FramingFigure,
  HealingFigure,
  HistogramFigure,
  HorizonFigure,
  InspectionFigure,
  ProductColourFigure,
  RemovalFigure,
  SharpeningFigure,
  WhiteBalanceFigure,
};
