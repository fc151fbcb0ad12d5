/** A place in a picture that somebody is about to say something about, in shares of its width and height. */
export interface ChosenPlace {
  /** Of a set; empty where there is one picture. */
  frame: string;
  x: number;
  y: number;
}

const CHOSEN = 'atelier:place';
/** Whoever begins to listen later learns of it as well: the picture may be ready before the form. */
let latest: ChosenPlace | null = null;

/** Tells the rest of the page that a place was chosen; null: none any more. */
export function sayPlace(place: ChosenPlace | null): void {
  latest = place;
  document.dispatchEvent(new CustomEvent(CHOSEN, { detail: place }));
}

/** Calls back with every choice, whoever made it. Returns the undoing. */
export function onPlace(act: (place: ChosenPlace | null) => void): () => void {
  const listen = (event: Event) => act((event as CustomEvent<ChosenPlace | null>).detail);
  document.addEventListener(CHOSEN, listen);
  if (latest) act(latest);
  return () => document.removeEventListener(CHOSEN, listen);
}

/** As `onPlace`, for one frame: a choice elsewhere is none here. */
export const followPlace = (
  frame: string,
  act: (place: { x: number; y: number } | null) => void,
): (() => void) => onPlace((place) => act(place?.frame === frame ? { x: place.x, y: place.y } : null));
