interface Wanted {
  /** A style sheet of `@font-face` rules. */
  rules: string;
  /** Everything that is to be set. */
  text: string;
  /** Some of it is set in italics. */
  italic: boolean;
  read(url: string): Promise<Uint8Array>;
}

/**
 * Those rules whose range holds a character of the text, their files as data URLs: the page carries the letters it
 * shows and asks for nothing. They are there from the beginning, so nothing waits for them.
 */
export async function facesFor({ rules, text, italic, read }: Wanted): Promise<string> {
  const points = new Set([...text].map((letter) => letter.codePointAt(0)!));
  const needed = (rules.match(/@font-face\s*\{[^}]+\}/g) ?? []).filter(
    (rule) => (italic || !rule.includes('font-style: italic')) && covers(rule, points),
  );
  const faces = await Promise.all(
    needed.map(async (rule) => {
      const url = /url\('([^']+)'\)/.exec(rule)?.[1];
      if (url === undefined) return rule;
      const data = `data:font/woff2;base64,${Buffer.from(await read(url)).toString('base64')}`;
      return rule.replace(url, data).replace('font-display: optional', 'font-display: block');
    }),
  );
  return faces.map((rule) => rule.replace(/\s+/g, ' ')).join('\n');
}

/** Whether a character lies in the rule's `unicode-range`; a rule without one is for all. */
function covers(rule: string, points: ReadonlySet<number>): boolean {
  const ranges = [...rule.matchAll(/U\+([0-9A-F]+)(?:-([0-9A-F]+))?/gi)].map(
    ([, from = '', to = from]) => [parseInt(from, 16), parseInt(to, 16)] as const,
  );
  if (ranges.length === 0) return true;
  return [...points].some((point) => ranges.some(([from, to]) => from <= point && point <= to));
}
