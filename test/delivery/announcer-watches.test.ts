import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { ParsedArticle } from '../../src/catalog/article.ts';
import { assignIds } from '../../src/catalog/assign-ids.ts';
import { MOST_WATCHES, matchingWatches } from '../../src/delivery/matching-watches.ts';
import type { Logger } from '../../src/log.ts';
import type { WatchTopic } from '../../src/search/watch.ts';
import type { Store } from '../../src/store/open-store.ts';
import { chat, tag } from '../store/new-store.ts';
import { article, newBench, quiet, TODAY } from './announcer-bench.ts';

const LAGS: Partial<ParsedArticle> = { tagNames: ['Data'], body: 'Why **Kafka** consumers lag' };
const LATER = new Date(TODAY.getTime() + 60_000);

async function watch(store: Store, id: number, topic: string, since = new Date(0)): Promise<void> {
  await store.readers.visit({ chatId: chat(id), languageCode: 'en' }, new Date(0));
  await store.subscriptions.add(chat(id), tag(topic), since);
}

describe('a new article', () => {
  it('is announced to those who watch a search that it answers', async () => {
    const { store, check, planned } = await newBench();
    await watch(store, 4, 'SEARCH kafka lags');
    await watch(store, 5, 'SEARCH consumer #data');
    await watch(store, 6, 'SEARCH kafka rabbit');
    await watch(store, 7, 'SEARCH kafka #css');
    await check(article('old'), article('new', LAGS));
    expect(planned()).toEqual(['new to 2', 'new to 4', 'new to 5']);
  });

  it('comes too early for who begins to watch after the check began', async () => {
    const { store, check, planned } = await newBench();
    await watch(store, 4, 'SEARCH kafka', LATER);
    await check(article('old'), article('new', LAGS));
    expect(planned()).toEqual(['new to 2']);
  });

  it('that waits answers, once it is edited, other searches', async () => {
    const { store, check, planned } = await newBench({ announceMode: 'approve' });
    await watch(store, 4, 'SEARCH kafka');
    await watch(store, 5, 'SEARCH rabbit');
    await check(article('old'), article('new', LAGS));
    await check(article('old'), article('new', { ...LAGS, body: 'Why Rabbits lag', title: 'Other' }));
    const waiting = await store.announcements.inState('approval');
    await store.announcements.publish(
      waiting.map(({ id }) => id),
      false,
    );
    await store.announcements.plan({ delayMs: 0, now: () => LATER, signal: new AbortController().signal });
    expect(planned()).toEqual(['new to 2', 'new to 5']);
  });

  it('that cannot be held against searches is announced all the same', async () => {
    const errors: string[] = [];
    const log: Logger = { ...quiet, error: (message) => errors.push(message) };
    const { store, check, planned } = await newBench({ log });
    await watch(store, 4, 'SEARCH kafka');
    await check(article('old'), article('new', { body: 7 as unknown as string }));
    expect(planned()).toEqual(['new to 1', 'new to 2']);
    expect(errors).toEqual([expect.stringContaining('announced without them')]);
  });

  it('stays new while the searches cannot be read', async () => {
    const { store, check, restart, planned } = await newBench();
    await watch(store, 4, 'SEARCH kafka');
    restart((ports) => ({
      ...ports,
      watches() {
        throw new Error('disk full');
      },
    }));
    await check(article('old'), article('new', LAGS));
    expect(planned()).toEqual([]);
    restart();
    await check(article('old'), article('new', LAGS));
    expect(planned()).toEqual(['new to 2', 'new to 4']);
  });
});

describe('the search for watches that an article answers', () => {
  const [identified] = assignIds([article('new', LAGS)], []).articles;
  if (identified === undefined) throw new Error('the article has no id');

  it('takes no more than an announcement can have, and says so', async () => {
    const warnings: unknown[] = [];
    const log: Logger = { ...quiet, warn: (_message, more) => warnings.push(more) };
    const watches = async function* () {
      yield Array.from({ length: MOST_WATCHES }, () => 'SEARCH kafka' as WatchTopic);
      yield ['SEARCH lag' as WatchTopic];
    };
    expect(await matchingWatches(identified, { watches, log })).toHaveLength(MOST_WATCHES);
    expect(warnings).toEqual([{ article: 'new', leftOut: 1 }]);
  });

  it('gives others their turns', async () => {
    const watches = async function* () {
      yield Array.from({ length: 50_000 }, (_, number) => `SEARCH word${number} kafka` as WatchTopic);
    };
    let found: readonly WatchTopic[] | undefined;
    void matchingWatches(identified, { watches, log: quiet }).then((all) => {
      found = all;
    });
    let turns = 0;
    for (; found === undefined; turns++) await nextTurn();
    expect(found).toEqual([]);
    expect(turns).toBeGreaterThan(3);
  });
});
