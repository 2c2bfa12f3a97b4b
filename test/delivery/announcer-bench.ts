import Sqlite from 'better-sqlite3';
import { onTestFinished } from 'vitest';
import type { ArticleId, ParsedArticle } from '../../src/catalog/article.ts';
import { assignIds } from '../../src/catalog/assign-ids.ts';
import { type Announcer, type AnnouncerPorts, createAnnouncer } from '../../src/delivery/announcer.ts';
import type { Announcement } from '../../src/delivery/ports/announcements.ts';
import type { Logger } from '../../src/log.ts';
import type { Store } from '../../src/store/open-store.ts';
import { chat, newPath, newStore, subscribe } from '../store/new-store.ts';

export const TODAY = new Date('2026-01-05T12:00:00Z');
const ignore = () => undefined;
export const quiet: Logger = { debug: ignore, info: ignore, warn: ignore, error: ignore };

export function article(name: string, more: Partial<ParsedArticle> = {}): ParsedArticle {
  return {
    key: `file:${name}.md`,
    naturalId: name as ArticleId,
    contentHash: `hash of ${name} ${JSON.stringify(more)}`,
    file: `content/${name}.md`,
    path: `/somewhere/content/${name}.md`,
    slug: name,
    title: name.toUpperCase(),
    description: '',
    tagNames: ['CSS'],
    draft: false,
    announce: true,
    readingMinutes: 1,
    body: '',
    mdx: false,
    ...more,
  };
}

export const dated = (date: string) => ({ date: new Date(date.length > 10 ? date : `${date}T00:00:00Z`) });

export interface Look {
  readonly trusted?: boolean;
  readonly broken?: readonly string[];
}

type Settings = Partial<Pick<AnnouncerPorts, 'announceMode' | 'staleAfterMs' | 'hasAuthors' | 'log'>>;

/** An announcer over a real database, in a time that the test moves. */
export interface AnnouncerBench {
  readonly store: Store;
  check(...parsed: readonly ParsedArticle[]): Promise<void>;
  look(parsed: readonly ParsedArticle[], look: Look): Promise<void>;
  /** Another run of the program; its ports may be others. */
  restart(wrap?: (ports: AnnouncerPorts) => AnnouncerPorts): void;
  passTo(date: string): void;
  announcement(name: string): Promise<Announcement | undefined>;
  /** By article, oldest announcement first. */
  states(): Promise<Record<string, string>>;
  /** The kind of the correction last begun, by article. */
  corrections(): Record<string, string>;
  /** Takes corrections for done, so that the next ones stand out. */
  forgetCorrections(): void;
  /** The batches of missing articles, by instant. */
  missing(): Record<string, readonly string[]>;
  /** Articles that have been planned for each reader. */
  planned(): readonly string[];
}

/** Readers 1 (`css`), 2 (`all`) and 3 (`rust`). Born with `archive` a day before TODAY, unless that is `undefined`. */
export async function newBench(
  settings: Settings & { readonly archive?: readonly ParsedArticle[] | undefined } = {},
): Promise<AnnouncerBench> {
  const path = await newPath();
  const store = await newStore({ path });
  const sqlite = new Sqlite(path);
  onTestFinished(() => {
    sqlite.close();
  });
  for (const [id, topic] of [
    [1, 'css'],
    [2, 'all'],
    [3, 'rust'],
  ] as const)
    await subscribe(store, chat(id), topic);

  let now = TODAY;
  const ports: AnnouncerPorts = {
    memory: store.articles,
    announcements: store.announcements,
    corrections: store.corrections,
    watches: store.subscriptions.watches,
    announceMode: 'auto',
    announceDelayMs: 60_000,
    staleAfterMs: 48 * 3_600_000,
    hasAuthors: true,
    log: quiet,
    now: () => now,
    ...settings,
  };
  let announcer: Announcer = createAnnouncer(ports);
  async function look(parsed: readonly ParsedArticle[], { trusted = true, broken = [] }: Look): Promise<void> {
    const known = await store.articles.known();
    const { articles } = assignIds(parsed, known);
    await announcer.run({ at: now, articles, known, broken: new Set(broken), trusted }, new AbortController().signal);
  }
  const pairs = (statement: string) => sqlite.prepare<[], { name: string; value: string }>(statement).all();
  if (!('archive' in settings) || settings.archive !== undefined) {
    now = new Date(TODAY.getTime() - 86_400_000);
    await look(settings.archive ?? [article('old')], {});
    now = TODAY;
  }
  return {
    store,
    look,
    check: (...parsed) => look(parsed, {}),
    restart(wrap = (same) => same) {
      announcer = createAnnouncer(wrap(ports));
    },
    passTo(date) {
      now = new Date(date);
    },
    async announcement(name) {
      return (await store.announcements.latest(100)).find(({ articleId }) => articleId === name);
    },
    async states() {
      const announcements = await store.announcements.latest(100);
      return Object.fromEntries(announcements.toReversed().map(({ articleId, state }) => [articleId, state]));
    },
    corrections() {
      const rows = pairs(`
        select article_id as name, kind as value from corrections
        join announcements on announcements.id = announcement_id order by article_id
      `);
      return Object.fromEntries(rows.map(({ name, value }) => [name, value]));
    },
    forgetCorrections() {
      sqlite.exec('delete from corrections');
    },
    missing() {
      const rows = pairs(`
        select article_id as name, missing_since as value from announcements
        where missing_since is not null order by article_id
      `);
      const groups = Map.groupBy(rows, ({ value }) => new Date(value).toISOString());
      return Object.fromEntries([...groups].map(([since, group]) => [since, group.map(({ name }) => name)]));
    },
    planned() {
      return pairs(`
        select article_id as name, chat_id as value from deliveries
        join announcements on announcements.id = announcement_id order by article_id, chat_id
      `).map(({ name, value }) => `${name} to ${value}`);
    },
  };
}
