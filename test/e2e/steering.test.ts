import { describe, expect, it } from 'vitest';
import type { Fault, FaultScript } from '../../src/playground/faults.ts';
import { PERSONAS } from '../../src/playground/personas.ts';
import { encodeButton } from '../../src/telegram/callback-data.ts';
import { createCrowd, subscribeCrowd } from '../faults/crowd.ts';
import { about, copies, holding, labels, openBlog, publish, pushes, setCadence, subscribe } from './scene.ts';
import type { World } from './world.ts';

const READERS = 40;
const crowd = createCrowd(READERS);
const REFUSED: Fault = { kind: 'refused', description: 'Bad Request: message text is empty' };

/** Forty readers of everything, whom ten messages a second reach. */
async function open(sendRate = 10): Promise<World> {
  return openBlog({
    personas: [...PERSONAS, ...crowd],
    delivery: { sendRate },
    prepare: (place) => subscribeCrowd(place, crowd),
  });
}

/** How many have an article, and that nobody has it twice. */
function reached({ playground }: World, title: string): number {
  const counts = crowd.map(({ id }) => pushes(playground.person(id), title).length);
  expect(Math.max(...counts)).toBeLessThan(2);
  return counts.filter((count) => count === 1).length;
}

/** What happens to the pushes of an article; `nth` counts them from one. */
function onPush(title: string, fate: (nth: number, chatId: number) => Fault | undefined): FaultScript {
  let nth = 0;
  return ({ method, payload }) => {
    if (method !== 'sendMessage' || !String(payload.text).startsWith(title)) return undefined;
    if (!crowd.some(({ id }) => id === Number(payload.chat_id))) return undefined;
    nth += 1;
    return fate(nth, Number(payload.chat_id));
  };
}

/** Publishes, and gives the author's message once so many pushes have begun; the later ones hang until `release`. */
async function midway(world: World, title: string, count: number) {
  const [reachedCount, released] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  world.playground.setFaults(
    onPush(title, (nth) => {
      if (nth === count) reachedCount.resolve();
      return nth < count ? undefined : { kind: 'hang', until: released.promise };
    }),
  );
  await publish(world, title);
  await reachedCount.promise;
  const progress = await world.ada.waitForMessage(
    (message) => message.text.startsWith(title) && labels(message).includes('Pause'),
  );
  return { progress, release: () => released.resolve() };
}

describe('an announcement under way', () => {
  it('stops when it is paused, stays so over a restart, and goes on when it is resumed', async () => {
    const world = await open();
    const { progress, release } = await midway(world, 'Fresh', 15);
    expect((await world.ada.press('Pause', progress)).text).toBe('Paused.');
    release();
    const paused = await about(world.ada, 'Fresh', 'Paused. Nothing goes out until you resume it.');
    expect([paused.id, labels(paused)]).toEqual([progress.id, ['Resume', 'Cancel']]);
    await world.stopBot();
    await world.startBot();
    await publish(world, 'Later');
    await about(world.ada, 'Later\nIt has reached 40 of 40 readers.');
    const before = reached(world, 'Fresh');
    expect(before).toBeGreaterThanOrEqual(14);
    expect(before).toBeLessThan(READERS);
    expect((await world.ada.press('Resume', paused)).text).toBe('It goes on.');
    const report = await about(world.ada, 'Fresh\nIt has reached 40 of 40 readers.');
    expect([report.id, labels(report), copies(world.ada, 'Fresh')]).toEqual([progress.id, [], 1]);
    expect(reached(world, 'Fresh')).toBe(READERS);
  });

  it('ends where it is when it is cancelled, and the report says how many have it', async () => {
    const world = await open();
    const { progress, release } = await midway(world, 'Fresh', 15);
    await world.ada.press('Cancel', progress);
    const question = await about(world.ada, 'Cancel it?', 'the other');
    await world.ada.press('Yes, cancel it', question);
    release();
    await publish(world, 'Later');
    await about(world.ada, 'Later\nIt has reached 40 of 40 readers.');
    const count = reached(world, 'Fresh');
    expect(count).toBeLessThan(READERS);
    const report = await about(world.ada, `Cancelled. ${count} of 40 had got it.`);
    expect([report.id, labels(report)]).toEqual([progress.id, []]);
    const resume = encodeButton({ action: 'announcement', announcement: 1, step: 'resume' });
    expect((await world.ada.pressData(report.id, resume)).text).toContain('does not apply any more');
  });

  it('takes no orders from a reader', async () => {
    const world = await open();
    const { release } = await midway(world, 'Fresh', 15);
    const { id } = await world.mia.ask('/help');
    for (const step of ['pause', 'confirmCancel', 'open'] as const) {
      const data = encodeButton({ action: 'announcement', announcement: 1, step });
      expect((await world.mia.pressData(id, data)).text).toContain('too old');
    }
    release();
    await about(world.ada, 'It has reached 40 of 40 readers.');
    expect(copies(world.mia, 'Fresh')).toBe(0);
  });

  it('is told of in one message, which is edited every few seconds at most', async () => {
    const world = await open(3);
    await publish(world, 'Fresh');
    await about(world.ada, 'It has reached 40 of 40 readers.');
    const [report] = holding(world.ada, 'Fresh');
    const told = world.playground.calls.filter(
      ({ method, payload }) => method === 'editMessageText' && Number(payload.message_id) === report?.id,
    );
    expect(told.length).toBeGreaterThan(2);
    const gaps = told.slice(1).map(({ at }, index) => at.getTime() - (told[index]?.at.getTime() ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThan(2_500);
    const texts = told.map(({ payload }) => String(payload.text));
    expect(
      texts.some((text) => /^Fresh\n█+░+ \d+%\n\d+ of 40 sent, [\d.]+ a second, about \d+ s left$/.test(text)),
    ).toBe(true);
    expect(copies(world.ada, 'Fresh')).toBe(1);
  });
});

describe('deliveries that do not arrive', () => {
  it('are counted with their reasons, and those that failed are tried again', async () => {
    const world = await open(100);
    const [first, second, third] = crowd.map(({ id }) => id);
    world.playground.setFaults(
      onPush('Fresh', (_nth, chatId) => {
        if (chatId === first || chatId === second) return REFUSED;
        return chatId === third ? { kind: 'forbidden' } : undefined;
      }),
    );
    await publish(world, 'Fresh');
    const report = await about(world.ada, 'Fresh\nIt has reached 37 of 40 readers.\nOne has blocked the bot');
    expect(report.text).toContain('2 messages failed.');
    const list = await world.ada.ask('/deliveries');
    expect(list.text).toContain('37 of 40 sent');
    await world.ada.press('1', list);
    const opened = await world.ada.waitForMessage(
      ({ id, text }) => id === list.id && text.includes('Who did not get it'),
    );
    expect(opened.text).toContain('2 failed: ');
    expect(opened.text).toContain('1 gone: ');
    world.playground.setFaults(undefined);
    expect((await world.ada.press('Retry failed', opened)).text).toBe('2 messages are tried again.');
    await about(world.ada, 'Fresh\nIt has reached 39 of 40 readers.\nOne has blocked the bot');
    expect(reached(world, 'Fresh')).toBe(39);
  });

  it('are tried again while others still wait for their digests', async () => {
    const world = await openBlog();
    await subscribe(world.mia, 'kafka');
    await subscribe(world.jonas, 'kafka');
    await setCadence(world.jonas, 'kafka', 'daily');
    world.playground.setFaults(({ payload }) => (String(payload.text).startsWith('Fresh\n\n') ? REFUSED : undefined));
    await publish(world, 'Fresh');
    const progress = await about(world.ada, 'Fresh', 'One waits for a digest', 'One message failed.');
    world.playground.setFaults(undefined);
    await world.ada.press('Retry failed', progress);
    await about(world.mia, 'You are subscribed to #kafka');
    await about(world.ada, 'Fresh', '1 of 2 sent', 'One waits for a digest');
  });

  it('pause the announcement when they are too many by our fault, until the author resumes it', async () => {
    const world = await open();
    world.playground.setFaults(onPush('Fresh', () => REFUSED));
    await publish(world, 'Fresh');
    const paused = await about(
      world.ada,
      'Fresh',
      'Paused, because too many messages failed: ',
      'message text is empty',
    );
    expect(reached(world, 'Fresh')).toBe(0);
    const alarm = await about(world.ada, 'Fresh is paused: too many messages failed', 'message text is empty');
    expect(alarm.id).toBeGreaterThan(paused.id);
    world.playground.setFaults(undefined);
    await world.ada.press('Resume', paused);
    const report = await about(world.ada, 'Fresh\nIt has reached', 'messages failed.');
    const saved = reached(world, 'Fresh');
    expect(saved).toBeGreaterThan(0);
    await world.ada.press('Retry failed', report);
    await about(world.ada, 'Fresh\nIt has reached 40 of 40 readers.');
    expect(reached(world, 'Fresh')).toBe(READERS);
  });

  it('pause it by Telegram’s fault too, and then it goes on by itself', async () => {
    const world = await open(100);
    world.playground.setFaults(onPush('Fresh', () => ({ kind: 'server-error', status: 500, body: 'json' })));
    await publish(world, 'Fresh');
    await about(world.ada, 'Fresh', 'Paused, because too many messages failed: ', 'It goes on by itself at ');
    world.playground.setFaults(undefined);
    world.passTime(3_600_000);
    await about(world.ada, 'Fresh\nIt has reached 40 of 40 readers.');
    expect(reached(world, 'Fresh')).toBe(READERS);
  });
});

describe('/deliveries', () => {
  it('lists the last ten, each of which opens its report', async () => {
    const world = await openBlog();
    const titles = Array.from({ length: 11 }, (_, index) => `Piece ${String.fromCharCode(65 + index)}`);
    for (const title of titles) await publish(world, title);
    world.ada.send('/deliveries');
    const list = await about(world.ada, 'The last deliveries');
    expect([...list.text.matchAll(/^\d+\. (.+)$/gm)].map(([, title]) => title)).toEqual(titles.slice(1).reverse());
    await world.ada.press('10', list);
    await world.ada.waitForMessage(({ id, text }) => id === list.id && text.startsWith('Piece B\n'));
  });
});
