import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { benchCatalogue } from './catalogue.ts';
import { benchDelivery } from './delivery.ts';
import { benchMarkdown } from './markdown.ts';
import type { Figure } from './measure.ts';
import { benchRender } from './render.ts';
import { benchSearch } from './search.ts';
import { benchSends } from './sends.ts';
import { formatTable } from './table.ts';
import { benchUpdates } from './updates.ts';

const BROADCAST_SECONDS = '60';

/** Each takes an empty folder of its own, and how long a broadcast is to last. */
const BENCHES: Readonly<Record<string, (folder: string, seconds: number) => Promise<Figure[]>>> = {
  markdown: benchMarkdown,
  catalogue: benchCatalogue,
  render: benchRender,
  search: benchSearch,
  updates: benchUpdates,
  sends: benchSends,
  delivery: benchDelivery,
};

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    /** Prints one JSON document instead of a table. */
    json: { type: 'boolean', default: false },
    /** How long each broadcast of the delivery bench lasts; shorter ones are for trying out. */
    seconds: { type: 'string', default: BROADCAST_SECONDS },
    /** Runs the one bench that is named in this very process. */
    here: { type: 'boolean', default: false },
  },
});
const names = positionals.length > 0 ? positionals : Object.keys(BENCHES);
const unknown = names.filter((name) => BENCHES[name] === undefined);
if (unknown.length > 0) {
  console.error(`no bench is named ${unknown.join(', ')}; there are ${Object.keys(BENCHES).join(', ')}`);
  process.exitCode = 2;
} else if (options.here) {
  const figures = JSON.stringify(await runHere(names[0] ?? ''));
  // Baselines may leave retries behind that never end.
  process.stdout.write(figures, () => process.exit());
} else {
  const results = names.map((name) => ({ name, figures: runApart(name) }));
  if (!options.json) for (const { name, figures } of results) console.log(formatTable(name, figures));
  const machine = { node: process.version, cpu: cpus()[0]?.model ?? 'unknown', cores: cpus().length };
  if (options.json) console.log(JSON.stringify({ machine, benches: results }, null, 2));
}

async function runHere(name: string): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'work-notes-bench-'));
  try {
    return (await BENCHES[name]?.(folder, Number(options.seconds))) ?? [];
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** In a process of its own, so that no bench pays for another's memory or profits from its warm code. */
function runApart(name: string): Figure[] {
  const child = spawnSync(process.execPath, [import.meta.filename, name, '--here', '--seconds', options.seconds], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (child.status !== 0) throw new Error(`the bench ${name} ended with ${child.status ?? child.signal}`);
  return JSON.parse(child.stdout) as Figure[];
}
