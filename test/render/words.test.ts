import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const KEY = /['`]((?:card|list|push|reading)-[a-z-]+)(\$\{[^}]*\})?['`]/g;

it('has words for every key it uses, and uses every word it has', () => {
  const sources = readdirSync(join(root, 'src/render'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(join(root, 'src/render', name), 'utf8'));
  const used = sources
    .flatMap((source) => [...source.matchAll(KEY)])
    .flatMap(([, key = '', ending]) => (ending === undefined ? [key] : alerts(key)));
  const fluent = readFileSync(join(root, 'src/locales/en/reading.ftl'), 'utf8');
  const known = [...fluent.matchAll(/^([a-z-]+) =/gm)].map(([, key]) => key);
  expect([...new Set(used)].sort()).toEqual([...known].sort());
});

function alerts(prefix: string): string[] {
  return ['note', 'tip', 'important', 'warning', 'caution'].map((kind) => prefix + kind);
}
