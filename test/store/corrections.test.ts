import { describe, expect, it } from 'vitest';
import type { Correction, CorrectionOutcome } from '../../src/delivery/ports/corrections.ts';
import type { AnnouncementId } from '../../src/delivery/ports/ids.ts';
import type { Store } from '../../src/store/open-store.ts';
import { claimAll, claimOne, close, sent } from './claims.ts';
import { announce, article, at, chat, newPath, newStore, subscribe } from './new-store.ts';

const CARD = { title: 'New title', cardHash: 'new-hash' };

/** An announcement that each of these chats has got, as message 1000 + chat. */
async function sentTo(store: Store, name: string, ...chats: readonly number[]): Promise<AnnouncementId> {
  for (const id of chats) await subscribe(store, id, 'css');
  const id = await announce(store, article(name, 'css'), at(0));
  for (const claim of await claimAll(store)) await close(store, [claim], sent(1_000 + claim.chatId));
  return id;
}

async function nextOne(store: Store, limit: number): Promise<Correction> {
  const correction = await store.corrections.next(limit);
  if (correction === undefined) throw new Error('nothing to correct');
  return correction;
}

async function advance(store: Store, correction: Correction, state: CorrectionOutcome['state'] = 'corrected') {
  const outcomes = correction.messages.map(({ cursor }) => ({ cursor, state }));
  await store.corrections.advance(correction, outcomes, at(3));
}

const chatsOf = ({ messages }: Correction) => messages.map(({ chatId }) => chatId);

/** Corrects all there is, `limit` messages at a time; each time the chats. */
async function correctAll(store: Store, limit: number): Promise<(readonly number[])[]> {
  const rounds: (readonly number[])[] = [];
  for (;;) {
    const correction = await store.corrections.next(limit);
    if (correction === undefined) return rounds;
    rounds.push(chatsOf(correction));
    await advance(store, correction);
  }
}

describe('a correction', () => {
  it('walks what was sent, and only that', async () => {
    const store = await newStore();
    await sentTo(store, 'other', 1, 2, 3, 4);
    const id = await announce(store, article('a', 'css'), at(0));
    const claims = await claimAll(store);
    for (const claim of claims) {
      await close(store, [claim], claim.chatId === 2 ? { state: 'failed', reason: 'no' } : sent(40));
    }
    expect(await store.corrections.next(10)).toBeUndefined();
    await store.corrections.start(id, 'edit', CARD, at(2));
    expect(await correctAll(store, 2)).toEqual([[1, 3], [4]]);
    expect(await store.corrections.next(2)).toBeUndefined();
  });

  it('says what the editor needs to know', async () => {
    const store = await newStore();
    const id = await sentTo(store, 'a', 1);
    await store.corrections.start(id, 'retract', CARD, at(2));
    expect(await store.corrections.next(10)).toEqual({
      announcementId: id,
      kind: 'retract',
      startedAt: at(2),
      messages: [
        {
          kind: 'push',
          chatId: 1,
          languageCode: 'en',
          articles: [{ deliveryId: expect.any(Number), announcementId: id, articleId: 'a', topic: 'css' }],
          messageId: 1_001,
          sentAt: at(1),
          form: 'text',
          cursor: expect.any(Number),
        },
      ],
    });
  });

  it('notes what the cards show from now on', async () => {
    const store = await newStore();
    const id = await sentTo(store, 'a', 1);
    await store.corrections.start(id, 'edit', CARD, at(2));
    expect(await store.announcements.get(id)).toMatchObject({ title: 'New title' });
    expect(await store.announcements.announced()).toMatchObject([{ cardHash: 'new-hash' }]);
  });

  it('goes on after a restart where it was', async () => {
    const path = await newPath();
    const before = await newStore({ path });
    const id = await sentTo(before, 'a', 1, 2, 3);
    await before.corrections.start(id, 'edit', CARD, at(2));
    await advance(before, await nextOne(before, 1));
    await nextOne(before, 1);
    expect(await correctAll(await newStore({ path }), 10)).toEqual([[2, 3]]);
  });

  it('begun anew starts over, and what was under way of the one before does not move it', async () => {
    const store = await newStore();
    const id = await sentTo(store, 'a', 1, 2);
    await store.corrections.start(id, 'edit', CARD, at(2));
    const old = await nextOne(store, 1);
    await store.corrections.start(id, 'retract', CARD, at(2));
    await advance(store, old);
    expect(await store.corrections.next(10)).toMatchObject({
      kind: 'retract',
      messages: [{ chatId: 1 }, { chatId: 2 }],
    });
  });

  it('waits for what was claimed before it began, and lets others pass', async () => {
    const store = await newStore();
    const other = await sentTo(store, 'other', 1, 2);
    const id = await announce(store, article('a', 'css'), at(0));
    const late = await claimOne(store, 2);
    await store.corrections.start(id, 'edit', CARD, at(2));
    await store.corrections.start(other, 'edit', CARD, at(4));
    expect(await store.corrections.next(10)).toMatchObject({ announcementId: other });
    await claimOne(store, 5);
    await close(store, [late], sent(50), 6);
    expect(await nextOne(store, 10)).toMatchObject({ announcementId: id, messages: [{ messageId: 50 }] });
  });

  it('brings a digest with all its articles, and forgets it whole once it is deleted', async () => {
    const store = await newStore({ pushesAtOnce: 1 });
    await subscribe(store, 1, 'css', 'html');
    const a = await announce(store, article('a', 'css'), at(0));
    const b = await announce(store, article('b', 'css', 'html'), at(0));
    await close(store, await claimAll(store), sent(7));
    await store.corrections.start(a, 'retract', CARD, at(2));
    const correction = await nextOne(store, 10);
    expect(correction.messages).toMatchObject([
      { kind: 'digest', messageId: 7, articles: [{ articleId: 'b' }, { articleId: 'a' }] },
    ]);
    await advance(store, correction, 'deleted');
    await store.corrections.start(b, 'edit', CARD, at(3));
    expect(await store.corrections.next(10)).toBeUndefined();
  });

  it('passes over deleted messages and people who were erased', async () => {
    const store = await newStore();
    const id = await sentTo(store, 'a', 1, 2, 3);
    await store.corrections.start(id, 'retract', CARD, at(2));
    await advance(store, await nextOne(store, 1), 'deleted');
    await store.personalData.erase(chat(2));
    await store.corrections.start(id, 'edit', CARD, at(3));
    expect(await correctAll(store, 10)).toEqual([[3]]);
  });

  it('of what reached nobody ends at once', async () => {
    const store = await newStore();
    const id = await announce(store, article('a', 'css'), at(0));
    await store.corrections.start(id, 'edit', CARD, at(2));
    expect(await store.corrections.next(10)).toBeUndefined();
  });
});
