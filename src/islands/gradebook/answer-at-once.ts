import { blocksOf } from '#core/gradebook/blocks.ts';
import { choiceOf, choose, queryOf, sortRows, type Choice } from '#core/gradebook/choose.ts';
import { passedIn, sortLink } from '#core/view/gradebook.ts';
import { readBook } from './read-book.ts';

/** Blocks that fill a tall screen. */
const IN_VIEW = 4;

/**
 * Filters and sorts the gradebook in place, by the very rules of the server; the address keeps up, so that a reload, the
 * exports and whoever gets the link see the same. Without scripts the form and the headings ask the server.
 */
export function answerAtOnce(page: Document): void {
  const table = page.querySelector<HTMLTableElement>('[data-book]');
  const form = page.querySelector<HTMLFormElement>('[data-choose-rows]');
  if (!table || !form) return;
  let choice = choiceOf(new URLSearchParams(location.search));
  let read: ReturnType<typeof readBook> | null = null;
  // Rows that the server hid stand behind the others, unsorted; where it hid none, all are in order.
  let arranged = table.querySelector('tbody tr[hidden]') === null;

  const show = (change: Partial<Choice>) => {
    choice = { ...choice, ...change };
    read ??= readBook(table);
    const { book, lines, silent } = read;
    const chosen = choose(book, choice, silent);
    const ids = new Set(chosen.rows.map(({ student }) => student.id));
    for (const [id, line] of lines) if (line.hidden === ids.has(id)) line.hidden = !ids.has(id);
    arrange(change);
    settle();
    tell(chosen.rows.length, lines.size);
    table.querySelectorAll('[data-passed]').forEach((place, at) => {
      place.textContent = String(passedIn(chosen, at));
    });
    history.replaceState(null, '', queryOf(choice) || location.pathname);
    headings();
    exports();
  };

  /** Rows are moved only when their order changes: a moved row is laid out anew, with all its cells. */
  const arrange = (change: Partial<Choice>) => {
    if (!read || (arranged && change.sort === undefined)) return;
    const { book, lines } = read;
    const sorted = sortRows(book.rows, book.columns, choice);
    for (const [n, block] of blocksOf(sorted).entries())
      table.tBodies[n]!.append(...block.map(({ student }) => lines.get(student.id)!));
    arranged = true;
  };

  /**
   * Tells each block its height. Blocks that were in view while few rows were shown would all be laid out at once when the
   * others come back: those further down wait for a frame, and by then are out of view.
   */
  const settle = () => {
    const rest = [...table.tBodies].slice(IN_VIEW);
    for (const block of table.tBodies) {
      const rows = [...block.rows].filter((line) => !line.hidden).length;
      block.style.setProperty('--rows', String(rows));
      block.hidden = rows === 0;
    }
    for (const block of rest) block.style.contentVisibility = 'hidden';
    requestAnimationFrame(() => {
      for (const block of rest) block.style.contentVisibility = '';
    });
  };

  const tell = (shown: number, all: number) => {
    const place = form.querySelector('[data-shown]');
    if (place) place.textContent = shown === all ? `All ${all} shown` : `${shown} of ${all} shown`;
    page.querySelector('[data-nobody]')?.toggleAttribute('hidden', shown > 0);
  };

  const headings = () => {
    for (const link of table.querySelectorAll<HTMLAnchorElement>('a[data-sort]')) {
      const { href, order } = sortLink(choice, link.dataset.sort ?? '');
      link.setAttribute('href', href);
      const head = link.closest('th');
      if (order) head?.setAttribute('aria-sort', order);
      else head?.removeAttribute('aria-sort');
    }
  };

  const exports = () => {
    for (const link of page.querySelectorAll<HTMLAnchorElement>('a[download][href*="shape="]')) {
      const shape = new URL(link.href).searchParams.get('shape') ?? '';
      link.search = `?shape=${shape}${queryOf(choice).replace('?', '&')}`;
    }
  };

  form.addEventListener('input', (event) => {
    const field = event.target;
    if (!(field instanceof HTMLInputElement || field instanceof HTMLSelectElement)) return;
    // Another assignment has other columns: those come from the server.
    if (field.hasAttribute('data-reload')) form.requestSubmit();
    else show(filtersIn(form));
  });
  table.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLElement>('a[data-sort]') : null;
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const sort = link.dataset.sort ?? 'name';
    show({ sort, down: choice.sort === sort ? !choice.down : sort !== 'name' });
    hiddenFields(form, choice);
  });
}

/** What the form asks for; the order is the headings' matter. */
function filtersIn(form: HTMLFormElement): Pick<Choice, 'name' | 'label' | 'state' | 'assignment'> {
  const query = new URLSearchParams();
  for (const [name, value] of new FormData(form)) query.append(name, String(value));
  const { name, label, state, assignment } = choiceOf(query);
  return { name, label, state, assignment };
}

/** The order goes along when the form is sent. */
function hiddenFields(form: HTMLFormElement, { sort, down }: Choice): void {
  for (const field of form.querySelectorAll('input[type="hidden"]')) field.remove();
  for (const [name, value] of [
    ['sort', sort],
    ['order', down ? 'down' : ''],
  ]) {
    if (!value) continue;
    const field = form.ownerDocument.createElement('input');
    Object.assign(field, { type: 'hidden', name, value });
    form.append(field);
  }
}
