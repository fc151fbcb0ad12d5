import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { EVERYTHING } from '#core/gradebook/choose.ts';
import { gradebookCsv, SHAPES } from '#core/gradebook/shapes.ts';
import { openCatalogue } from '#server/catalogue/catalogue.ts';
import { database, readConfig } from '#server/config.ts';
import { makeDataFolder } from '#server/data-folder.ts';
import { allCohorts } from '#server/db/cohorts.ts';
import { migrate } from '#server/db/migrate.ts';
import { openStore } from '#server/db/open.ts';
import { loadClass } from '#server/gradebook/load.ts';
import { WrongUsage, type Command } from '../command.ts';

/** Whoever has the data folder owns the school. */
const OPERATOR = {
  id: '',
  name: 'Operator',
  email: null,
  guest: false,
  role: 'owner',
  createdAt: 0,
} as const;

function shapeOf(given = 'plain') {
  const shape = SHAPES.find((one) => one === given);
  if (!shape) throw new WrongUsage(`“${given}” is no shape: there are ${SHAPES.join(', ')}.`);
  return shape;
}

const command: Command = {
  summary: 'prints the grades of a class as CSV; without a class, lists the classes',
  usage: 'gradebook [class] [--shape plain|moodle|canvas] [--label NAME]',
  options: {
    '--shape': 'for a spreadsheet (plain), for Moodle or for Canvas',
    '--label': 'only learners with this label',
  },
  async run(argv) {
    const { values, positionals } = parseArgs({
      args: argv,
      allowPositionals: true,
      options: { shape: { type: 'string' }, label: { type: 'string' } },
    });
    const shape = shapeOf(values.shape);
    const [wanted, ...rest] = positionals;
    if (rest.length > 0) throw new WrongUsage('One class at a time.');
    const config = readConfig();
    await makeDataFolder(config.data);
    const store = openStore(database(config));
    try {
      await migrate(store.db, Date.now);
      const classes = await allCohorts(store.db);
      if (wanted === undefined) {
        for (const { id, name } of classes) console.log(`${id}  ${name}`);
        if (classes.length === 0) console.log('There is no class yet.');
        return 0;
      }
      const found = classes.filter(({ id, name }) => id === wanted || name === wanted);
      const [cohort] = found;
      if (!cohort) throw new WrongUsage(`There is no class “${wanted}”.`);
      if (found.length > 1) throw new WrongUsage(`There are several classes “${wanted}”: say the id.`);
      const { catalogue } = await openCatalogue(join(config.root, 'exercises'));
      const facts = { cohortId: cohort.id, viewer: OPERATOR, catalogue, now: Date.now() };
      const loaded = await loadClass(store.db, facts);
      if (!loaded) throw new Error(`Expected class ${cohort.id} to be read`);
      process.stdout.write(gradebookCsv(loaded.pick({ ...EVERYTHING, label: values.label ?? '' }), shape));
      return 0;
    } finally {
      await store.close();
    }
  },
};

export default command;
