import { describe, expect, it } from 'vitest';
import { createPace } from '../../src/playground/pace.ts';
import { call, fakeClock, MIA, startPlayground } from './setup.ts';

describe('the pace', () => {
  it('allows thirty messages in any second over all chats', () => {
    const clock = fakeClock();
    const pace = createPace('count', clock.now);
    for (let chat = 1; chat <= 30; chat += 1) pace.spend(String(chat), 1);
    expect(pace.counters()).toEqual({
      messages: 30,
      peakPerSecond: 30,
      overAll: 0,
      overChat: 0,
      overGroup: 0,
      duringWait: 0,
    });
    clock.advance(999);
    pace.spend('31', 1);
    expect(pace.counters()).toMatchObject({ peakPerSecond: 31, overAll: 1 });
    clock.advance(1_000);
    pace.spend('32', 1);
    expect(pace.counters()).toMatchObject({ messages: 32, overAll: 1 });
  });

  it('allows a private chat a short burst and then one a second', () => {
    const clock = fakeClock();
    const pace = createPace('count', clock.now);
    pace.spend('1', 5);
    expect(pace.counters().overChat).toBe(0);
    pace.spend('1', 1);
    expect(pace.counters().overChat).toBe(1);
    clock.advance(1_000);
    pace.spend('1', 1);
    expect(pace.counters().overChat).toBe(1);
  });

  it('refuses what is too much, longer for who goes on, and only there', () => {
    const clock = fakeClock();
    const pace = createPace('refuse', clock.now);
    expect(pace.spend('1', 5).waitSeconds).toBeUndefined();
    expect(pace.spend('1', 1).waitSeconds).toBe(3);
    expect(pace.spend('2', 1).waitSeconds).toBeUndefined();
    clock.advance(1_000);
    expect(pace.spend('1', 1).waitSeconds).toBe(3);
    expect(pace.counters().duringWait).toBe(1);
    clock.advance(3_000);
    expect(pace.spend('1', 1).waitSeconds).toBeUndefined();
  });

  it('allows a group twenty messages in any minute, however close together', () => {
    const clock = fakeClock();
    const pace = createPace('refuse', clock.now);
    expect(pace.spend('-7', 20).waitSeconds).toBeUndefined();
    clock.advance(59_999);
    expect(pace.spend('-7', 1).waitSeconds).toBe(3);
    expect(pace.spend('-8', 1).waitSeconds).toBeUndefined();
    expect(pace.counters()).toMatchObject({ overAll: 0, overChat: 0, overGroup: 1 });
    clock.advance(60_000);
    expect(pace.spend('-7', 20).waitSeconds).toBeUndefined();
  });

  it('allows a thousand messages in a second when they are paid, and still thirty that are not', () => {
    const clock = fakeClock();
    const pace = createPace('count', clock.now);
    for (let chat = 1; chat <= 970; chat += 1) pace.spend(String(chat), 1, true);
    for (let chat = 971; chat <= 1_000; chat += 1) pace.spend(String(chat), 1);
    expect(pace.counters()).toMatchObject({ peakPerSecond: 1_000, overAll: 0 });
    pace.spend('1001', 1, true);
    expect(pace.counters().overAll).toBe(1);
    clock.advance(1_000);
    for (let chat = 1; chat <= 31; chat += 1) pace.spend(String(chat), 1);
    expect(pace.counters().overAll).toBe(2);
  });

  it('tells which paid messages are more than the free rate allows', () => {
    const clock = fakeClock();
    const pace = createPace('count', clock.now);
    pace.spend('1', 29);
    expect([pace.spend('2', 3, true), pace.spend('3', 1, true), pace.spend('4', 1)]).toMatchObject([
      { beyondFree: 2 },
      { beyondFree: 1 },
      { beyondFree: 0 },
    ]);
  });

  it('is held to other rates when asked', () => {
    const pace = createPace('count', fakeClock().now, { perSecond: 2, paidPerSecond: 3 });
    for (const [chat, paid] of [false, false, true, true].entries()) pace.spend(String(chat), 1, paid);
    expect(pace.counters().overAll).toBe(1);
    pace.spend('9', 1);
    expect(pace.counters().overAll).toBe(2);
  });

  it('reaches the bot as 429 with the seconds to wait', async () => {
    const playground = await startPlayground({ pace: 'refuse' });
    const mia = playground.person(MIA);
    mia.send('hi');
    const send = () => call(playground, 'sendMessage', { chat_id: MIA, text: 'news' });
    for (let sent = 0; sent < 5; sent += 1) expect(await send()).toMatchObject({ ok: true });
    expect(await send()).toEqual({
      ok: false,
      error_code: 429,
      description: 'Too Many Requests: retry after 3',
      parameters: { retry_after: 3 },
    });
    expect(mia.messages).toHaveLength(6);
    expect(playground.pace).toMatchObject({ messages: 6, overChat: 1 });
  });
});
