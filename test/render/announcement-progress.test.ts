import { describe, expect, it } from 'vitest';
import { loadTexts } from '../../src/locales/texts.ts';
import type { AnnouncementFacts, AnnouncementLight } from '../../src/render/announcement-facts.ts';
import { renderProgress } from '../../src/render/announcement-progress.ts';
import { MESSAGE_TEXT_LIMIT } from '../../src/telegram/limits.ts';
import { facts, light, NOW } from './announcement-facts.ts';

const words = loadTexts().for('en');

function shown(more: Partial<AnnouncementFacts> = {}, seen: Partial<AnnouncementLight> = {}) {
  const { text, keyboard = [] } = renderProgress(facts(more), light(seen), words);
  const [title, ...lines] = text.text.split('\n');
  expect(title).toBe('Grid by heart');
  expect(text.entities[0]).toMatchObject({ type: 'bold', offset: 0, length: 13 });
  return { lines, buttons: keyboard.flat().map((button) => button.text) };
}

function inSeconds(seconds: number): Date {
  return new Date(NOW.getTime() + seconds * 1_000);
}

describe('an announcement before anything goes out', () => {
  it('is being prepared, and can be cancelled', () => {
    const planning = shown({ state: 'planning', total: 0, open: 0, opensAt: undefined });
    expect(planning).toEqual({ lines: ['Preparing the list of readers …'], buttons: ['Cancel'] });
  });

  it.each([
    [1, 60, 'Goes out in 1 min to one reader, which takes about 5 s.'],
    [1_234, 45, 'Goes out in 50 s to 1,234 readers, which takes about 50 s.'],
    [1_234, 31, 'Goes out in 40 s to 1,234 readers, which takes about 50 s.'],
    [1_000_000, 1, 'Goes out in 10 s to 1,000,000 readers, which takes about 10 h 18 min.'],
  ])('counts down for %i readers %i s before', (readers, seconds, line) => {
    const counting = shown({ total: readers, open: readers, opensAt: inSeconds(seconds) });
    expect(counting).toEqual({ lines: [line], buttons: ['Cancel'] });
  });

  it('says that it makes no sound', () => {
    expect(shown({ silent: true, opensAt: inSeconds(5) }).lines[1]).toBe('It arrives without a sound.');
  });

  it('has nothing to do when nobody is subscribed', () => {
    const nobody = { total: 0, open: 0, nextDueAt: undefined };
    const nothing = { lines: ['Nobody is subscribed to it yet, so no message goes out.'], buttons: [] };
    expect(shown(nobody)).toEqual(nothing);
    expect(shown({ ...nobody, opensAt: inSeconds(30) })).toEqual(nothing);
  });
});

describe('an announcement under way', () => {
  it('shows how far it is, how fast it goes and how long it takes', () => {
    expect(shown({ sent: 450, open: 550 }, { measuredRate: 26.8 })).toEqual({
      lines: ['█████░░░░░░░ 45%', '450 of 1,000 sent, 27 a second, about 25 s left'],
      buttons: ['Pause', 'Cancel'],
    });
  });

  it.each([
    [undefined, '450 of 1,000 sent, about 25 s left'],
    [0.25, '450 of 1,000 sent, 0.3 a second, about 37 min left'],
    [1_000, '450 of 1,000 sent, 1,000 a second, about 5 s left'],
  ])('measured at %s a second says so', (measuredRate, line) => {
    expect(shown({ sent: 450, open: 550 }, { measuredRate }).lines[1]).toBe(line);
  });

  it('tells who does not get it, one or many', () => {
    const losses = { sent: 994, failed: 1, gone: 1, skipped: 1, open: 3 };
    expect(shown(losses).lines.slice(2)).toEqual([
      'One has blocked the bot or left Telegram; the subscription is kept for a return.',
      'One did not want it any more when its turn came.',
      'One message failed.',
    ]);
    expect(shown({ ...losses, failed: 2_000, gone: 3_000, skipped: 4_000 }).lines.slice(2)).toEqual([
      '3,000 have blocked the bot or left Telegram; their subscriptions are kept for a return.',
      '4,000 did not want it any more when their turn came.',
      '2,000 messages failed.',
    ]);
  });

  it('is at 100% only when nothing is open', () => {
    const nearly = { total: 1_000_000, sent: 999_999, open: 1 };
    expect(shown(nearly).lines[0]).toBe('███████████░ 99%');
    expect(shown({ ...nearly, sent: 1_000_000, open: 0 })).toEqual({
      lines: ['████████████ 100%', '1,000,000 of 1,000,000 sent', 'The last ones are on their way.'],
      buttons: [],
    });
  });

  it.each([
    [1, '2026-03-05T20:00:00Z', 'One waits for a digest, or for quiet hours or a pause to end; it goes out at 21:00.'],
    [
      40,
      '2026-03-05T23:00:00Z',
      '40 wait for their digests, or for quiet hours or a pause to end; the next go out on 6 March at 00:00.',
    ],
  ])('with only %i left for later says what they wait for', (open, due, line) => {
    const waiting = { total: 100, sent: 100 - open, open, nextDueAt: new Date(due) };
    const { lines, buttons } = shown(waiting, { timezone: 'Europe/Berlin', measuredRate: 20 });
    expect(lines.slice(1)).toEqual([`${100 - open} of 100 sent`, line]);
    expect(buttons).toEqual(['Pause', 'Cancel']);
  });
});

describe('a paused announcement', () => {
  const half = { state: 'paused', total: 10, sent: 5, open: 5 } as const;
  const bar = ['██████░░░░░░ 50%', '5 of 10 sent'];

  it('waits for the author who paused it', () => {
    const pause = { reason: 'author', note: '', resumeAt: undefined } as const;
    expect(shown({ ...half, pause })).toEqual({
      lines: [...bar, 'Paused. Nothing goes out until you resume it.'],
      buttons: ['Resume', 'Cancel'],
    });
  });

  it('names the faults and when it goes on by itself', () => {
    const pause = { reason: 'faults', note: '502: Bad Gateway', resumeAt: inSeconds(300) } as const;
    expect(shown({ ...half, pause })).toEqual({
      lines: [...bar, 'Paused, because too many messages failed: 502: Bad Gateway', 'It goes on by itself at 12:05.'],
      buttons: ['Resume', 'Cancel'],
    });
    expect(shown({ ...half, pause, open: 2, failed: 3 }).buttons).toEqual(['Resume', 'Cancel', 'Retry failed']);
  });

  it('without its file can only be cancelled', () => {
    const pause = { reason: 'missing', note: '', resumeAt: undefined } as const;
    expect(shown({ ...half, pause })).toEqual({
      lines: [...bar, 'Paused, because the article’s file is not there. It goes on when the file is back.'],
      buttons: ['Cancel'],
    });
  });
});

describe('an announcement that is over', () => {
  const finished = { state: 'finished', finishedAt: inSeconds(0), open: 0 } as const;

  it.each([
    [1, 1, 'It has reached its one reader.'],
    [1, 0, 'It did not reach its one reader.'],
    [2, 1, 'It has reached 1 of 2 readers.'],
    [1_000_000, 1_000_000, 'It has reached 1,000,000 of 1,000,000 readers.'],
  ])('of %i readers reached %i', (total, sent, line) => {
    expect(shown({ ...finished, total, sent })).toEqual({ lines: [line, 'It took 1 min.'], buttons: [] });
  });

  it('offers to try again what failed', () => {
    const { lines, buttons } = shown({ ...finished, sent: 998, failed: 2, finishedAt: inSeconds(7_200) });
    expect(lines).toEqual(['It has reached 998 of 1,000 readers.', '2 messages failed.', 'It took 2 h 1 min.']);
    expect(buttons).toEqual(['Retry failed']);
  });

  it('had no readers', () => {
    expect(shown({ ...finished, total: 0 })).toEqual({
      lines: ['Nobody was subscribed to it, so no message went out.'],
      buttons: [],
    });
  });

  it.each([
    [0, 'Cancelled before anybody got it.'],
    [1, 'Cancelled. One of 1,000 had got it.'],
    [312, 'Cancelled. 312 of 1,000 had got it.'],
  ])('cancelled after %i', (sent, line) => {
    expect(shown({ state: 'cancelled', sent })).toEqual({ lines: [line], buttons: [] });
  });

  it('was never begun', () => {
    const { lines } = shown({ state: 'cancelled', total: 0, open: 0, opensAt: undefined });
    expect(lines).toEqual(['Not announced. Readers find it in the lists and with the search.']);
  });

  it.each([
    [0, 'Retracted before anybody got it.'],
    [1, 'Retracted. The one message that was sent is taken back; '],
    [2_000, 'Retracted. The 2,000 messages that were sent are taken back; '],
  ])('retracted after %i', (sent, line) => {
    expect(shown({ state: 'retracted', sent }).lines[0]).toContain(line);
  });
});

it('keeps to the length of a message whatever the title and the note', () => {
  const endless = 'שלום '.repeat(3_000);
  const { text } = renderProgress(
    facts({ title: endless, state: 'paused', pause: { reason: 'faults', note: endless, resumeAt: NOW } }),
    light(),
    words,
  );
  expect(text.text.length).toBeLessThan(MESSAGE_TEXT_LIMIT / 4);
  expect(text.text).toContain('It goes on by itself at 12:00.');
});
