/** A cell of CSV: quoted, and with an apostrophe before what a spreadsheet would take for a formula. */
const cell = (text: string): string => `"${text.replace(/^[=+\-@\t\r]/, "'$&").replaceAll('"', '""')}"`;

/** First-password links as a file for a spreadsheet or a mail merge. */
export function linksCsv(links: readonly { name: string; email: string; link: string }[]): string {
  const rows = links.map(({ name, email, link }) => [name, email, link].map(cell).join(','));
  return `\uFEFF${['name,email,link', ...rows].join('\r\n')}\r\n`;
}
