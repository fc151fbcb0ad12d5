/**
 * Ties marks and sentences on the page: whatever carries `data-place` lights up together with everything of the same
 * number, by pointer and by focus. Returns the undoing.
 */
export function linkSentences(onLit: (place: string | null) => void): () => void {
  const light = (event: Event) => {
    const tied = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-place]') : null;
    const place = tied?.dataset.place;
    for (const sentence of document.querySelectorAll<HTMLElement>('li[data-place]')) {
      sentence.classList.toggle('lit', place !== undefined && sentence.dataset.place === place);
    }
    onLit(place ?? null);
  };
  const events = ['pointerover', 'focusin'] as const;
  for (const name of events) document.addEventListener(name, light);
  return () => {
    for (const name of events) document.removeEventListener(name, light);
  };
}
