import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FormattedString } from '@grammyjs/parse-mode';
import { Bot } from 'grammy';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLogger } from '../../src/log.ts';
import type { OutgoingMessage } from '../../src/render/message.ts';
import { createTelegram, type Telegram } from '../../src/telegram/api.ts';
import { systemClock } from '../../src/telegram/clock.ts';
import { tryEditRichMessage } from '../../src/telegram/edit-rich-message.ts';
import { createPace, type Pace } from '../../src/telegram/pace.ts';
import { type PhotoMemory, trySendMessage } from '../../src/telegram/send-message.ts';
import { cut, html, ok, refuse, type ScriptedServer, startScriptedServer } from './scripted-server.ts';

const TOKEN = '123456:obviously-fake-token-for-tests-only';
const text: OutgoingMessage = {
  kind: 'text',
  text: FormattedString.b('A private word'),
  keyboard: [[{ text: 'Read here', callback_data: '1r:abc:1' }]],
};

let server: ScriptedServer;
let telegram: Telegram;
let pace: Pace;
let taken: string[];
let lines: string[];
let seen: (readonly [number, number])[];

function connect(apiRoot: string): Telegram {
  lines = [];
  seen = [];
  taken = [];
  const real = createPace({ perSecond: 1_000, clock: systemClock });
  pace = {
    ...real,
    take(kind, chatId, signal) {
      taken.push(`${kind} to ${chatId}`);
      return real.take(kind, chatId, signal);
    },
  };
  const log = createLogger({ level: 'debug', write: (line) => lines.push(line) });
  const onMessage = (chatId: number, messageId: number) => seen.push([chatId, messageId]);
  return createTelegram({ token: TOKEN, apiRoot, pace, clock: systemClock, log, onMessage });
}

beforeEach(async () => {
  server = await startScriptedServer();
  telegram = connect(server.root);
});

afterEach(async () => {
  await telegram.close();
  await server.close();
});

describe('the client of the sender', () => {
  it('sends a text with entities and keyboard, and gives the id', async () => {
    server.script.push(ok({ message_id: 31, chat: { id: 7 } }));
    expect(await trySendMessage(telegram.pushes, 7, text, { silent: true })).toEqual({
      state: 'sent',
      messageId: 31,
      form: 'text',
    });
    expect(server.calls.map(({ method }) => method)).toEqual(['sendMessage']);
    expect(JSON.parse(server.calls[0]?.body ?? '')).toEqual({
      chat_id: 7,
      text: 'A private word',
      entities: [{ type: 'bold', offset: 0, length: 14 }],
      link_preview_options: { is_disabled: true },
      reply_markup: { inline_keyboard: [[{ text: 'Read here', callback_data: '1r:abc:1' }]] },
      disable_notification: true,
    });
    expect(seen).toEqual([[7, 31]]);
  });

  it.each([
    ['a cut connection', cut, 'unsure'],
    ['a page of HTML', html, 'unsure'],
    ['a 429', refuse(429, 'Too Many Requests: retry after 3', { retry_after: 3 }), 'wait'],
    ['a 500', refuse(500, 'Internal Server Error'), 'retry'],
    ['a block', refuse(403, 'Forbidden: bot was blocked by the user'), 'gone'],
  ])('makes one call and hands %s back', async (_, answer, state) => {
    server.script.push(answer);
    expect((await trySendMessage(telegram.pushes, 7, text)).state).toBe(state);
    expect(server.calls.length).toBe(1);
  });

  it('knows that nothing was taken when nobody listens', async () => {
    await server.close();
    expect((await trySendMessage(telegram.pushes, 7, text)).state).toBe('retry');
  });

  it('logs what happened and neither the token nor a word of the text', async () => {
    server.script.push(ok({ message_id: 1, chat: { id: 7 } }), refuse(400, 'Bad Request: chat not found'), cut);
    for (let call = 0; call < 3; call += 1) await trySendMessage(telegram.pushes, 7, text);
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { msg: 'call', method: 'sendMessage', chat: 7 },
      { msg: 'call refused', code: 400 },
      { msg: 'call broken', outcome: { state: 'unsure' } },
    ]);
    expect(lines.join()).not.toMatch(/obviously-fake|private word/);
  });
});

describe('a photo', () => {
  const caption = new FormattedString('A card');
  let folder: string;
  let path: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'photo-'));
    path = join(folder, 'cover.png');
    await writeFile(path, 'picture bytes');
  });
  afterEach(() => rm(folder, { recursive: true }));

  function memory(known?: string): PhotoMemory & { readonly kept: string[] } {
    const kept: string[] = [];
    return { kept, look: async () => ({ fileId: known, remember: async (fileId) => void kept.push(fileId) }) };
  }
  const photo = {
    message_id: 5,
    chat: { id: 7 },
    photo: [
      { file_id: 'small', width: 90 },
      { file_id: 'big', width: 800 },
    ],
  };

  it('is uploaded once and then sent by its file id', async () => {
    const message = { kind: 'photo', photo: { kind: 'file', path }, caption } as const;
    const photos = memory();
    server.script.push(ok(photo), ok(photo));
    expect(await trySendMessage(telegram.pushes, 7, message, { photos })).toEqual({
      state: 'sent',
      messageId: 5,
      form: 'photo',
    });
    expect(photos.kept).toEqual(['big']);
    await trySendMessage(telegram.pushes, 7, message, { photos: memory('big') });
    expect(server.calls[0]?.contentType).toMatch(/^multipart/);
    expect(server.calls[0]?.body).toContain('picture bytes');
    expect(JSON.parse(server.calls[1]?.body ?? '')).toMatchObject({ photo: 'big', caption: 'A card' });
  });

  it('is uploaded again when Telegram knows the file id no longer', async () => {
    const message = { kind: 'photo', photo: { kind: 'file', path }, caption } as const;
    const photos = memory('old');
    server.script.push(refuse(400, 'Bad Request: wrong remote file identifier specified'), ok(photo));
    expect((await trySendMessage(telegram.pushes, 7, message, { photos })).state).toBe('sent');
    expect(photos.kept).toEqual(['big']);
  });

  it('is sent even when its file id cannot be kept', async () => {
    const remember = () => Promise.reject(new Error('disk full'));
    const photos = { look: async () => ({ fileId: undefined, remember }) };
    server.script.push(ok(photo));
    const message = { kind: 'photo', photo: { kind: 'file', path }, caption } as const;
    expect((await trySendMessage(telegram.pushes, 7, message, { photos })).state).toBe('sent');
  });

  it('by address is left to Telegram to fetch', async () => {
    server.script.push(ok(photo));
    const url = 'https://example.org/cover.png';
    await trySendMessage(telegram.pushes, 7, { kind: 'photo', photo: { kind: 'url', url }, caption });
    expect(JSON.parse(server.calls[0]?.body ?? '')).toMatchObject({ photo: url });
  });

  it('whose file is gone is our own fault, not a broken network', async () => {
    const message = { kind: 'photo', photo: { kind: 'file', path: join(folder, 'none.png') }, caption } as const;
    expect((await trySendMessage(telegram.pushes, 7, message)).state).toBe('refused');
  });
});

describe('the client for replies', () => {
  it('serves the bot as well: its transformers fit', async () => {
    const bot = new Bot(TOKEN, { client: telegram.client });
    bot.api.config.use(...telegram.replyTransformers);
    server.script.push(ok({ message_id: 9, chat: { id: 7 } }));
    await bot.api.sendMessage(7, 'hello');
    expect(seen).toEqual([[7, 9]]);
  });

  it('takes a slot for each message, and none for edits and answers', async () => {
    await telegram.replies.sendMessage(7, 'hello');
    await telegram.replies.editMessageText(7, 1, 'hello');
    await telegram.replies.sendChatAction(7, 'typing');
    await telegram.replies.answerCallbackQuery('1');
    await telegram.replies.sendDocument(8, 'file id');
    expect(taken).toEqual(['reply to 7', 'reply to 8']);
  });

  it('tells of new messages only: an edited one may be a push that is being looked for', async () => {
    server.script.push(ok({ message_id: 9, chat: { id: 7 } }), ok({ message_id: 10, chat: { id: 7 } }));
    await telegram.replies.editMessageText(7, 9, 'hello');
    await telegram.replies.sendMessage(7, 'hello');
    expect(seen).toEqual([[7, 10]]);
  });

  it('tells of every picture of an album', async () => {
    server.script.push(ok([5, 6].map((id) => ({ message_id: id, chat: { id: 7 }, photo: [] }))));
    const photo = {
      photo: { kind: 'url', url: 'https://example.org/a.png' },
      caption: new FormattedString(''),
    } as const;
    await trySendMessage(telegram.replies, 7, { kind: 'album', photos: [photo, photo] });
    expect(seen).toEqual([
      [7, 5],
      [7, 6],
    ]);
    expect(taken).toEqual(['reply to 7']);
  });

  it('turns a rich page at once', async () => {
    const page = { kind: 'rich', blocks: [{ type: 'divider' }], files: [], isRtl: false } as const;
    expect(await tryEditRichMessage(telegram.replies, 7, 31, page)).toEqual({ state: 'edited' });
    expect(taken).toEqual([]);
  });

  it('makes everybody wait after a 429 on a message, and hands a long one back at once', async () => {
    server.script.push(refuse(429, 'Too Many Requests: retry after 60', { retry_after: 60 }));
    await expect(telegram.replies.sendMessage(7, 'hello')).rejects.toThrow('429');
    expect(pace.pausedForMs()).toBeGreaterThan(50_000);
    expect(server.calls.length).toBe(1);
  });

  it('keeps a 429 on an edit to the call it met', async () => {
    server.script.push(refuse(429, 'Too Many Requests: retry after 60', { retry_after: 60 }));
    await expect(telegram.replies.editMessageText(7, 1, 'hello')).rejects.toThrow('429');
    expect(pace.pausedForMs()).toBe(0);
  });

  it('does not repeat what may have been taken', async () => {
    server.script.push(cut, refuse(500, 'Internal Server Error'));
    await expect(telegram.replies.sendMessage(7, 'hello')).rejects.toThrow();
    await expect(telegram.replies.sendMessage(7, 'hello')).rejects.toThrow('500');
    expect(server.calls.length).toBe(2);
  });
});

describe('the quiet client', () => {
  it('waits for a slot behind everything else, for edits too', async () => {
    await telegram.quiet.sendMessage(7, 'Sending: 10 of 100');
    await telegram.quiet.editMessageText(7, 1, 'Sending: 20 of 100');
    await telegram.quiet.editMessageReplyMarkup(7, 1);
    await telegram.quiet.deleteMessage(7, 1);
    expect(taken).toEqual(['progress to 7', 'progress to 7', 'progress to 7']);
  });

  it('has a short patience with a 429', async () => {
    const refusal = refuse(429, 'Too Many Requests: retry after 60', { retry_after: 60 });
    server.script.push(refusal);
    await expect(telegram.quiet.editMessageText(7, 1, 'Sending')).rejects.toThrow('429');
    expect(server.calls.length).toBe(1);
  });
});

describe('a client that is closed', () => {
  it('breaks off what is under way', async () => {
    const asked = new Promise<void>((resolve) => server.script.push(() => resolve()));
    const sending = trySendMessage(telegram.pushes, 7, text);
    await asked;
    await telegram.close();
    expect((await sending).state).toBe('unsure');
  });
});
