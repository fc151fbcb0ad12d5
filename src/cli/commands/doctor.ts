import { parseArgs } from 'node:util';
import { examine } from '#server/doctor.ts';
import { readConfig } from '#server/config.ts';
import type { Command } from '../command.ts';

const command: Command = {
  summary: 'looks whether everything the site needs is in order',
  usage: 'doctor [--json]',
  async run(argv) {
    const { values } = parseArgs({ args: argv, options: { json: { type: 'boolean', default: false } } });
    const findings = await examine(readConfig());
    if (values.json) console.log(JSON.stringify(findings, null, 2));
    else
      for (const { ok, what, found } of findings)
        console.log(`${ok ? 'ok  ' : 'BAD '} ${what.padEnd(12)} ${found}`);
    return findings.every((finding) => finding.ok) ? 0 : 1;
  },
};

export default command;
