// AssemblyScript. The host lays out memory; every pointer is a byte offset. Built by `npm run build:kernels`.

export { normalEquations, overlapSums } from './align-fields';
export { addRow, cellsToLab } from './cells';
export { compareWindows } from './compare-windows';
export { countRow } from './count-row';
export { deltaE } from './delta-e';
export { fineCells } from './fine-cells';
export { halveRows } from './halve-rows';
export { mapRow } from './map-row';
export { mapRowLinear } from './map-row-linear';
export { base } from './memory';
export { sumBlocks } from './sum-blocks';
