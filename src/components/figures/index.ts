import AnatomyFigure from './AnatomyFigure.astro';
import ContactSheetFigure from './ContactSheetFigure.astro';
import ConverterFigure from './ConverterFigure.astro';
import CutOutFigure from './CutOutFigure.astro';
import DisclosureFigure from './DisclosureFigure.astro';
import ExclusionFigure from './ExclusionFigure.astro';
import FormatsFigure from './FormatsFigure.astro';
import FramingFigure from './FramingFigure.astro';
import HealingFigure from './HealingFigure.astro';
import HistogramFigure from './HistogramFigure.astro';
import HorizonFigure from './HorizonFigure.astro';
import KeystoneFigure from './KeystoneFigure.astro';
import InpaintingFigure from './InpaintingFigure.astro';
import InspectionFigure from './InspectionFigure.astro';
import LightFigure from './LightFigure.astro';
import OneVariableFigure from './OneVariableFigure.astro';
import ProductColourFigure from './ProductColourFigure.astro';
import RemovalFigure from './RemovalFigure.astro';
import SeriesFigure from './SeriesFigure.astro';
import SharpeningFigure from './SharpeningFigure.astro';
import StyleFigure from './StyleFigure.astro';
import WeightsFigure from './WeightsFigure.astro';
import WhiteBalanceFigure from './WhiteBalanceFigure.astro';

/** Every figure a lesson may name, handed to its MDX as components. */
export const figures = {
  AnatomyFigure,
  ContactSheetFigure,
  ConverterFigure,
  CutOutFigure,
  DisclosureFigure,
  ExclusionFigure,
  FormatsFigure,
  FramingFigure,
  HealingFigure,
  HistogramFigure,
  HorizonFigure,
  KeystoneFigure,
  InpaintingFigure,
  InspectionFigure,
  LightFigure,
  OneVariableFigure,
  ProductColourFigure,
  RemovalFigure,
  SeriesFigure,
  SharpeningFigure,
  StyleFigure,
  WeightsFigure,
  WhiteBalanceFigure,
};
