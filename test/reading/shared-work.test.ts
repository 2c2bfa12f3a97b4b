import { describe, expect, it } from 'vitest';
import { createSharedWork } from '../../src/reading/shared-work.ts';

function counted() {
  const done: string[] = [];
  const work = (text: string) => async () => {
    done.push(text);
    return text;
  };
  return { done, work };
}

describe('shared work', () => {
  it('is done once for all who ask, at once or later', async () => {
    const shared = createSharedWork<string>(10, ({ length }) => length);
    const { done, work } = counted();
    await Promise.all([shared.get('a', work('one')), shared.get('a', work('two'))]);
    expect(await shared.get('a', work('three'))).toBe('one');
    expect(done).toEqual(['one']);
  });

  it('makes room by forgetting what was used least lately', async () => {
    const shared = createSharedWork<string>(10, ({ length }) => length);
    const { done, work } = counted();
    await shared.get('a', work('aaaa'));
    await shared.get('b', work('bbbb'));
    await shared.get('a', work('never'));
    await shared.get('c', work('cccc'));
    expect(shared.size()).toBe(8);
    await shared.get('a', work('never'));
    await shared.get('b', work('again'));
    expect(done).toEqual(['aaaa', 'bbbb', 'cccc', 'again']);
  });

  it('does not keep what is larger than all the room, and forgets nothing for it', async () => {
    const shared = createSharedWork<string>(10, ({ length }) => length);
    const { done, work } = counted();
    await shared.get('a', work('aaaa'));
    await shared.get('b', work('far too long'));
    await shared.get('a', work('never'));
    expect(shared.size()).toBe(4);
    expect(done).toEqual(['aaaa', 'far too long']);
  });

  it('is tried again after a failure', async () => {
    const shared = createSharedWork<string>(10, ({ length }) => length);
    await expect(shared.get('a', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect(await shared.get('a', async () => 'fine')).toBe('fine');
  });
});
