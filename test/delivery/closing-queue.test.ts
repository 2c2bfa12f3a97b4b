import { describe, expect, it } from 'vitest';
import { createClosingQueue } from '../../src/delivery/closing-queue.ts';
import type { DeliveryId } from '../../src/delivery/ports/ids.ts';
import type { Closing } from '../../src/delivery/ports/ledger.ts';
import { createFakeClock, settle } from '../telegram/fake-clock.ts';
import { quiet } from './quiet.ts';

function arrange() {
  const clock = createFakeClock();
  const stopping = new AbortController();
  const batches: number[][] = [];
  const unwritable = { all: false, ids: new Set<number>() };
  const state = { abandoned: false, rings: 0 };
  const close = async (closings: readonly Closing[]) => {
    const ids: number[] = closings.map(({ id }) => id);
    if (unwritable.all || ids.some((id) => unwritable.ids.has(id))) throw new Error('disk full');
    batches.push(ids);
  };
  const queue = createClosingQueue({
    ...{ ledger: { close }, clock, log: quiet, stopping: stopping.signal },
    abandoned: () => state.abandoned,
    onWritten() {
      state.rings += 1;
    },
  });
  const written = new Set<number>();
  const add = (...ids: readonly number[]) => {
    for (const id of ids)
      void queue.close(id as DeliveryId, { state: 'failed', reason: '' }).then(() => written.add(id));
  };
  return { clock, stopping, batches, unwritable, state, queue, written, add };
}

const range = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

describe('the closing queue', () => {
  it('writes together what ends together', async () => {
    const { clock, batches, queue, written, state, add } = arrange();
    add(1, 2);
    await clock.advance(99);
    add(3);
    expect(batches).toEqual([]);
    expect(queue.size()).toBe(3);
    await clock.advance(1);
    expect(batches).toEqual([[1, 2, 3]]);
    expect([...written]).toEqual([1, 2, 3]);
    expect(queue.size()).toBe(0);
    expect(state.rings).toBe(1);
    add(4);
    await clock.advance(100);
    expect(batches).toEqual([[1, 2, 3], [4]]);
    expect(clock.sleepers()).toBe(0);
  });

  it('does not wait when a batch is full', async () => {
    const { batches, add } = arrange();
    add(...range(250));
    await settle();
    expect(batches.map(({ length }) => length)).toEqual([100, 100]);
  });

  it('tries again what could not be written', async () => {
    const { clock, unwritable, batches, queue, written, add } = arrange();
    unwritable.all = true;
    add(1, 2);
    await clock.advance(12_000);
    expect(queue.size()).toBe(2);
    expect(written.size).toBe(0);
    unwritable.all = false;
    await clock.runUntil(() => queue.size() === 0);
    expect(batches.flat().toSorted()).toEqual([1, 2]);
  });

  it('lets one that cannot be written hold up nobody for long', async () => {
    const { clock, unwritable, batches, queue, written, add } = arrange();
    unwritable.ids.add(17);
    add(...range(60));
    await clock.runUntil(() => queue.size() === 1);
    expect(clock.elapsedMs()).toBeLessThan(60_000);
    expect(written.size).toBe(59);
    unwritable.ids.clear();
    await clock.runUntil(() => queue.size() === 0);
    expect(batches.flat().toSorted((a, b) => a - b)).toEqual(range(60));
  });

  it('writes at once what is left when the sender stops, and waits for nothing more', async () => {
    const { clock, stopping, batches, queue, add } = arrange();
    add(1, 2);
    stopping.abort();
    add(3);
    await queue.ended();
    expect(batches.flat()).toEqual([1, 2, 3]);
    expect(clock.elapsedMs()).toBe(0);
  });

  it('tries a last time when the sender stops while the database is out of reach', async () => {
    const { clock, stopping, unwritable, batches, queue, add } = arrange();
    unwritable.all = true;
    add(1);
    await clock.advance(1_000);
    stopping.abort();
    unwritable.all = false;
    await queue.ended();
    expect(batches).toEqual([[1]]);
    const never = arrange();
    never.unwritable.all = true;
    never.add(1);
    await never.clock.advance(1_000);
    never.stopping.abort();
    await never.queue.ended();
    expect(never.batches).toEqual([]);
    expect(never.clock.sleepers()).toBe(0);
  });

  it('leaves the ledger alone once it is abandoned', async () => {
    const { stopping, batches, state, queue, add } = arrange();
    add(1);
    state.abandoned = true;
    stopping.abort();
    await queue.ended();
    expect(batches).toEqual([]);
  });
});
