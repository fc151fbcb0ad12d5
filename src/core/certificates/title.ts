/** “Retouching, practitioner” in its two halves; the second is empty where there is no comma. */
export function halvesOf(title: string): [string, string] {
  const at = title.indexOf(', ');
  return at < 0 ? [title, ''] : [title.slice(0, at), title.slice(at + 2)];
}
