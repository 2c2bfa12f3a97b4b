import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ButtonData, decodeButton, encodeButton } from '../../src/telegram/callback-data.ts';
import { CALLBACK_DATA_LIMIT_BYTES } from '../../src/telegram/limits.ts';

const id = fc.stringMatching(/^[A-Za-z0-9_-]{1,32}$/);
const tag = fc.stringMatching(/^[a-z0-9]{8}$/);
const page = fc.integer({ min: 1, max: 9_999 });
const number = fc.integer({ min: 1, max: 999_999_999_999_999 });
const topic = fc.oneof(fc.constant('all'), tag);

const button: fc.Arbitrary<ButtonData> = fc.oneof(
  fc.record({ action: fc.constantFrom('openArticle'), article: id }),
  fc.record({ action: fc.constantFrom('readArticle'), article: id, part: page }),
  fc.record({ action: fc.constantFrom('saveArticle'), article: id, saved: fc.boolean() }),
  fc.record({ action: fc.constantFrom('latest', 'saved', 'tags', 'subscriptions'), page }),
  fc.record({ action: fc.constantFrom('related'), article: id }),
  fc.record({ action: fc.constantFrom('relatedPage'), article: id, page }),
  fc.record({ action: fc.constantFrom('foundTags', 'search'), search: id, page }),
  fc.record({ action: fc.constantFrom('watch'), search: id, on: fc.boolean() }),
  fc.record({ action: fc.constantFrom('tag'), tag, page }),
  fc.record({
    action: fc.constantFrom('subscribe'),
    topic,
    on: fc.boolean(),
    where: fc.constantFrom('tag', 'push', 'list', 'reply'),
  }),
  fc.record({ action: fc.constantFrom('privacy'), step: fc.constantFrom('menu', 'export', 'erase', 'confirm') }),
  fc.record({ action: fc.constantFrom('random', 'startSearch', 'cancelSearch', 'noop') }),
  fc.record({ action: fc.constantFrom('browse'), list: fc.constantFrom('latest', 'tags') }),
  fc.record({
    action: fc.constantFrom('settings'),
    screen: fc.constantFrom('main', 'zone', 'digest', 'quiet', 'cadence'),
    where: fc.constantFrom('here', 'below'),
  }),
  fc.record({
    action: fc.constantFrom('set'),
    setting: fc.constantFrom('zone', 'digestHour', 'digestWeekday', 'quiet', 'silent', 'pause'),
    value: fc.stringMatching(/^[A-Za-z0-9_+/-]{1,46}$/),
  }),
  fc.record({
    action: fc.constantFrom('cadence'),
    topic,
    cadence: fc.constantFrom('ask', 'instant', 'daily', 'weekly', 'muted'),
    page,
  }),
  fc.record({ action: fc.constantFrom('catchUp'), topic }),
  fc.record({
    action: fc.constantFrom('announcement'),
    announcement: number,
    step: fc.constantFrom(
      ...['open', 'pause', 'resume', 'cancel', 'confirmCancel', 'retry'],
      ...['publish', 'silent', 'later', 'list'],
    ),
  }),
  fc.record({ action: fc.constantFrom('held'), batch: number, choice: fc.constantFrom('all', 'newest', 'seen') }),
  fc.record({ action: fc.constantFrom('missing'), batch: number, choice: fc.constantFrom('retract', 'leave') }),
  fc.record({ action: fc.constantFrom('sought'), list: fc.constantFrom('missed', 'all'), page }),
) as fc.Arbitrary<ButtonData>;

describe('button data', () => {
  it('comes back as it was written and fits 64 bytes', () => {
    fc.assert(
      fc.property(button, (data) => {
        const text = encodeButton(data);
        expect(Buffer.byteLength(text)).toBeGreaterThan(0);
        expect(Buffer.byteLength(text)).toBeLessThanOrEqual(CALLBACK_DATA_LIMIT_BYTES);
        expect(decodeButton(text)).toEqual(data);
      }),
    );
  });

  it('is either what the codec itself would write or nothing', () => {
    const forged = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 70 }),
      fc.tuple(button, fc.string({ maxLength: 3 })).map(([data, tail]) => encodeButton(data) + tail),
      fc
        .tuple(fc.constantFrom('1a', '1r', '1t', '1u', '1s'), fc.array(fc.string({ maxLength: 9 }), { maxLength: 4 }))
        .map((parts) => parts.flat().join(':')),
    );
    fc.assert(
      fc.property(forged, (text) => {
        const data = decodeButton(text);
        if (data !== undefined) expect(encodeButton(data)).toBe(text);
      }),
    );
  });

  it.each([
    ['nothing', ''],
    ['an older version', '0a:k3v9x0q2ab'],
    ['an unknown action', '1?:1'],
    ['a name every object has', '1constructor'],
    ['a missing field', '1r:k3v9x0q2ab'],
    ['a field too many', '1l:1:2'],
    ['page zero', '1l:0'],
    ['a page in another notation', '1l:0x10'],
    ['a page with a space', '1l: 1'],
    ['a page beyond reason', '1l:10000'],
    ['a flag that is neither', '1v:k3v9x0q2ab:2'],
    ['a tag of the wrong length', '1t:abc:1'],
    ['an id with a colon', '1a:a:b'],
    ['an id in another alphabet', '1a:статья'],
    ['an announcement numbered zero', '1d:0:open'],
    ['an announcement with a number of its own making', '1d:1e3:open'],
    ['an announcement beyond what a number holds', '1d:9999999999999999:open'],
    ['an unknown step of an announcement', '1d:5:explode'],
    ['an unknown setting', '1j:token:x'],
    ['a setting with a strange value', '1j:zone:Europe Berlin'],
    ['an unknown cadence', '1i:all:hourly:1'],
    ['a choice for another question', '1h:4:retract'],
    ['SQL', "1a:'; drop table readers; --"],
  ])('of %s is outdated', (_, text) => {
    expect(decodeButton(text)).toBeUndefined();
  });

  it('over 64 bytes is refused when written', () => {
    const article = 'ж'.repeat(31);
    expect(article.length).toBeLessThan(CALLBACK_DATA_LIMIT_BYTES);
    expect(() => encodeButton({ action: 'openArticle', article })).toThrow(RangeError);
  });

  it('keeps the meaning of buttons that are already in chats', () => {
    const written: readonly (readonly [string, ButtonData])[] = [
      ['1a:k3v9x0q2ab', { action: 'openArticle', article: 'k3v9x0q2ab' }],
      ['1r:k3v9x0q2ab:2', { action: 'readArticle', article: 'k3v9x0q2ab', part: 2 }],
      ['1v:k3v9x0q2ab:1', { action: 'saveArticle', article: 'k3v9x0q2ab', saved: true }],
      ['1t:ab12cd34:3', { action: 'tag', tag: 'ab12cd34', page: 3 }],
      ['1u:all:0:push', { action: 'subscribe', topic: 'all', on: false, where: 'push' }],
      ['1p:confirm', { action: 'privacy', step: 'confirm' }],
      ['1w:latest', { action: 'browse', list: 'latest' }],
      ['1k:quiet:here', { action: 'settings', screen: 'quiet', where: 'here' }],
      ['1j:zone:Europe/Berlin', { action: 'set', setting: 'zone', value: 'Europe/Berlin' }],
      ['1j:quiet:22-08', { action: 'set', setting: 'quiet', value: '22-08' }],
      ['1i:ab12cd34:weekly:2', { action: 'cadence', topic: 'ab12cd34', cadence: 'weekly', page: 2 }],
      ['1y:all', { action: 'catchUp', topic: 'all' }],
      ['1d:17:confirmCancel', { action: 'announcement', announcement: 17, step: 'confirmCancel' }],
      ['1h:4:newest', { action: 'held', batch: 4, choice: 'newest' }],
      ['1e:4:leave', { action: 'missing', batch: 4, choice: 'leave' }],
      ['1P:missed:2', { action: 'sought', list: 'missed', page: 2 }],
    ];
    for (const [text, data] of written) {
      expect(encodeButton(data)).toBe(text);
      expect(decodeButton(text)).toEqual(data);
    }
  });
});
