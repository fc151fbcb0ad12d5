/** What is being written, kept in this browser until it is handed in. Storage may be forbidden; then nothing is kept. */
export function draftOf(slug: string) {
  const key = `atelier:draft:${slug}`;
  const attempt = <T>(work: () => T): T | null => {
    try {
      return work();
    } catch {
      return null;
    }
  };
  return {
    read: (): string | null => attempt(() => localStorage.getItem(key)),
    keep: (text: string): void => void attempt(() => localStorage.setItem(key, text)),
    forget: (): void => void attempt(() => localStorage.removeItem(key)),
  };
}
