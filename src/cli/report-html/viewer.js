/* What styles alone cannot do: the dividing line, and marks and sentences that find each other. */
const all = (selector) => document.querySelectorAll(selector);

for (const slide of all('.slide'))
  slide.addEventListener('input', () =>
    slide.closest('.viewer').style.setProperty('--at', `${slide.value}%`),
  );

const light = ({ target }) => {
  const place = target instanceof Element ? target.closest('[data-place]')?.dataset.place : undefined;
  for (const one of all('[data-place]')) one.classList.toggle('lit', one.dataset.place === place);
};
for (const name of ['pointerover', 'focusin']) document.addEventListener(name, light);

/* A number leads to its mark: whatever hides the mark is switched before the page moves there. */
document.addEventListener('click', ({ target }) => {
  const link = target instanceof Element ? target.closest('a[href^="#mark-"]') : null;
  const mark = link && document.querySelector(link.getAttribute('href'));
  if (!mark) return;
  const panel = mark.closest('[data-frame]');
  const choose = (input) => input && (input.checked = true);
  if (panel) choose(document.getElementById(panel.dataset.frame));
  const viewer = mark.closest('.viewer');
  const looks = mark.dataset.look.split(' ');
  const shown = viewer.querySelector('.looks input:checked');
  if (!looks.includes(shown?.value)) choose(viewer.querySelector(`.looks [value="${looks.at(-1)}"]`));
  if (viewer.querySelector('.picks input:checked')?.value === 'before')
    choose(viewer.querySelector('.picks [value="yours"]'));
});
