import { setFlagsFromString } from 'node:v8';

/**
 * For a process that grades: decoded pictures lie outside the heap and are given back by hand, but every 64 MB of them
 * V8 would still collect the whole heap, about twice a grade. Counted with the heap they are collected as it grows: a crop of
 * 12 megapixels took 170 instead of 203 ms of processor. To be called before the first picture.
 */
export const collectByHeap = (): void => setFlagsFromString('--external-memory-accounted-in-global-limit');
