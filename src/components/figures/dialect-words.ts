import { parse } from 'yaml';
import source from '../../../content/feedback/prompt-dialect.yaml?raw';
import type { Words } from '../../../graders/types.ts';

const ALL = parse(source) as Record<string, { severity?: Words[string]['severity']; text: string }>;

/** The sentences that the figures of dialects say: those of problems and losses, not those of grades. */
export function dialectWords(codes: readonly string[]): Words {
  return Object.fromEntries(codes.map((code) => [code, { severity: 'informative', ...ALL[code]! }])) as Words;
}
