import { readdir } from 'node:fs/promises';
import { EXIT_WRONG_USAGE, WrongUsage, type Command } from './command.ts';
import { wrapped } from './wording.ts';

const COMMANDS = new URL('./commands/', import.meta.url);

async function names(): Promise<string[]> {
  const files = await readdir(COMMANDS);
  return files
    .filter((file) => file.endsWith('.ts'))
    .map((file) => file.slice(0, -'.ts'.length))
    .sort();
}

async function load(name: string): Promise<Command> {
  const module = (await import(new URL(`${name}.ts`, COMMANDS).href)) as { default: Command };
  return module.default;
}

async function overview(): Promise<string> {
  const commands = await Promise.all(
    (await names()).map(async (name) => ({ name, command: await load(name) })),
  );
  const lines = commands.map(({ name, command }) => `  ${name.padEnd(10)}${command.summary}`);
  return [
    'Usage: npx atelier <command> …',
    '',
    ...lines,
    '',
    '`npx atelier <command> --help` shows how to call one.',
  ].join('\n');
}

/** `parseArgs` refuses unknown options by throwing a TypeError with one of these codes. */
function isWrongUsage(error: unknown): error is Error {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return error instanceof WrongUsage || code.startsWith('ERR_PARSE_ARGS_');
}

/** Node's own sentence about an unknown option ends in advice that fits no option of ours. */
function plainly({ message }: Error): string {
  const option = /^Unknown option '([^']+)'/.exec(message)?.[1];
  return option === undefined ? message : `There is no option ${option}.`;
}

function helpOf({ summary, usage, options = {}, notes }: Command): string {
  const lines = Object.entries(options).map(
    ([option, does]) =>
      `  ${option.padEnd(Math.max(14, ...Object.keys(options).map(({ length }) => length + 2)))}${does}`,
  );
  return [
    summary,
    '',
    `Usage: npx atelier ${usage}`,
    ...(lines.length > 0 ? ['', ...lines] : []),
    ...(notes === undefined ? [] : ['', wrapped(notes, '')]),
  ].join('\n');
}

/** What whoever runs the site can do something about gets its sentence; a bug goes on. */
async function explain(error: unknown): Promise<number> {
  const [{ startFailure }, { readConfig, WrongConfig }] = await Promise.all([
    import('#server/start-failure.ts'),
    import('#server/config.ts'),
  ]);
  const sentence = startFailure(error, error instanceof WrongConfig ? null : readConfig());
  if (sentence === null) throw error;
  console.error(sentence);
  return 1;
}

/** Runs one command and returns its exit code. */
export async function main(argv: string[]): Promise<number> {
  const [name, ...rest] = argv;
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    console.log(await overview());
    return 0;
  }
  if (!(await names()).includes(name)) {
    console.error(`There is no command “${name}”.\n\n${await overview()}`);
    return EXIT_WRONG_USAGE;
  }
  const command = await load(name);
  if (rest.includes('--help') || rest.includes('-h')) {
    console.log(helpOf(command));
    return 0;
  }
  try {
    return await command.run(rest);
  } catch (error) {
    if (!isWrongUsage(error)) return explain(error);
    console.error(`${plainly(error)}\n\nUsage: npx atelier ${command.usage}`);
    return EXIT_WRONG_USAGE;
  }
}
