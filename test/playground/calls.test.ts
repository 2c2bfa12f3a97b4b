import { describe, expect, it } from 'vitest';
import type { Playground } from '../../src/playground/playground.ts';
import { call, fakeClock, keepLog, MIA, startPlayground, TOKEN } from './setup.ts';

const KEYBOARD = { inline_keyboard: [[{ text: 'Go', callback_data: 'x' }]] };

async function send(playground: Playground, init: RequestInit, query = ''): Promise<unknown> {
  const response = await fetch(`${playground.apiRoot}/bot${TOKEN}/sendMessage${query}`, init);
  return await response.json();
}

describe('a call of the Bot API', () => {
  const fields = {
    chat_id: String(MIA),
    text: 'hi',
    disable_notification: 'true',
    reply_markup: JSON.stringify(KEYBOARD),
  };
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);

  it.each<[transport: string, init: RequestInit, query?: string]>([
    ['the query string', { method: 'GET' }, `?${new URLSearchParams(fields)}`],
    ['a urlencoded body', { method: 'POST', body: new URLSearchParams(fields) }],
    ['a multipart body', { method: 'POST', body: form }],
    [
      'JSON with everything as text',
      { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(fields) },
    ],
  ])('brings its parameters in %s', async (_transport, init, query) => {
    const playground = await startPlayground();
    const mia = playground.person(MIA);
    mia.send('/start');
    expect(await send(playground, init, query)).toMatchObject({
      ok: true,
      result: { text: 'hi', reply_markup: KEYBOARD },
    });
    expect(mia.messages.at(-1)).toMatchObject({ text: 'hi', silent: true, keyboard: KEYBOARD.inline_keyboard });
  });

  it('brings a file directly under its parameter', async () => {
    const playground = await startPlayground();
    const mia = playground.person(MIA);
    mia.send('/start');
    const upload = new FormData();
    upload.set('chat_id', String(MIA));
    upload.set('document', new File(['abc'], 'notes.txt'));
    const response = await fetch(`${playground.apiRoot}/bot${TOKEN}/sendDocument`, { method: 'POST', body: upload });
    expect(await response.json()).toMatchObject({
      ok: true,
      result: { document: { file_name: 'notes.txt', file_size: 3 } },
    });
  });

  it('names its method in any case', async () => {
    const playground = await startPlayground();
    expect(await call(playground, 'GETME')).toMatchObject({ ok: true });
    expect(playground.calls).toMatchObject([{ index: 0, method: 'getMe', outcome: { ok: true } }]);
  });

  it('is told of parameters nobody knows, unless it is strict', async () => {
    const { log, lines } = keepLog();
    const playground = await startPlayground({ strict: false, log });
    expect(await call(playground, 'getMe', { shoe_size: 44 })).toMatchObject({ ok: true });
    expect(lines).toMatchObject([{ level: 'warn', fields: { method: 'getMe', parameters: ['shoe_size'] } }]);
  });

  it.each([
    ['nothing at all', new Uint8Array(), 'file must be non-empty'],
    ['a text', Buffer.from('<svg/>'), 'IMAGE_PROCESS_FAILED'],
    ['half a header', Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), 'IMAGE_PROCESS_FAILED'],
    ['a very wide picture', gif(2_100, 100), 'PHOTO_INVALID_DIMENSIONS'],
    ['a very large picture', gif(6_000, 4_001), 'PHOTO_INVALID_DIMENSIONS'],
    ['more than 10 MB', Buffer.concat([gif(1, 1), new Uint8Array(10 * 1024 * 1024)]), 'file is too big for a photo'],
  ])('refuses %s as a photo', async (_what, bytes, reason) => {
    const playground = await startPlayground();
    playground.person(MIA).send('/start');
    const upload = new FormData();
    upload.set('chat_id', String(MIA));
    upload.set('photo', new File([new Uint8Array(bytes)], 'photo.gif'));
    const response = await fetch(`${playground.apiRoot}/bot${TOKEN}/sendPhoto`, { method: 'POST', body: upload });
    expect(await response.json()).toEqual({ ok: false, error_code: 400, description: `Bad Request: ${reason}` });
  });

  it('sets commands for each scope and language, and texts for each language', async () => {
    const playground = await startPlayground();
    const commands = [{ command: 'tags', description: 'Browse tags' }];
    const scope = { type: 'chat', chat_id: MIA };
    expect(await call(playground, 'setMyCommands', { commands, scope })).toMatchObject({
      description: 'Bad Request: chat not found',
    });
    playground.person(MIA).send('/start');
    await call(playground, 'setMyCommands', { commands, scope, language_code: 'de' });
    expect(await call(playground, 'getMyCommands', { scope, language_code: 'de' })).toMatchObject({ result: commands });
    expect(await call(playground, 'getMyCommands', { scope })).toMatchObject({ result: [] });
    await call(playground, 'deleteMyCommands', { scope, language_code: 'de' });
    expect(await call(playground, 'getMyCommands', { scope, language_code: 'de' })).toMatchObject({ result: [] });
    await call(playground, 'setMyDescription', { description: 'Ein Blog', language_code: 'de' });
    expect(await call(playground, 'getMyDescription', { language_code: 'de' })).toMatchObject({
      result: { description: 'Ein Blog' },
    });
    expect(await call(playground, 'getMyDescription')).toMatchObject({ result: { description: '' } });
    await call(playground, 'setChatMenuButton', { menu_button: { type: 'commands' } });
    expect(await call(playground, 'getChatMenuButton', { chat_id: MIA })).toMatchObject({
      result: { type: 'commands' },
    });
  });

  it('gives a chat its own commands in place of everybody’s', async () => {
    const playground = await startPlayground();
    playground.person(MIA).send('/start');
    const [all, own] = [[{ command: 'tags', description: 'Tags' }], [{ command: 'deliveries', description: 'Sent' }]];
    const scope = { type: 'chat', chat_id: MIA };
    await call(playground, 'setMyCommands', { commands: all });
    await call(playground, 'setMyCommands', { commands: own, scope });
    expect(playground.profile).toMatchObject({ commands: all, chatCommands: { [MIA]: own } });
    await call(playground, 'setMyCommands', { commands: [], scope });
    expect(playground.profile.chatCommands).toEqual({});
  });

  it('remembers the latest calls and forgets older ones', async () => {
    const playground = await startPlayground({ keptCalls: 3 });
    for (let made = 0; made < 7; made += 1) await call(playground, 'getMe');
    expect(playground.calls).toMatchObject([4, 5, 6].map((index) => ({ index, outcome: { ok: true } })));
  });

  it('numbers messages in one sequence over all chats, incoming ones included', async () => {
    const playground = await startPlayground({ now: fakeClock().now });
    const first = playground.person(MIA).send('hi').id;
    const second = playground.person(1002).send('hi').id;
    const third = (await call(playground, 'sendMessage', { chat_id: MIA, text: 'yes' })).result;
    expect([second, third]).toMatchObject([first + 1, { message_id: first + 2 }]);
  });
});

function gif(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.write('GIF89a', 'latin1');
  header.writeUInt16LE(width, 6);
  header.writeUInt16LE(height, 8);
  return header;
}
