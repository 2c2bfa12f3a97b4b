import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { ArticleId, TagKey } from '../../src/catalog/article.ts';
import type { NewArticle } from '../../src/delivery/ports/announcements.ts';
import type { AnnouncementId, ChatId } from '../../src/delivery/ports/ids.ts';
import { isWatch } from '../../src/search/watch.ts';
import { openStore, type Store, type StoreOptions } from '../../src/store/open-store.ts';
import { UTC_TIMING } from './utc-timing.ts';

/** A path in a folder of its own, removed when the test ends. */
export async function newPath(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'store-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return join(folder, 'bot.db');
}

/** A store in a real file, closed when the test ends. */
export async function newStore(options: StoreOptions & { readonly path?: string } = {}): Promise<Store> {
  const { path = await newPath(), ...rest } = options;
  const store = await openStore(path, { timing: UTC_TIMING, ...rest });
  onTestFinished(() => store.close());
  return store;
}

/** Minute `n` of a day. */
export function at(minute: number): Date {
  return new Date(Date.UTC(2025, 11, 1, 0, minute));
}

export function chat(id: number): ChatId {
  return id as ChatId;
}

export function tag(key: string): TagKey {
  return key as TagKey;
}

export function articleId(id: string): ArticleId {
  return id as ArticleId;
}

/** An article with tags, and with the watched searches that it answers. */
export function article(id: string, ...topics: readonly string[]): NewArticle {
  return {
    id: articleId(id),
    key: `key-${id}`,
    contentHash: `hash-${id}`,
    title: `Title ${id}`,
    tagKeys: topics.filter((topic) => !isWatch(topic)).map(tag),
    watches: topics.filter(isWatch),
    cardHash: `card-${id}`,
  };
}

/** Announces and plans an article that may go out at once. */
export async function announce(store: Store, announced: NewArticle, now: Date): Promise<AnnouncementId> {
  const id = await store.announcements.announce(announced, 'planning', now);
  if (id === undefined) throw new Error(`${announced.id} has been announced before`);
  await store.announcements.plan({ delayMs: 0, now: () => now, signal: new AbortController().signal });
  return id;
}

/** A reader who has visited, subscribed to each topic in turn. */
export async function subscribe(store: Store, id: number, ...topics: readonly string[]): Promise<ChatId> {
  await store.readers.visit({ chatId: chat(id), languageCode: 'en' }, at(0));
  for (const topic of topics) await store.subscriptions.add(chat(id), tag(topic), at(0));
  return chat(id);
}
