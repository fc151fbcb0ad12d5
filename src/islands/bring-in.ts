/**
 * Fetches the page again and puts its content in the place of the present one, islands included, without a reload. Falls
 * back to a reload when the answer is not a page of ours.
 */
export async function bringIn(address: string): Promise<void> {
  const answer = await fetch(address, { headers: { accept: 'text/html' } }).catch(() => null);
  const fresh = answer?.ok ? new DOMParser().parseFromString(await answer.text(), 'text/html') : null;
  const [main, next] = [document.querySelector('main'), fresh?.querySelector('main')];
  if (!fresh || !main || !next) {
    location.reload();
    return;
  }
  const swap = () => {
    document.title = fresh.title;
    main.replaceWith(document.adoptNode(next));
    window.scrollTo({ top: 0, behavior: 'instant' });
    document.querySelector<HTMLElement>('main')?.focus({ preventScroll: true });
  };
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  if (document.startViewTransition && !calm) document.startViewTransition(swap);
  else swap();
}
