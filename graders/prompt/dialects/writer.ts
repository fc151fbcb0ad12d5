import type { Fragment } from './types.ts';

/** Collects words into fragments: what stands around them is asked for at the end, when all brackets are known. */
export class Writer<Place> {
  private text = '';
  private from = 0;
  private to = 0;
  private readonly pieces: { from: number; to: number; text: string; place: Place }[] = [];

  /** Adds words from the source's [from, to). */
  add(text: string, from: number, to: number): void {
    if (this.text === '') this.from = from;
    this.text += text;
    if (text !== '') this.to = to;
  }

  /** Ends the fragment; the next words belong elsewhere. */
  end(place: Place): void {
    if (this.text === '') return;
    this.pieces.push({ from: this.from, to: this.to, text: this.text, place });
    this.text = '';
  }

  /** The fragments of all places, or of those that are wanted. */
  fragments(
    of: (place: Place) => Omit<Fragment, 'from' | 'to' | 'text'>,
    wanted: (place: Place) => boolean = () => true,
  ): Fragment[] {
    return this.pieces
      .filter(({ place }) => wanted(place))
      .map(({ from, to, text, place }) => ({ from, to, text, ...of(place) }));
  }
}
