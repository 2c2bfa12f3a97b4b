import { describe, expect, it } from 'vitest';
import { createMessageIds } from '../../src/delivery/message-ids.ts';

describe('message ids', () => {
  it('go on from where an earlier process stopped', () => {
    expect(createMessageIds().greatest()).toBe(0);
    expect(createMessageIds({ greatest: 70 }).greatest()).toBe(70);
  });

  it('only ever rise, and tell when they do', () => {
    const rises: number[] = [];
    const ids = createMessageIds({ greatest: 5, onRise: (greatest) => rises.push(greatest) });
    for (const id of [6, 4, 9, 9, 8]) ids.note(1, id);
    expect(ids.greatest()).toBe(9);
    expect(rises).toEqual([6, 9]);
    expect([4, 5, 6, 7, 8, 9].filter((id) => ids.has(id))).toEqual([4, 6, 8, 9]);
  });

  it('of groups and channels do not count: they have sequences of their own', () => {
    const ids = createMessageIds();
    ids.note(-1_000_777, 12);
    expect(ids.greatest()).toBe(0);
    expect(ids.has(12)).toBe(false);
  });

  it('are forgotten oldest first, in bounded memory', () => {
    const ids = createMessageIds();
    for (let id = 1; id <= 20_001; id += 1) ids.note(1, id);
    expect(ids.has(1)).toBe(false);
    expect(ids.has(2)).toBe(true);
    expect(ids.has(20_001)).toBe(true);
  });
});
