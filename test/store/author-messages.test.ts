import { describe, expect, it } from 'vitest';
import { newPath, newStore } from './new-store.ts';

const key = (subject: number, authorId: number) => ({ kind: 'missing', subject, authorId }) as const;

describe('author messages', () => {
  it('are kept one to a subject and author, over restarts', async () => {
    const path = await newPath();
    const before = await newStore({ path });
    await before.authorMessages.set(key(1, 10), { messageId: 5, shows: 'a' });
    await before.authorMessages.set(key(1, 10), { messageId: 6, shows: 'b' });
    await before.close();
    const { authorMessages } = await newStore({ path });
    expect(await authorMessages.get(key(1, 10))).toEqual({ messageId: 6, shows: 'b' });
    expect(await authorMessages.get(key(1, 11))).toBeUndefined();
    expect(await authorMessages.get({ ...key(1, 10), kind: 'held' })).toBeUndefined();
  });

  it('are listed by kind, the oldest subject first', async () => {
    const { authorMessages } = await newStore();
    const subjects = [Date.UTC(2025, 11, 2), Date.UTC(2025, 11, 1)];
    for (const subject of subjects) await authorMessages.set(key(subject, 10), { messageId: 5, shows: 'a' });
    await authorMessages.set({ kind: 'held', subject: 1, authorId: 10 }, { messageId: 7, shows: 'c' });
    expect(await authorMessages.list('missing')).toEqual(
      subjects.toReversed().map((subject) => ({ ...key(subject, 10), messageId: 5, shows: 'a' })),
    );
  });
});
