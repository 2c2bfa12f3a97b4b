import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FormattedString, fmt } from '@grammyjs/parse-mode';
import { Api } from 'grammy';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { OutgoingMessage } from '../../src/render/message.ts';
import { tryDeleteMessage } from '../../src/telegram/delete-message.ts';
import { tryEditMessage } from '../../src/telegram/edit-message.ts';
import type { MessageForm } from '../../src/telegram/send-message.ts';
import { type Answer, cut, ok, refuse, type ScriptedServer, startScriptedServer } from './scripted-server.ts';

const keyboard = [[{ text: 'Read here', callback_data: '1r:abc:1' }]];
const markup = { inline_keyboard: keyboard };
const url = 'https://example.org/cover.png';
const textCard: OutgoingMessage = { kind: 'text', text: FormattedString.b('New words'), keyboard };
const photoCard: OutgoingMessage = {
  kind: 'photo',
  photo: { kind: 'url', url },
  caption: FormattedString.b('New words'),
  keyboard,
};
const bold = [{ type: 'bold', offset: 0, length: 9 }];

const noText = refuse(400, 'Bad Request: there is no text in the message to edit');
const noCaption = refuse(400, 'Bad Request: there is no caption in the message to edit');
const noMedia = refuse(400, 'Bad Request: there is no media in the message to edit');
const unchanged = refuse(400, 'Bad Request: message is not modified: specified new message content and reply markup …');

let server: ScriptedServer;
let api: Api;

beforeEach(async () => {
  server = await startScriptedServer();
  api = new Api('123456:obviously-fake-token-for-tests-only', { apiRoot: server.root });
});
afterEach(() => server.close());

const methods = () => server.calls.map(({ method }) => method);
const body = (index: number) => JSON.parse(server.calls[index]?.body ?? '');
const edit = (message: OutgoingMessage, form?: MessageForm) => tryEditMessage(api, 7, 31, message, form);

describe('an edit', () => {
  it('of a text brings its words and buttons, and no preview', async () => {
    expect(await edit(textCard, 'text')).toEqual({ state: 'edited' });
    expect(methods()).toEqual(['editMessageText']);
    expect(body(0)).toEqual({
      chat_id: 7,
      message_id: 31,
      text: 'New words',
      entities: bold,
      link_preview_options: { is_disabled: true },
      reply_markup: markup,
    });
  });

  it('of a photo brings picture, caption and buttons', async () => {
    expect(await edit(photoCard, 'photo')).toEqual({ state: 'edited' });
    expect(methods()).toEqual(['editMessageMedia']);
    expect(body(0)).toEqual({
      chat_id: 7,
      message_id: 31,
      media: { type: 'photo', media: url, caption: 'New words', caption_entities: bold },
      reply_markup: markup,
    });
  });

  it('makes a text a photo, and leaves a photo one', async () => {
    expect(await edit(photoCard, 'text')).toEqual({ state: 'edited' });
    expect(await edit(textCard, 'photo')).toEqual({ state: 'edited' });
    expect(methods()).toEqual(['editMessageMedia', 'editMessageCaption']);
    expect(body(0)).toMatchObject({ media: { caption: 'New words' }, reply_markup: markup });
    expect(body(1)).toMatchObject({ caption: 'New words', caption_entities: bold, reply_markup: markup });
  });

  it('leaves a text one where Telegram makes it no photo', async () => {
    server.script.push(noMedia);
    expect(await edit(photoCard, 'text')).toEqual({ state: 'edited' });
    expect(methods()).toEqual(['editMessageMedia', 'editMessageText']);
    expect(body(1)).toMatchObject({ text: 'New words', entities: bold, reply_markup: markup });
  });

  it('takes the buttons away when the message has none', async () => {
    await edit({ kind: 'text', text: new FormattedString('Taken back') }, 'text');
    expect(body(0)).not.toHaveProperty('reply_markup');
  });

  it.each<[string, OutgoingMessage, MessageForm | undefined, Answer[], string[]]>([
    ['is a photo after all', textCard, undefined, [noText], ['editMessageText', 'editMessageCaption']],
    ['is a text after all', photoCard, undefined, [noMedia], ['editMessageMedia', 'editMessageText']],
    ['is a text and not what was kept', textCard, 'photo', [noCaption], ['editMessageCaption', 'editMessageText']],
    ['is as thought', textCard, undefined, [], ['editMessageText']],
  ])('finds out that a message %s', async (_, message, form, script, expected) => {
    server.script.push(...script);
    expect(await edit(message, form)).toEqual({ state: 'edited' });
    expect(methods()).toEqual(expected);
  });

  it('tries each form once', async () => {
    server.script.push(noText, noCaption);
    expect((await edit(textCard)).state).toBe('refused');
    expect(methods().length).toBe(2);
  });

  it.each<[string, Answer, string]>([
    ['changes nothing', unchanged, 'edited'],
    ['finds no message', refuse(400, 'Bad Request: message to edit not found'), 'missing'],
    ['finds no such id', refuse(400, 'Bad Request: MESSAGE_ID_INVALID'), 'missing'],
    ['meets a block', refuse(403, 'Forbidden: bot was blocked by the user'), 'gone'],
    ['comes too fast', refuse(429, 'Too Many Requests: retry after 3', { retry_after: 3 }), 'wait'],
    ['is cut off', cut, 'unsure'],
  ])('that %s says so', async (_, answer, state) => {
    server.script.push(answer);
    expect((await edit(textCard, 'text')).state).toBe(state);
    expect(server.calls.length).toBe(1);
  });

  it.each([
    ['plain', 'x'.repeat(1_500), 1_024],
    ['ending in a pair', `${'x'.repeat(1_023)}😀${'x'.repeat(50)}`, 1_023],
    ['fitting', 'x'.repeat(1_024), 1_024],
  ])('cuts a text, %s, to what a caption holds', async (_, words, length) => {
    await edit({ kind: 'text', text: fmt`${FormattedString.b(words)}` }, 'photo');
    expect(body(0).caption).toBe(words.slice(0, length));
    expect(body(0).caption_entities).toEqual([{ type: 'bold', offset: 0, length }]);
  });

  it('uploads a picture once, and again when its id is known no longer', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'edit-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const path = join(folder, 'cover.png');
    await writeFile(path, 'picture bytes');
    const message: OutgoingMessage = {
      kind: 'photo',
      photo: { kind: 'file', path },
      caption: new FormattedString('A card'),
    };
    const known = new Map<string, string>([[path, 'old']]);
    const photos = {
      look: async () => ({
        fileId: known.get(path),
        remember: async (fileId: string) => void known.set(path, fileId),
      }),
    };
    const edited = ok({ message_id: 31, photo: [{ file_id: 'big', width: 800 }] });
    server.script.push(refuse(400, 'Bad Request: wrong remote file identifier specified'), edited, edited);
    expect(await tryEditMessage(api, 7, 31, message, 'photo', { photos })).toEqual({ state: 'edited' });
    expect(await tryEditMessage(api, 7, 31, message, 'photo', { photos })).toEqual({ state: 'edited' });
    expect(server.calls[1]?.body).toContain('picture bytes');
    expect(body(2).media).toMatchObject({ type: 'photo', media: 'big' });
  });

  it('is called off by its signal', async () => {
    const off = new AbortController();
    server.script.push(() => off.abort());
    expect((await tryEditMessage(api, 7, 31, textCard, 'text', { signal: off.signal })).state).toBe('unsure');
  });
});

describe('a deletion', () => {
  it.each<[string, Answer, string]>([
    ['works', ok(true), 'deleted'],
    ['comes too late', refuse(400, "Bad Request: message can't be deleted for everyone"), 'denied'],
    ['is not allowed', refuse(400, "Bad Request: message can't be deleted"), 'denied'],
    ['finds nothing', refuse(400, 'Bad Request: message to delete not found'), 'missing'],
    ['meets a block', refuse(403, 'Forbidden: bot was blocked by the user'), 'gone'],
    ['is cut off', cut, 'unsure'],
  ])('that %s says so', async (_, answer, state) => {
    server.script.push(answer);
    expect((await tryDeleteMessage(api, 7, 31)).state).toBe(state);
    expect(server.calls).toMatchObject([{ method: 'deleteMessage', body: '{"chat_id":7,"message_id":31}' }]);
  });
});
