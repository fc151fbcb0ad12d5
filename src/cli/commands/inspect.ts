import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { readWords } from '#graders/report/words.ts';
import { readConfig } from '#server/config.ts';
import { trustAnchors, trustFolder } from '#server/trust-anchors.ts';
import { WrongUsage, type Command } from '../command.ts';
import { bytesOf } from '../files.ts';
import { look } from '../inspect/look.ts';
import { lookedText } from '../inspect/text.ts';
import { plain, plainJson } from '../plain.ts';

const REFUSED = 2;

async function run(argv: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: { json: { type: 'boolean', default: false } },
  });
  if (positionals.length === 0) throw new WrongUsage('At least one file is needed.');
  const words = await readWords();
  const files = await Promise.all(
    positionals.map(async (path) => ({ name: basename(path), bytes: await bytesOf(path) })),
  );
  const anchors = await trustAnchors(trustFolder(readConfig().data));
  const looked = await Promise.all(files.map((file) => look(file, words, anchors)));
  if (values.json) console.log(plainJson(looked.length === 1 ? looked[0] : looked));
  else {
    const texts = looked.flatMap((one) => ('problem' in one ? [] : [lookedText(one)]));
    if (texts.length > 0) console.log(texts.join('\n\n'));
  }
  const problems = looked.flatMap((one) => ('problem' in one ? [one.problem.text] : []));
  for (const text of problems) console.error(plain(text));
  return problems.length > 0 ? REFUSED : 0;
}

const command: Command = {
  summary: 'tells what files say about themselves: format, generator, source, private data',
  usage: 'inspect <file…> [--json]',
  options: {
    '--json': 'prints one object, for several files an array in their order; seeds are strings',
  },
  run,
};
export default command;
