import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FormattedString } from '@grammyjs/parse-mode';
import { Api } from 'grammy';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AlbumMessage, RichMessage } from '../../src/render/message.ts';
import { tryEditRichMessage } from '../../src/telegram/edit-rich-message.ts';
import type { PhotoMemory } from '../../src/telegram/input-media.ts';
import { createPhotoMemory } from '../../src/telegram/photo-memory.ts';
import { trySendMessage } from '../../src/telegram/send-message.ts';
import { type Answer, cut, ok, refuse, type ScriptedServer, startScriptedServer } from './scripted-server.ts';

const remote = 'https://example.org/far.png';
const keyboard = [[{ text: 'Next', callback_data: '1F:abc:2' }]];

let server: ScriptedServer;
let api: Api;
let folder: string;
let page: RichMessage;
let album: AlbumMessage;
let kept: Map<string, string>;
let photos: PhotoMemory;

beforeEach(async () => {
  server = await startScriptedServer();
  api = new Api('123456:obviously-fake-token-for-tests-only', { apiRoot: server.root });
  folder = await mkdtemp(join(tmpdir(), 'rich-'));
  const files = ['near.png', 'moving.gif'].map((name) => join(folder, name));
  for (const file of files) await writeFile(file, `bytes of ${file.slice(folder.length + 1)}`);
  page = {
    kind: 'rich',
    files,
    isRtl: false,
    keyboard,
    blocks: [
      { type: 'paragraph', text: ['Look: ', { type: 'bold', text: 'there' }] },
      {
        type: 'list',
        items: [
          { blocks: [{ type: 'photo', photo: { type: 'photo', media: 'attach://0' }, caption: { text: 'Near' } }] },
        ],
      },
      {
        type: 'details',
        summary: 'More',
        blocks: [{ type: 'animation', animation: { type: 'animation', media: 'attach://1' } }],
      },
      { type: 'collage', blocks: [{ type: 'photo', photo: { type: 'photo', media: remote } }] },
    ],
  };
  album = {
    kind: 'album',
    photos: [
      { photo: { kind: 'file', path: files[0] ?? '' }, caption: FormattedString.b('Near') },
      { photo: { kind: 'url', url: remote }, caption: new FormattedString('') },
    ],
  };
  kept = new Map();
  const ids = {
    get: async (key: object) => kept.get(JSON.stringify(key)),
    set: async (key: object, fileId: string) => void kept.set(JSON.stringify(key), fileId),
  };
  photos = createPhotoMemory(ids, 123456, () => new Date(0));
});
afterEach(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

const photo = (name: string) => [
  { file_id: `${name}-small`, width: 90 },
  { file_id: name, width: 800 },
];
/** As Telegram gives a page back: with sizes and files in the places of the media. */
const sentBlocks = [
  { type: 'paragraph', text: 'Look: there' },
  { type: 'list', items: [{ label: '•', blocks: [{ type: 'photo', photo: photo('near') }] }] },
  { type: 'details', summary: 'More', blocks: [{ type: 'animation', animation: { file_id: 'moving' } }] },
  { type: 'collage', blocks: [{ type: 'photo', photo: photo('far') }] },
];
const sentPage = ok({ message_id: 31, chat: { id: 7 }, rich_message: { blocks: sentBlocks } });
const body = (index: number) => JSON.parse(server.calls[index]?.body ?? '');
const methods = () => server.calls.map(({ method }) => method);

const send = (message: RichMessage | AlbumMessage) => trySendMessage(api, 7, message, { photos });
const turn = () => tryEditRichMessage(api, 7, 31, page, { photos });

describe('a rich message', () => {
  it('is sent as blocks with buttons, and uploads what is a file', async () => {
    server.script.push(sentPage);
    expect(await send(page)).toEqual({ state: 'sent', messageId: 31, form: 'rich' });
    expect(methods()).toEqual(['sendRichMessage']);
    const upload = server.calls[0]?.body ?? '';
    expect(upload).toContain('bytes of near.png');
    expect(upload).toContain('bytes of moving.gif');
    expect(upload).toContain('"skip_entity_detection":true');
    expect(upload).toContain(`"media":"${remote}"`);
    // Names of grammY's own, drawn at random, which may begin with a 0 as well.
    expect(upload).not.toMatch(/attach:\/\/[01]"/);
    expect(upload.match(/"media":"attach:/g)?.length).toBe(2);
  });

  it('uploads each file once: the ids that come back are used from then on', async () => {
    server.script.push(sentPage, sentPage, sentPage);
    await send(page);
    await send(page);
    expect(body(1)).toEqual({
      chat_id: 7,
      reply_markup: { inline_keyboard: keyboard },
      rich_message: {
        is_rtl: false,
        skip_entity_detection: true,
        blocks: [
          page.blocks[0],
          {
            type: 'list',
            items: [
              { blocks: [{ type: 'photo', photo: { type: 'photo', media: 'near' }, caption: { text: 'Near' } }] },
            ],
          },
          {
            type: 'details',
            summary: 'More',
            blocks: [{ type: 'animation', animation: { type: 'animation', media: 'moving' } }],
          },
          { type: 'collage', blocks: [{ type: 'photo', photo: { type: 'photo', media: 'far' } }] },
        ],
      },
    });
  });

  it('takes the file id of a photo for no animation of the same file', async () => {
    const gif = page.files[1] ?? '';
    await (await photos.look({ kind: 'file', path: gif })).remember('still');
    expect((await photos.look({ kind: 'file', path: gif }, 'animation')).fileId).toBeUndefined();
    expect((await photos.look({ kind: 'file', path: gif })).fileId).toBe('still');
  });

  it('keeps no file id of the old picture for one that replaced it during the upload', async () => {
    const path = page.files[0] ?? '';
    const before = await photos.look({ kind: 'file', path });
    await writeFile(path, 'another picture, longer than the old one');
    await before.remember('old');
    expect((await photos.look({ kind: 'file', path })).fileId).toBeUndefined();
  });

  it('is uploaded anew when an id is known no longer', async () => {
    server.script.push(sentPage, refuse(400, 'Bad Request: wrong file identifier'), sentPage);
    await send(page);
    expect((await send(page)).state).toBe('sent');
    expect(server.calls[2]?.body).toContain('bytes of near.png');
  });

  it('uploads only what is not known yet', async () => {
    await (await photos.look({ kind: 'file', path: page.files[0] ?? '' })).remember('near');
    server.script.push(sentPage);
    await send(page);
    expect(server.calls[0]?.body).not.toContain('bytes of near.png');
    expect(server.calls[0]?.body).toContain('bytes of moving.gif');
    expect(kept.size).toBe(3);
  });

  it('keeps no id when Telegram made other media of the files', async () => {
    const [, , ...fewer] = sentBlocks;
    server.script.push(ok({ message_id: 31, chat: { id: 7 }, rich_message: { blocks: fewer } }));
    await send(page);
    expect(kept.size).toBe(0);
  });

  it.each<[string, Answer, string]>([
    ['of a server that knows no such method', refuse(404, 'Not Found: method not found'), 'unsupported'],
    ['of a server that says less', refuse(404, 'Not Found'), 'unsupported'],
    ['because of its content', refuse(400, 'Bad Request: RICH_MESSAGE_INVALID'), 'refused'],
    ['because of a block', refuse(403, 'Forbidden: bot was blocked by the user'), 'gone'],
    ['never heard', cut, 'unsure'],
  ])('tells of a refusal %s', async (_, answer, state) => {
    server.script.push(answer);
    expect((await send(page)).state).toBe(state);
    expect(server.calls.length).toBe(1);
  });

  it('turns a message that was sent, and remembers files from it too', async () => {
    server.script.push(sentPage, sentPage);
    expect(await turn()).toEqual({ state: 'edited' });
    expect(await turn()).toEqual({ state: 'edited' });
    expect(methods()).toEqual(['editMessageText', 'editMessageText']);
    expect(body(1)).toMatchObject({ chat_id: 7, message_id: 31, reply_markup: { inline_keyboard: keyboard } });
    expect(body(1).rich_message.blocks[3].blocks[0].photo.media).toBe('far');
    expect(body(1)).not.toHaveProperty('text');
  });

  it.each<[string, Answer, string]>([
    ['changes nothing', refuse(400, 'Bad Request: message is not modified: …'), 'edited'],
    ['finds no message', refuse(400, 'Bad Request: message to edit not found'), 'missing'],
    ['is not liked', refuse(400, 'Bad Request: RICH_MESSAGE_INVALID'), 'refused'],
  ])('says when a turn %s', async (_, answer, state) => {
    server.script.push(answer);
    expect((await turn()).state).toBe(state);
  });
});

describe('an album', () => {
  const sentAlbum = ok([
    { message_id: 41, chat: { id: 7 }, photo: photo('near') },
    { message_id: 42, chat: { id: 7 }, photo: photo('far') },
  ]);

  it('is sent as one group, and its ids are used from then on', async () => {
    server.script.push(sentAlbum, sentAlbum);
    expect(await send(album)).toEqual({ state: 'sent', messageId: 41, form: 'album' });
    await send(album);
    expect(methods()).toEqual(['sendMediaGroup', 'sendMediaGroup']);
    expect(server.calls[0]?.body).toContain('bytes of near.png');
    expect(body(1)).toEqual({
      chat_id: 7,
      media: [
        { type: 'photo', media: 'near', caption: 'Near', caption_entities: [{ type: 'bold', offset: 0, length: 4 }] },
        { type: 'photo', media: 'far', caption: '', caption_entities: [] },
      ],
    });
  });
});
