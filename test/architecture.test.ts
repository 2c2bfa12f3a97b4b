import { readdirSync, readFileSync } from 'node:fs';
import { dirname, extname, join, normalize, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

/** What each room may import besides itself and the log. A name with `.ts` stands for one file of a room, one with a slash at its end for a folder of it. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  log: [],
  markdown: [],
  locales: [],
  catalog: ['markdown'],
  search: ['catalog', 'markdown'],
  telegram: ['catalog', 'render/message.ts'],
  render: ['catalog', 'markdown', 'locales', 'telegram/limits.ts', 'telegram/callback-data.ts'],

  reading: ['catalog', 'markdown', 'render', 'telegram', 'locales'],
  check: ['catalog', 'markdown', 'render', 'reading', 'telegram', 'locales'],
  delivery: ['catalog', 'markdown', 'render', 'search', 'telegram', 'locales'],
  store: ['catalog', 'markdown', 'render', 'search', 'telegram', 'locales', 'delivery/ports/', 'reading/show-page.ts'],

  bot: ['catalog', 'markdown', 'render', 'reading', 'search', 'telegram', 'locales', 'delivery', 'store'],
  jobs: ['catalog', 'markdown', 'render', 'reading', 'search', 'telegram', 'locales', 'delivery', 'store'],
  http: ['catalog', 'markdown', 'render', 'reading', 'search', 'telegram', 'locales', 'delivery', 'store'],
  playground: ['catalog', 'markdown', 'render', 'reading', 'search', 'telegram', 'locales', 'delivery', 'store'],
  'playground/page': [], // runs in a browser; it shares the types of PAGE_PROTOCOL with the server

  config: ['jobs/cron-expression.ts', 'delivery/ports/'],
};
/** These join the rooms and may import all of them. */
const COMPOSITION = ['main', 'cli', 'app'];
/** Only these know where settings come from. */
const KNOWS_CONFIG = ['main', 'cli'];
const PAGE_PROTOCOL = 'playground/chat-protocol.ts';
const LIBRARY_ROOMS: Readonly<Record<string, readonly string[]>> = {
  'gray-matter': ['catalog'],
  'better-sqlite3': ['store', 'search'],
  kysely: ['store'],
  'node-cron': ['jobs'],
};
const VAGUE_NAME = /(^|\/)(index|types|utils?|helpers?)(\.ts$|\/)/;
const MAX_LINES = { src: 250, bench: 250, test: 400 } as const;

/** `path` begins at the folder that is checked: `catalog/article.ts`. */
interface Source {
  readonly path: string;
  readonly text: string;
}

interface Import {
  /** A path like those of sources, or a package's name. */
  readonly target: string;
  readonly own: boolean;
  readonly typeOnly: boolean;
}

const IMPORT = /^\s*(?:import|export)\s+(type\s+)?(?:[\w$*{},\s]+?\s+from\s+)?'([^']+)'|\bimport\('([^']+)'\)/gm;

function importsOf({ path, text }: Source): Import[] {
  return [...text.matchAll(IMPORT)].map(([, type, from, dynamic]) => {
    const name = from ?? dynamic ?? '';
    const own = name.startsWith('.');
    const target = own ? normalize(join(dirname(path), name)) : name.split('/', name.startsWith('@') ? 2 : 1).join('/');
    return { target, own, typeOnly: type !== undefined };
  });
}

function roomOf(path: string): string {
  if (path.startsWith('playground/page/')) return 'playground/page';
  return (path.split('/')[0] ?? '').replace(/\.ts$/, '');
}

function faultsIn(sources: readonly Source[]): string[] {
  return [...sources.flatMap(faultsOfFile), ...cyclesBetweenRooms(sources)];
}

function faultsOfFile(source: Source): string[] {
  const { path, text } = source;
  const room = roomOf(path);
  const faults = importsOf(source).flatMap((each) =>
    each.own ? faultOfArrow(path, each) : faultOfLibrary(room, each),
  );
  if (MAY_IMPORT[room] === undefined && !COMPOSITION.includes(room)) faults.push('lies in no known room');
  if (VAGUE_NAME.test(path)) faults.push('has a name that says nothing');
  if (/^export default\b|^export \{[^}]*\bas default\b/m.test(text)) faults.push('has a default export');
  if (room !== 'config' && /\bprocess\s*(\.|\?\.)\s*env\b|\benv\b[^;]*from 'node:process'/.test(text)) {
    faults.push('reads process.env');
  }
  return faults.map((fault) => `${path} ${fault}`);
}

function faultOfArrow(path: string, { target, typeOnly }: Import): string[] {
  const [from, to] = [roomOf(path), roomOf(target)];
  if (!['.ts', '.json'].includes(extname(target))) return [`imports ${target} without its extension`];
  if (to === 'config' && from !== 'config' && !KNOWS_CONFIG.includes(from)) {
    return [`imports ${target}: ${from} may not know config`];
  }
  if (from === to || COMPOSITION.includes(from)) return [];
  if (from === 'playground/page') {
    return target === PAGE_PROTOCOL && typeOnly ? [] : [`imports ${target}, which the browser does not have`];
  }
  if (to === 'log') return [];
  const allowed = MAY_IMPORT[from] ?? [];
  const isAllowed = allowed.some(
    (name) => name === to || name === target || (name.endsWith('/') && target.startsWith(name)),
  );
  return isAllowed ? [] : [`imports ${target}: ${from} may not know ${to}`];
}

function faultOfLibrary(room: string, { target, typeOnly }: Import): string[] {
  if (room === 'playground/page' && !typeOnly) return [`imports ${target}, which the browser does not have`];
  const rooms = LIBRARY_ROOMS[target];
  return rooms === undefined || rooms.includes(room) ? [] : [`imports ${target}, which belongs to ${rooms.join(', ')}`];
}

/** Types vanish before a program runs, so only what is imported to run makes a cycle. */
function cyclesBetweenRooms(sources: readonly Source[]): string[] {
  const arrows = new Map<string, Set<string>>();
  for (const source of sources) {
    const from = roomOf(source.path);
    for (const { target, own, typeOnly } of importsOf(source)) {
      if (own && !typeOnly && roomOf(target) !== from) {
        arrows.set(from, (arrows.get(from) ?? new Set()).add(roomOf(target)));
      }
    }
  }
  const cycles = new Set<string>();
  const follow = (room: string, path: readonly string[]) => {
    if (path.includes(room)) cycles.add([...path.slice(path.indexOf(room))].sort().join(', '));
    else for (const next of arrows.get(room) ?? []) follow(next, [...path, room]);
  };
  for (const room of arrows.keys()) follow(room, []);
  return [...cycles].map((rooms) => `rooms import each other in a circle: ${rooms}`);
}

function readFolder(folder: string): Source[] {
  const root = resolve(import.meta.dirname, '..', folder);
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => ({ path: relative(root, file), text: readFileSync(file, 'utf8') }));
}

function isTypeScript({ path }: Source): boolean {
  return path.endsWith('.ts') && !path.endsWith('.d.ts');
}

function tooLong(sources: readonly Source[], limit: number): string[] {
  return sources
    .filter(({ path }) => /\.(ts|ftl|css|html)$/.test(path))
    .map(({ path, text }) => ({ path, lines: text.trimEnd().split('\n').length }))
    .filter(({ lines }) => lines > limit)
    .map(({ path, lines }) => `${path} has ${lines} lines, more than ${limit}`);
}

describe('the house', () => {
  it('keeps the law of imports', () => {
    expect(faultsIn(readFolder('src').filter(isTypeScript))).toEqual([]);
  });

  it.each(Object.entries(MAX_LINES))('keeps files in %s within %i lines', (folder, limit) => {
    const sources = readFolder(folder);
    expect(sources.length).toBeGreaterThan(0);
    expect(tooLong(sources, limit)).toEqual([]);
  });
});

describe('the check of the house', () => {
  it.each([
    ['catalog/a.ts', "import { b } from '../store/b.ts';", 'catalog may not know store'],
    ['markdown/a.ts', "import type { B } from '../catalog/b.ts';", 'markdown may not know catalog'],
    ['render/a.ts', "import {\n  b,\n  c,\n} from '../telegram/api.ts';", 'render may not know telegram'],
    ['delivery/a.ts', "import { b } from '../store/b.ts';", 'delivery may not know store'],
    ['store/a.ts', "import { b } from '../delivery/sender.ts';", 'store may not know delivery'],
    ['bot/features/a.ts', "export { b } from '../../jobs/b.ts';", 'bot may not know jobs'],
    ['jobs/a.ts', "const b = await import('../bot/b.ts');", 'jobs may not know bot'],
    ['check/a.ts', "import { b } from '../cli/b.ts';", 'check may not know cli'],
    ['bot/a.ts', "import { c } from '../config.ts';", 'bot may not know config'],
    ['log.ts', "import { c } from './config.ts';", 'log may not know config'],
    ['app/a.ts', "import { c } from '../config.ts';", 'app may not know config'],
    ['http/a.ts', "import '../main.ts';", 'http may not know main'],
    ['store/a.ts', "import matter from 'gray-matter';", 'gray-matter, which belongs to catalog'],
    ['catalog/a.ts', "import Database from 'better-sqlite3';", 'better-sqlite3, which belongs to store, search'],
    ['search/a.ts', "import { sql } from 'kysely/helpers/sqlite';", 'kysely, which belongs to store'],
    ['bot/a.ts', "import cron from 'node-cron';", 'node-cron, which belongs to jobs'],
    ['bot/a.ts', "if (process.env['DEBUG']) run();", 'reads process.env'],
    ['main.ts', "import { env } from 'node:process';", 'reads process.env'],
    ['bot/a.ts', 'export default function a() {}', 'default export'],
    ['bot/a.ts', 'const a = 1;\nexport { a as default };', 'default export'],
    ['bot/index.ts', '', 'name that says nothing'],
    ['bot/types.ts', '', 'name that says nothing'],
    ['bot/utils/time.ts', '', 'name that says nothing'],
    ['bot/helpers.ts', '', 'name that says nothing'],
    ['bot/a.ts', "import { b } from './b';", 'without its extension'],
    ['attic/a.ts', '', 'no known room'],
    ['playground/page/a.ts', "import { b } from '../chat-protocol.ts';", 'the browser does not have'],
    ['playground/page/a.ts', "import { b } from '../server.ts';", 'the browser does not have'],
    ['playground/page/a.ts', "import { b } from '../../log.ts';", 'the browser does not have'],
    ['playground/page/a.ts', "import { b } from 'grammy';", 'the browser does not have'],
    ['playground/a.ts', "import { b } from './page/b.ts';", 'playground may not know playground/page'],
  ])('finds fault with %s: %s', (path, text, fault) => {
    const faults = faultsIn([{ path, text }]);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain(fault);
  });

  it.each([
    ['main.ts', "import { a } from './config.ts';\nimport { b } from './bot/b.ts';"],
    ['cli/a.ts', "import { a } from '../config.ts';"],
    ['store/a.ts', "import type { A } from '../delivery/ports/ledger.ts';"],
    ['render/a.ts', "import { A } from '../telegram/limits.ts';"],
    ['bot/a.ts', "import type { Logger } from '../log.ts';\nimport { b } from '../store/b.ts';"],
    ['config.ts', 'const env = process.env;'],
    ['playground/page/a.ts', "import type { A } from '../chat-protocol.ts';\nimport { b } from './b.ts';"],
    ['playground/page/a.ts', "import type { A } from 'grammy/types';"],
    ['catalog/a.ts', "import matter from 'gray-matter';\nimport { readFile } from 'node:fs/promises';"],
    ['bot/a.ts', "// say `import { b } from '../jobs/b.ts'`\nconst text = 'import';"],
  ])('finds no fault with %s: %s', (path, text) => {
    expect(faultsIn([{ path, text }])).toEqual([]);
  });

  it('finds a circle of rooms, but not one that only types close', () => {
    const there = { path: 'render/a.ts', text: "import { b } from '../telegram/limits.ts';" };
    const back = "import { a } from '../render/message.ts';";
    const circle = 'rooms import each other in a circle: render, telegram';
    expect(faultsIn([there, { path: 'telegram/b.ts', text: back }])).toEqual([circle]);
    expect(faultsIn([there, { path: 'telegram/b.ts', text: back.replace('import', 'import type') }])).toEqual([]);
  });

  it('finds a file that is too long', () => {
    const text = 'line\n'.repeat(3);
    expect(tooLong([{ path: 'locales/en/a.ftl', text }], 3)).toEqual([]);
    expect(tooLong([{ path: 'locales/en/a.ftl', text }], 2)).toEqual(['locales/en/a.ftl has 3 lines, more than 2']);
  });
});
