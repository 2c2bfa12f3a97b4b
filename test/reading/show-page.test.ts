import { FormattedString } from '@grammyjs/parse-mode';
import { Api } from 'grammy';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createShowPage } from '../../src/reading/create-show-page.ts';
import type { ReadingText } from '../../src/reading/reading-text.ts';
import type { RefusalMemory } from '../../src/reading/show-page.ts';
import type { PageForm } from '../../src/render/article-page.ts';
import type { PageMessage } from '../../src/render/message.ts';
import { type Answer, cut, refuse, type ScriptedServer, startScriptedServer } from '../telegram/scripted-server.ts';
import { articleOf } from './sample-reading.ts';

const far = 'https://example.org/far.png';
const picture = { kind: 'url', url: far } as const;
const bold = (text: string) => FormattedString.b(text);
const text = (words: string): PageMessage => ({ kind: 'text', text: bold(words) });
const photo: PageMessage = { kind: 'photo', photo: picture, caption: bold('Far'), fallback: bold('Far away') };
const classic = [text('one'), photo, text('two')];

const invalid = refuse(400, 'Bad Request: RICH_MESSAGE_INVALID');
const noUrl = refuse(400, 'Bad Request: failed to get HTTP URL content');
const entities = refuse(400, "Bad Request: can't parse entities");
const unknown = refuse(404, 'Not Found: method not found');
const gone = refuse(403, 'Forbidden: bot was blocked by the user');

let server: ScriptedServer;
let refused: Map<string, string>;
let told: unknown[];

beforeEach(async () => {
  server = await startScriptedServer();
  refused = new Map();
  told = [];
});
afterEach(() => server.close());

const refusals: RefusalMemory = {
  refuses: async ({ contentHash, page }) => refused.has('all') || refused.has(`${contentHash} ${page}`),
  async note(page, reason) {
    const key = page === undefined ? 'all' : `${page.contentHash} ${page.page}`;
    const isNews = !refused.has(key);
    refused.set(key, reason);
    return isNews;
  },
};

function reading(forms: Partial<Record<PageForm, readonly PageMessage[]>> = {}, withPicture = true): ReadingText {
  return {
    article: articleOf('Words', { contentHash: 'hash' }),
    pages: 3,
    sections: [],
    pageOf: () => undefined,
    async messages(page, form, options) {
      if (form !== 'rich') return forms[form] ?? (form === 'classic' ? classic : [text('bare one'), text('bare two')]);
      const media = withPicture && options?.withoutMedia !== true;
      const image = { type: 'photo', photo: { type: 'photo', media: far } } as const;
      const blocks = [{ type: 'paragraph', text: `page ${page}` } as const, ...(media ? [image] : [])];
      return [{ kind: 'rich', blocks, files: [], isRtl: false }];
    },
  };
}

function show(
  form: 'rich' | 'classic',
  {
    turn,
    ...given
  }: { turn?: number; forms?: Partial<Record<PageForm, readonly PageMessage[]>>; picture?: boolean } = {},
) {
  const nothing = () => undefined;
  const showPage = createShowPage({
    refusals,
    log: { debug: nothing, info: nothing, warn: nothing, error: nothing },
    onRefused: ({ title }, page, reason) => told.push([title, page, reason]),
    onUnsupported: (reason) => told.push(reason),
  });
  const api = new Api('123456:obviously-fake-token-for-tests-only', { apiRoot: server.root });
  const place = { api, chatId: 7, turnMessageId: turn };
  return showPage(place, reading(given.forms, given.picture), 2, form, (shown) => [
    [{ text: shown, callback_data: 'x' }],
  ]);
}

const methods = () => server.calls.map(({ method }) => method);
const bodies = () => server.calls.map(({ body }) => JSON.parse(body));
const buttons = () => bodies().map((body) => body.reply_markup?.inline_keyboard[0][0].text);

describe('a page in the rich form', () => {
  it('is one message with its buttons', async () => {
    expect(await show('rich')).toEqual({ state: 'shown', form: 'rich' });
    expect(methods()).toEqual(['sendRichMessage']);
    expect(buttons()).toEqual(['rich']);
    expect([...refused]).toEqual([]);
  });

  it('turns the message it is to turn', async () => {
    expect(await show('rich', { turn: 31 })).toEqual({ state: 'shown', form: 'rich' });
    expect(methods()).toEqual(['editMessageText']);
    expect(bodies()[0]).toMatchObject({ message_id: 31, rich_message: { blocks: [{ text: 'page 2' }, {}] } });
  });

  it.each<[string, Answer, string[]]>([
    ['that is so already stays', refuse(400, 'Bad Request: message is not modified: …'), ['editMessageText']],
    [
      'whose message is gone comes anew',
      refuse(400, 'Bad Request: message to edit not found'),
      ['editMessageText', 'sendRichMessage'],
    ],
    [
      'whose message is a photo comes anew',
      refuse(400, 'Bad Request: there is no text in the message to edit'),
      ['editMessageText', 'sendRichMessage'],
    ],
  ])('%s', async (_, answer, expected) => {
    server.script.push(answer);
    expect(await show('rich', { turn: 31 })).toEqual({ state: 'shown', form: 'rich' });
    expect(methods()).toEqual(expected);
  });

  it('comes without the pictures that Telegram cannot fetch, and from then on at once so', async () => {
    server.script.push(noUrl);
    expect(await show('rich')).toEqual({ state: 'shown', form: 'rich' });
    expect(await show('rich')).toEqual({ state: 'shown', form: 'rich' });
    const counts = bodies().map(({ rich_message: { blocks } }) => blocks.length);
    expect(counts).toEqual([2, 1, 1]);
    expect(told).toEqual([['Flexbox in practice', 2, '400: Bad Request: failed to get HTTP URL content']]);
  });

  it('steps down to classic messages, and from then on at once so', async () => {
    server.script.push(invalid, invalid);
    expect(await show('rich', { turn: 31 })).toEqual({ state: 'shown', form: 'classic' });
    expect(methods()).toEqual(['editMessageText', 'editMessageText', 'sendMessage', 'sendPhoto', 'sendMessage']);
    expect(buttons()).toEqual(['rich', 'rich', undefined, undefined, 'classic']);
    await show('rich');
    expect(methods().slice(5)).toEqual(['sendMessage', 'sendPhoto', 'sendMessage']);
    expect([...refused.keys()]).toEqual(['hash 2']);
    expect(told.length).toBe(1);
  });

  it('is not asked twice when it has no pictures to leave out', async () => {
    server.script.push(invalid);
    await show('rich', { picture: false });
    expect(methods()).toEqual(['sendRichMessage', 'sendMessage', 'sendPhoto', 'sendMessage']);
  });

  it('is asked of no server that does not know it, and of that one once', async () => {
    server.script.push(unknown);
    expect(await show('rich')).toEqual({ state: 'shown', form: 'classic' });
    await show('rich');
    expect(methods().filter((method) => method === 'sendRichMessage').length).toBe(1);
    expect(told).toEqual(['404: Not Found: method not found']);
  });

  it('is not held against an older server that misses a text in the edit', async () => {
    server.script.push(refuse(400, 'Bad Request: message text is empty'), unknown);
    expect(await show('rich', { turn: 31 })).toEqual({ state: 'shown', form: 'classic' });
    expect([...refused.keys()]).toEqual(['all']);
    expect(told).toEqual(['404: Not Found: method not found']);
  });

  it.each<[string, Answer, string]>([
    ['a reader who left', gone, 'gone'],
    ['too many requests', refuse(429, 'Too Many Requests: retry after 9', { retry_after: 9 }), 'wait'],
    ['a server in trouble', refuse(500, 'Internal Server Error'), 'retry'],
    ['an answer that was lost', cut, 'unsure'],
    ['a chat that lets nothing in', refuse(400, 'Bad Request: CHAT_WRITE_FORBIDDEN'), 'denied'],
  ])('does not step down for %s', async (_, answer, state) => {
    server.script.push(answer);
    expect((await show('rich')).state).toBe(state);
    expect(server.calls.length).toBe(1);
    expect([...refused]).toEqual([]);
  });

  it('is not sent again when the answer to a turn was lost', async () => {
    server.script.push(cut);
    expect((await show('rich', { turn: 31 })).state).toBe('unsure');
    expect(server.calls.length).toBe(1);
  });
});

describe('a page in the classic form', () => {
  it('is messages below one another, the last one with the buttons', async () => {
    expect(await show('classic', { turn: 31 })).toEqual({ state: 'shown', form: 'classic' });
    expect(methods()).toEqual(['sendMessage', 'sendPhoto', 'sendMessage']);
    expect(buttons()).toEqual([undefined, undefined, 'classic']);
  });

  it('shows the fallback of a photo that is refused, and goes on', async () => {
    server.script.push((call, response) => call && response.end('{"ok":true,"result":{"message_id":1}}'), noUrl);
    expect(await show('classic')).toEqual({ state: 'shown', form: 'classic' });
    expect(bodies().map((body) => body.text ?? body.photo)).toEqual(['one', far, 'Far away', 'two']);
  });

  it('shows an album that is refused as its fallback, with the last picture and the buttons by themselves', async () => {
    const photos = ['a', 'b', 'c'].map((name) => ({ photo: picture, caption: bold(name) }));
    server.script.push(noUrl);
    expect((await show('classic', { forms: { classic: [{ kind: 'album', photos }] } })).state).toBe('shown');
    expect(methods()).toEqual(['sendMediaGroup', 'sendMessage', 'sendPhoto']);
    expect(bodies()[1].text).toBe('a\nb');
    expect(buttons()).toEqual([undefined, undefined, 'classic']);
  });

  it('drops the formatting of a text that is refused, and no other', async () => {
    server.script.push(entities);
    expect(await show('classic', { forms: { classic: [text('one'), text('two')] } })).toMatchObject({
      form: 'classic',
    });
    expect(bodies().map((body) => [body.text, body.entities.length])).toEqual([
      ['one', 1],
      ['one', 0],
      ['two', 1],
    ]);
  });

  it('becomes plain when even that is refused', async () => {
    server.script.push(entities, entities);
    expect(await show('classic', { forms: { classic: [text('one'), text('two')] } })).toEqual({
      state: 'shown',
      form: 'plain',
    });
    expect(bodies().map((body) => body.text)).toEqual(['one', 'one', 'bare one', 'bare two']);
    expect(buttons()).toEqual([undefined, undefined, undefined, 'plain']);
  });

  it('says so when Telegram takes it in no form, and sends nothing twice', async () => {
    const taken: Answer = (_, response) => response.end('{"ok":true,"result":{"message_id":1}}');
    server.script.push(taken, entities, entities);
    expect((await show('classic', { forms: { classic: [text('one'), text('two')] } })).state).toBe('refused');
    expect(bodies().map((body) => body.text)).toEqual(['one', 'two', 'two']);
  });

  it('stops where an answer was lost', async () => {
    server.script.push(cut);
    expect((await show('classic')).state).toBe('unsure');
    expect(server.calls.length).toBe(1);
  });
});
