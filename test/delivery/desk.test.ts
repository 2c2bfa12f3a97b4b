import { describe, expect, it, onTestFinished } from 'vitest';
import { ADA, BEN, createDeskRoom, type DeskRoomOptions } from './desk-room.ts';

async function open(options?: DeskRoomOptions) {
  const room = await createDeskRoom(options);
  onTestFinished(async () => room.desk?.stop());
  return room;
}

describe('the message about an announcement', () => {
  it('is sent once and edited until it is the final report', async () => {
    const room = await open({ readers: 4 });
    await room.startDesk();
    const id = await room.announce('a');
    await room.ring();
    await room.plan(60_000);
    await room.clock.advance(70_000);
    await room.deliver(2);
    await room.clock.advance(10_000);
    await room.deliver(2);
    await room.clock.advance(10_000);
    expect(room.calls.filter(({ kind }) => kind === 'send').length).toBe(1);
    expect(room.chat()).toEqual(['Title a\nIt has reached 4 of 4 readers.\nIt took 20 s.']);
    expect(room.texts().map((text) => text.split('\n')[1])).toEqual([
      'Preparing the list of readers …',
      ...['1 min', '50 s', '40 s', '30 s', '20 s', '10 s'].map(
        (wait) => `Goes out in ${wait} to 4 readers, which takes about 5 s.`,
      ),
      '░░░░░░░░░░░░ 0%',
      '██████░░░░░░ 50%',
      'It has reached 4 of 4 readers.',
    ]);
    expect(await room.store.announcements.unreported()).toEqual([]);
    expect((await room.store.announcements.get(id))?.state).toBe('finished');
  });

  it('is edited every three seconds at most, however often the desk is rung', async () => {
    const room = await open({ readers: 40 });
    await room.announce('a');
    await room.plan();
    await room.startDesk();
    for (let second = 0; second < 30; second += 1) {
      await room.deliver(1);
      room.desk?.wake();
      await room.clock.advance(1_000);
    }
    const times = room.calls.map(({ atMs }) => atMs);
    const gaps = times.slice(1).map((at, index) => at - (times[index] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(3_000);
    expect(times.length).toBeGreaterThan(8);
    expect(room.chat()[0]).toMatch(/, 1 a second, about 1[0-9]? s left|, 1 a second, about \d+ s left/);
  });

  it('is left alone while nothing changes, over restarts too', async () => {
    const room = await open({ readers: 4 });
    const id = await room.announce('a');
    await room.plan();
    await room.store.announcements.pause(id, { reason: 'author', note: '' });
    await room.startDesk();
    await room.clock.advance(600_000);
    await room.restartDesk();
    await room.clock.advance(600_000);
    expect(room.calls.length).toBe(1);
    await room.store.announcements.resume(id);
    await room.restartDesk();
    expect(room.calls.map(({ kind, messageId }) => [kind, messageId])).toEqual([
      ['send', 1],
      ['edit', 1],
    ]);
  });

  it('comes anew when the author has deleted it', async () => {
    const room = await open({ readers: 4 });
    const id = await room.announce('a');
    await room.plan();
    await room.startDesk();
    room.deleteAll(ADA);
    await room.store.announcements.pause(id, { reason: 'author', note: '' });
    await room.clock.advance(4_000);
    expect(room.chat()).toEqual([expect.stringContaining('Paused.')]);
  });

  it('tells of an end that came while the bot was down, and of a retraction later', async () => {
    const room = await open({ readers: 1 });
    const id = await room.announce('a');
    await room.plan();
    await room.deliver(1);
    await room.startDesk();
    expect(room.chat()).toEqual([expect.stringContaining('It has reached its one reader.')]);
    await room.store.announcements.retract(id, room.clock.now());
    await room.clock.advance(4_000);
    await room.ring();
    expect(room.chat()).toEqual([expect.stringContaining('Retracted.')]);
  });

  it('is sent twice at most when the bot dies before it has remembered the first', async () => {
    const room = await open({ readers: 4 });
    await room.announce('a');
    await room.plan();
    const { set } = room.store.authorMessages;
    Object.assign(room.store.authorMessages, { set: () => Promise.reject(new Error('disk full')) });
    await room.startDesk();
    await room.desk?.stop();
    Object.assign(room.store.authorMessages, { set });
    await room.restartDesk();
    await room.clock.advance(60_000);
    expect(room.calls.filter(({ kind }) => kind === 'send').length).toBe(2);
  });
});

describe('authors', () => {
  it('have a message each', async () => {
    const room = await open({ authors: [ADA, BEN], readers: 1 });
    await room.announce('a');
    await room.plan();
    await room.startDesk();
    await room.deliver(1);
    await room.clock.advance(4_000);
    expect([room.chat(ADA), room.chat(BEN)].map((chat) => chat.map((text) => text.split('\n')[1]))).toEqual([
      ['It has reached its one reader.'],
      ['It has reached its one reader.'],
    ]);
  });

  it('who cannot be reached hold up nobody and are logged once', async () => {
    const warnings: string[] = [];
    const log = { warn: (message: string) => void warnings.push(message) };
    const room = await open({ authors: [ADA, BEN], readers: 2, log });
    room.fault = (author) => (author === ADA ? { state: 'gone', reason: '403: blocked' } : undefined);
    await room.announce('a');
    const paused = await room.announce('b');
    await room.plan();
    await room.store.announcements.pause(paused, { reason: 'author', note: '' });
    await room.startDesk();
    await room.deliver(2);
    await room.clock.advance(1_300_000);
    expect(room.chat(BEN).length).toBe(2);
    expect(await room.store.announcements.unreported()).toMatchObject([{ id: paused }]);
    expect(warnings).toEqual(['an author could not be told; has this person pressed Start?']);
  });

  it('are told in the end when all of them were unreachable for a while', async () => {
    const room = await open({ readers: 2 });
    room.fault = () => ({ state: 'gone', reason: '400: chat not found' });
    await room.announce('a');
    await room.plan();
    await room.startDesk();
    room.fault = () => undefined;
    await room.clock.advance(700_000);
    expect(room.chat().length).toBe(1);
  });

  it('hear of the end once Telegram takes it', async () => {
    const room = await open({ readers: 1 });
    await room.announce('a');
    await room.plan();
    await room.deliver(1);
    let faults = 0;
    room.fault = () => {
      faults += 1;
      if (faults === 1) return { state: 'wait', seconds: 30 };
      return faults < 4 ? { state: 'retry', reason: '500' } : undefined;
    };
    await room.startDesk();
    await room.clock.advance(29_000);
    expect(faults).toBe(1);
    await room.clock.advance(60_000);
    expect(room.chat().length).toBe(1);
    expect(await room.store.announcements.unreported()).toEqual([]);
  });

  it('may not exist: what is over is told in the log', async () => {
    const lines: unknown[] = [];
    const log = { info: (message: string, fields = {}) => void lines.push({ message, ...fields }) };
    const room = await open({ authors: [], readers: 2, log });
    await room.announce('a');
    await room.plan();
    await room.startDesk();
    await room.deliver(2);
    await room.ring();
    expect(lines).toMatchObject([{ message: 'an announcement is over', article: 'a', total: 2, sent: 2 }]);
    expect(await room.store.announcements.unreported()).toEqual([]);
  });
});

describe('an article that has to be approved', () => {
  it('is shown as readers get it, then asked about, and its question becomes the progress', async () => {
    const room = await open({ articles: { a: {} }, readers: 3 });
    const id = await room.announce('a', 'approval');
    await room.startDesk();
    expect(room.calls.map(({ kind }) => kind)).toEqual(['send', 'send']);
    expect(room.calls[0]?.buttons).toContain('Unsubscribe #css');
    expect(room.chat()[1]).toContain('It would go out to 3 readers, which takes about 5 s.');
    expect(room.calls[1]?.buttons).toEqual(['Publish', 'Silent', 'Not now']);
    await room.restartDesk();
    await room.clock.advance(600_000);
    expect(room.calls.length).toBe(2);
    await room.store.announcements.publish([id], true);
    await room.plan();
    await room.ring();
    expect(room.calls.length).toBe(3);
    expect(room.chat()[1]).toContain('0 of 3 sent');
  });

  it('comes with its card once when the question below is held up', async () => {
    const room = await open({ articles: { a: {} }, readers: 3 });
    await room.announce('a', 'approval');
    let calls = 0;
    room.fault = () => (++calls === 2 ? { state: 'wait', seconds: 5 } : undefined);
    await room.startDesk();
    await room.clock.advance(10_000);
    expect(room.calls.map(({ kind }) => kind)).toEqual(['send', 'send']);
    expect(room.calls[1]?.buttons).toContain('Publish');
  });
});

describe('articles that wait because they are no fresh news', () => {
  it('are one question for each check, closed when nothing waits any more', async () => {
    const dated = (date: string) => ({ date: new Date(date) });
    const articles = { a: dated('2025-01-01'), b: dated('2025-03-01'), c: {} };
    const room = await open({ articles });
    const ids = [await room.announce('a', 'held'), await room.announce('b', 'held')];
    await room.clock.advance(60_000);
    const later = await room.announce('c', 'held');
    await room.startDesk();
    expect(room.chat().map((text) => text.split('\n')[0])).toEqual([
      '2 articles appeared while I was away, and they are not fresh any more:',
      'An article appeared while I was away, and it is not fresh any more:',
    ]);
    expect(room.chat()[0]).toMatch(/Title b \(1 March 2025\)\n• Title a/);
    await room.store.announcements.dismiss(ids, room.clock.now());
    await room.clock.advance(4_000);
    await room.ring();
    expect(room.chat()[0]).toContain('Nothing left to decide');
    expect(room.chat()[1]).toContain('Title c');
    await room.store.announcements.publish([later], false);
    await room.ring();
    expect(room.chat().length).toBe(3);
    expect(room.chat()[1]).toContain('Nothing left to decide');
    expect(room.chat()[2]).toContain('Title c\nPreparing');
  });
});

describe('announced articles whose files are gone', () => {
  it('are one question, which a file that is back closes', async () => {
    const room = await open({ readers: 2 });
    const ids = [await room.announce('a'), await room.announce('b')];
    await room.plan();
    await room.deliver(2);
    await room.store.announcements.setMissing(ids, room.clock.now());
    await room.startDesk();
    const asked = room.chat().at(-1);
    expect(asked).toMatch(/The files of 2 announced articles are gone:\n\n• Title a, which 2 readers have got/);
    await room.store.announcements.setMissing([ids[0] as (typeof ids)[number]], undefined);
    await room.clock.advance(4_000);
    await room.ring();
    expect(room.chat().at(-1)).toContain('The file of Title b is gone.');
    await room.store.announcements.setMissing(ids, undefined);
    await room.clock.advance(4_000);
    await room.ring();
    expect(room.chat().at(-1)).toContain('what was missing is back');
    expect(room.chat().length).toBe(3);
  });
});

it('waits for the answer to a message before it stops, and so goes on editing it', async () => {
  const room = await open({ readers: 1 });
  const id = await room.announce('a');
  await room.plan();
  const answer = Promise.withResolvers<void>();
  room.answer = answer.promise;
  await room.startDesk();
  const stopped = room.desk?.stop();
  await room.rest();
  answer.resolve();
  await stopped;
  await room.store.announcements.pause(id, { reason: 'author', note: '' });
  await room.restartDesk();
  expect(room.calls.map(({ kind }) => kind)).toEqual(['send', 'edit']);
});

it('stops in the middle of a wait', async () => {
  const room = await open();
  await room.startDesk();
  await room.desk?.stop();
  expect(room.clock.sleepers()).toBe(0);
});
