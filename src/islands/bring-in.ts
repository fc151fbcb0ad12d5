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

/**
 * Fetches the page again and puts the elements of these ids in the place of the present ones; what is ticked in them
 * stays ticked. Nothing happens when there is no answer: what stands there is still true.
 */
export async function bringParts(address: string, ids: readonly string[]): Promise<void> {
  const answer = await fetch(address, { headers: { accept: 'text/html' } }).catch(() => null);
  if (!answer?.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
  for (const id of ids) {
    const [present, next] = [document.getElementById(id), fresh.getElementById(id)];
    if (!present || !next) continue;
    const ticked = new Set(
      [...present.querySelectorAll<HTMLInputElement>('input:checked')].map(({ value }) => value),
    );
    const focused = present.contains(document.activeElement) ? document.activeElement?.id : null;
    present.replaceWith(document.adoptNode(next));
    for (const input of next.querySelectorAll<HTMLInputElement>('input[name]'))
      if (ticked.has(input.value)) input.checked = true;
    if (focused !== null) (document.getElementById(focused || id) ?? next).focus({ preventScroll: true });
  }
}
