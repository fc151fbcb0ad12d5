const HANDLE = /^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])$/;
/** Words that would promise something, or that the site itself may want below `/p/`. */
const RESERVED = new Set(['admin', 'atelier', 'about', 'help', 'new', 'edit', 'staff', 'school', 'official']);

/** 2 to 40 lower-case letters, figures and hyphens, as in `/p/<handle>`. */
export const isHandle = (text: string): boolean =>
  HANDLE.test(text) && !text.includes('--') && !RESERVED.has(text);

const PLAIN: Record<string, string> = { ß: 'ss', æ: 'ae', ø: 'o', œ: 'oe', ł: 'l', đ: 'd', ð: 'd', þ: 'th' };

/** A handle made of a name, for the form to begin with; empty where nothing of it can be used. */
export function handleFrom(name: string): string {
  const plain = name
    .toLowerCase()
    .replace(/[ßæøœłđðþ]/g, (letter) => PLAIN[letter] ?? '')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 40)
    .replace(/^-+|-+$/g, '');
  return isHandle(plain) ? plain : '';
}
