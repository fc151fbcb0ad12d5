import { parseArgs } from 'node:util';
import type { Change, Regrade, RegradeItem } from '#core/regrade.ts';
import type { Outcome } from '#core/types.ts';
import { moment } from '#core/view/words.ts';
import { readConfig } from '#server/config.ts';
import { createApp } from '#server/create-app.ts';
import type { Regrades } from '#server/regrade/app.ts';
import { WrongUsage, type Command } from '../command.ts';
import { table } from '../table.ts';

const USAGE = [
  'regrade start <exercise…> --reason TEXT [--cohort ID] [--since YYYY-MM-DD] [--until YYYY-MM-DD]',
  '       npx atelier regrade list',
  '       npx atelier regrade show <id> [--json]',
  '       npx atelier regrade apply <id> [--lower all|<attempt,…>] [--reason TEXT]',
  '       npx atelier regrade drop <id>',
].join('\n');

const OPTIONS = {
  reason: { type: 'string', default: '' },
  cohort: { type: 'string', default: '' },
  since: { type: 'string', default: '' },
  until: { type: 'string', default: '' },
  lower: { type: 'string', default: '' },
  json: { type: 'boolean', default: false },
} as const;

class Refusing extends Error {}

function value<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  const { title, detail, hint } = outcome.refusal;
  throw new Refusing(`${title}. ${detail} ${hint}`);
}

const lineOf = ({ id, state, superseded, counts, askedAt, reason }: Regrade): string[] => [
  id,
  superseded ? 'out of date' : state,
  `${counts.graded} of ${counts.all} graded${counts.failed > 0 ? `, ${counts.failed} failed` : ''}`,
  moment(askedAt),
  reason,
];

const side = (one: RegradeItem['after']): string =>
  one?.outcome == null ? '–' : `${one.score ?? '–'} ${one.outcome}`;

const WORDS: Record<Change, string> = {
  same: 'the same',
  raised: 'raised',
  lowered: 'LOWERED',
  passes: 'passes now',
  fails: 'NO LONGER PASSES',
};

function shown(regrade: Regrade, items: readonly RegradeItem[]): string {
  const rows = items.map((item) => [
    item.attemptId,
    item.learner,
    `${side(item.before)} → ${side(item.after)}`,
    item.change === null ? (item.failure ?? 'waits') : WORDS[item.change],
    [item.manual ? 'graded by hand' : '', item.moved ? 'changed since' : ''].filter(Boolean).join(', '),
  ]);
  return [lineOf(regrade).join(' · '), '', table(['attempt', 'learner', 'result', 'change', ''], rows)].join(
    '\n',
  );
}

async function perform(regrades: Regrades, argv: string[]): Promise<string> {
  const { values, positionals } = parseArgs({ args: argv, allowPositionals: true, options: OPTIONS });
  const [action, ...rest] = positionals;
  const { reason, cohort: cohortId, since, until } = values;
  if (action === 'start') {
    const id = value(await regrades.start(null, { exercises: rest, cohortId, since, until, reason }));
    return `Regrade ${id} is queued behind all live attempts; the running school grades it. See it with \`atelier regrade show ${id}\`.`;
  }
  if (action === 'list' && rest.length === 0) {
    const all = (await regrades.list(null)) ?? [];
    return all.length === 0
      ? 'There is no regrade yet.'
      : table(['id', 'state', 'graded', 'asked', 'reason'], all.map(lineOf));
  }
  const [id, ...more] = rest;
  if (id === undefined || more.length > 0) throw new WrongUsage('Say which regrade.');
  if (action === 'show') {
    const found = await regrades.get(id, null);
    if (!found) throw new Refusing(`There is no regrade ${id}.`);
    return values.json ? JSON.stringify(found, null, 2) : shown(found.regrade, found.items);
  }
  if (action === 'apply') {
    const lower = values.lower === 'all' ? 'all' : values.lower.split(',').filter(Boolean);
    const { applied, left } = value(await regrades.apply(null, id, { lower, reason }));
    return `${applied} results count now; ${left} were left as they were.`;
  }
  if (action === 'drop') {
    value(await regrades.drop(null, id));
    return 'Dropped: nothing of it counts.';
  }
  throw new WrongUsage(`“${action ?? ''}” is not something that can be done with a regrade.`);
}

const command: Command = {
  summary: 'grades old work anew in the shadow, shows what would change, applies or drops it',
  usage: USAGE,
  options: {
    '--reason TEXT': 'why: stands in the audit; needed to lower anything',
    '--cohort ID': 'only the work assigned in this cohort',
    '--since, --until': 'first and last day of arrival, UTC',
    '--lower': 'results that may be lowered: all, or ids of attempts',
  },
  async run(argv) {
    const platform = await createApp(readConfig());
    try {
      console.log(await perform(platform.app.regrades, argv));
      return 0;
    } catch (error) {
      if (!(error instanceof Refusing)) throw error;
      console.error(error.message);
      return 1;
    } finally {
      await platform.stop();
    }
  },
};

export default command;
