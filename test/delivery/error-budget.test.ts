import { describe, expect, it } from 'vitest';
import { createErrorBudget, type Fault, type Verdict } from '../../src/delivery/error-budget.ts';
import type { AnnouncementId, DeliveryId } from '../../src/delivery/ports/ids.ts';

const A = 1 as AnnouncementId;
const B = 2 as AnnouncementId;
const broken: Fault = { whose: 'telegram', reason: '500: Internal Server Error' };
const offline: Fault = { whose: 'telegram', reason: 'ENOTFOUND' };
const refused: Fault = { whose: 'ours', reason: '400: Bad Request: BUTTON_DATA_INVALID' };

function arrange() {
  const budget = createErrorBudget();
  let delivery = 0;
  let now = 0;
  const note = (verdict: Verdict, { id = A, of = ++delivery, begunAt = now } = {}) =>
    budget.note(id, of as DeliveryId, verdict, begunAt, ++now);
  const noteMany = (count: number, verdict: Verdict, id = A) => {
    const overdrawn = Array.from({ length: count }, () => note(verdict, { id }));
    return overdrawn.filter((fault) => fault !== undefined).length;
  };
  return { budget, note, noteMany, now: () => now };
}

describe('the error budget', () => {
  it('is overdrawn by the 25th fault, not by the 24th', () => {
    const { note, noteMany } = arrange();
    expect(noteMany(24, broken)).toBe(0);
    expect(note(broken)).toEqual(broken);
  });

  it('looks at the last fifty deliveries only', () => {
    const few = arrange();
    expect(few.noteMany(24, broken) + few.noteMany(26, 'fine')).toBe(0);
    // The first fault leaves the window as this one comes.
    expect(few.note(broken)).toBeUndefined();
    const enough = arrange();
    expect(enough.noteMany(24, broken) + enough.noteMany(25, 'fine')).toBe(0);
    expect(enough.note(broken)).toEqual(broken);
  });

  it('is not touched by any number of deliveries that went well or found nobody', () => {
    const { noteMany } = arrange();
    expect(noteMany(1_000, 'fine')).toBe(0);
  });

  it('bears every other delivery failing for a while, and no more', () => {
    const { note } = arrange();
    const verdicts: readonly Verdict[] = Array.from({ length: 60 }, (_, index) => (index % 2 === 0 ? 'fine' : broken));
    expect(verdicts.map((verdict) => note(verdict)).findIndex((fault) => fault !== undefined)).toBe(49);
  });

  it('counts a delivery once, however often it is tried', () => {
    const { note } = arrange();
    expect(Array.from({ length: 40 }, () => note(broken, { of: 7 })).filter(Boolean)).toEqual([]);
  });

  it('counts what became of a delivery last', () => {
    const { note, noteMany } = arrange();
    note(broken, { of: 1_000 });
    note('fine', { of: 1_000 });
    expect(noteMany(24, broken)).toBe(0);
    expect(note(broken)).toEqual(broken);
  });

  it('belongs to one announcement', () => {
    const { note, noteMany } = arrange();
    expect(noteMany(24, broken) + noteMany(24, broken, B)).toBe(0);
    expect(note(broken, { id: B })).toEqual(broken);
    expect(note(broken)).toEqual(broken);
  });

  it('is whole again after it was overdrawn, and what had begun before does not burden it', () => {
    const { note, noteMany, now } = arrange();
    const early = now();
    expect(noteMany(25, broken)).toBe(1);
    for (let left = 0; left < 60; left += 1) expect(note(broken, { begunAt: early })).toBeUndefined();
    expect(noteMany(24, broken)).toBe(0);
    expect(note(broken)).toEqual(broken);
  });

  it('is whole again when the announcement is over', () => {
    const { budget, noteMany } = arrange();
    noteMany(24, broken);
    budget.forget(A);
    expect(noteMany(24, broken)).toBe(0);
  });

  it.each<[string, readonly [number, Fault][], Fault]>([
    ['the most frequent reason', [[10, broken], [15, offline]], offline], // biome-ignore format: a row
    ['whose fault most of it is', [[12, refused], [13, offline]], offline], // biome-ignore format: a row
    ['ours in doubt, as it takes a person', [[13, refused], [12, offline]], refused], // biome-ignore format: a row
    ['ours when no reason of Telegram’s outweighs it', [[9, broken], [3, offline], [13, refused]], refused], // biome-ignore format: a row
  ])('names %s', (_, faults, prevailing) => {
    const { note } = arrange();
    const all = faults.flatMap(([count, fault]) => Array.from({ length: count }, () => note(fault)));
    expect(all.at(-1)).toEqual(prevailing);
  });

  it('keeps the reason to a few words', () => {
    const { noteMany, note } = arrange();
    const long: Fault = { whose: 'ours', reason: 'x'.repeat(500) };
    noteMany(24, long);
    expect(note(long)?.reason).toHaveLength(100);
  });
});
