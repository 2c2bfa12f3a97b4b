import { InputFile } from 'grammy';
import { describe, expect, it } from 'vitest';
import type { ChatMessage, PlaygroundEvent, PlaygroundState } from '../../src/playground/chat-protocol.ts';
import type { Playground } from '../../src/playground/playground.ts';
import { call, createBot, MIA, startPlayground } from './setup.ts';

async function post(playground: Playground, path: string, body: unknown): Promise<{ status: number; body: unknown }> {
  const response = await fetch(`${playground.url}/playground/${path}`, { method: 'POST', body: JSON.stringify(body) });
  return { status: response.status, body: await response.json() };
}

/** The page's stream: reads events one after the other. */
async function openEvents(playground: Playground): Promise<() => Promise<PlaygroundEvent | undefined>> {
  const { body } = await fetch(`${playground.url}/playground/events`);
  const reader = body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  return async () => {
    for (;;) {
      const [line, rest] = text.split(/\n\n(.*)/s, 2);
      if (rest !== undefined) {
        text = rest;
        if (line?.startsWith('data: ')) return JSON.parse(line.slice('data: '.length)) as PlaygroundEvent;
        continue;
      }
      const chunk = await reader?.read();
      if (chunk?.value === undefined) return undefined;
      text += chunk.value;
    }
  };
}

describe("the page's routes", () => {
  it('send a text, and the bot gets it', async () => {
    const playground = await startPlayground();
    const sent = await post(playground, `chats/${MIA}/messages`, { text: '/tags ' });
    expect(sent.status).toBe(200);
    expect(sent.body).toMatchObject({
      chatId: MIA,
      from: 'person',
      text: '/tags',
      entities: [{ type: 'bot_command' }],
    });

    const { result } = await call(playground, 'getUpdates');
    expect(result).toMatchObject([
      {
        message: {
          message_id: (sent.body as ChatMessage).id,
          from: { id: MIA, is_bot: false, first_name: 'Mia Torres', username: 'mia_torres', language_code: 'en' },
          chat: { id: MIA, type: 'private' },
          text: '/tags',
        },
      },
    ]);
  });

  it('press buttons, outdated ones too', async () => {
    const playground = await startPlayground();
    const { id } = playground.person(MIA).send('hi');
    expect(await post(playground, `chats/${MIA}/presses`, { messageId: id, data: '1z' })).toEqual({
      status: 200,
      body: {},
    });
    await post(playground, `chats/${MIA}/presses`, { messageId: 1, data: 'forged' });
    const { result } = await call(playground, 'getUpdates');
    expect(result).toMatchObject([
      {},
      { callback_query: { data: '1z', message: { text: 'hi' }, chat_instance: expect.any(String) } },
      { callback_query: { data: 'forged', message: { message_id: 1, date: 0, chat: { id: MIA } } } },
    ]);
  });

  it('tell each change as an event, in order, until the server stops', async () => {
    const playground = await startPlayground();
    const next = await openEvents(playground);
    await post(playground, `chats/${MIA}/messages`, { text: 'hi' });
    const { api } = createBot(playground);
    await api.sendChatAction(MIA, 'typing');
    const { message_id } = await api.sendMessage(MIA, 'one', { disable_notification: true });
    await api.editMessageText(MIA, message_id, 'two');
    await api.deleteMessage(MIA, message_id);
    await api.setMyName('Notes');
    await post(playground, `chats/${MIA}/block`, { blocked: true });

    expect(await next()).toMatchObject({ type: 'message', message: { from: 'person', text: 'hi' } });
    expect(await next()).toEqual({ type: 'typing', chatId: MIA });
    expect(await next()).toMatchObject({ type: 'message', message: { id: message_id, text: 'one', silent: true } });
    expect(await next()).toMatchObject({ type: 'edit', message: { id: message_id, text: 'two' } });
    expect(await next()).toEqual({ type: 'delete', chatId: MIA, messageId: message_id });
    expect(await next()).toMatchObject({ type: 'profile', bot: { firstName: 'Notes' } });
    expect(await next()).toEqual({ type: 'blocked', chatId: MIA, blocked: true });
    await playground.stop();
    expect(await next()).toBeUndefined();
  });

  it('show the whole state', async () => {
    const playground = await startPlayground();
    playground.person(MIA).send('hi');
    const state = (await (await fetch(`${playground.url}/playground/state`)).json()) as PlaygroundState;
    expect(state.bot).toMatchObject({ firstName: 'Work Notes', username: 'work_notes_bot', commands: [] });
    expect(state.chats.map(({ persona, messages }) => [persona.firstName, persona.role, messages.length])).toEqual([
      ['Mia Torres', 'reader', 1],
      ['Jonas Weber', 'reader', 0],
      ['Ada Lind', 'author', 0],
    ]);
  });

  it.each([
    [`chats/${MIA}/messages`, { text: '  ' }, 'There is nothing to send.'],
    [`chats/${MIA}/messages`, { text: 'x'.repeat(4_097) }, 'A message holds at most 4096 characters.'],
    [`chats/${MIA}/messages`, { words: 'hi' }, 'The request is not what this address expects.'],
    [`chats/${MIA}/presses`, { messageId: '1', data: 'x' }, 'The request is not what this address expects.'],
    ['chats/7/messages', { text: 'hi' }, 'There is no such chat.'],
  ])('refuse %s with %j', async (path, body, error) => {
    const playground = await startPlayground();
    expect(await post(playground, path, body)).toEqual({ status: 400, body: { error } });
  });

  it('let nobody write to a blocked bot', async () => {
    const playground = await startPlayground();
    playground.person(MIA).block();
    expect(await post(playground, `chats/${MIA}/messages`, { text: 'hi' })).toMatchObject({ status: 400 });
  });

  it('publish a sample when there is somewhere to, and say so when it fails', async () => {
    const sample = { file: 'samples/a-1.md', title: 'A' };
    const able = await startPlayground({ publishSample: async () => sample });
    expect(await post(able, 'publish', {})).toEqual({ status: 200, body: sample });
    const unable = await startPlayground();
    expect(await post(unable, 'publish', {})).toMatchObject({ status: 404 });
    const failing = await startPlayground({ publishSample: () => Promise.reject(new Error('disk full')) });
    expect(await post(failing, 'publish', {})).toMatchObject({ status: 500 });
  });

  it('hand out documents as downloads that can run nothing, and photos by their address', async () => {
    const playground = await startPlayground();
    const mia = playground.person(MIA);
    mia.send('hi');
    const { api } = createBot(playground);
    await api.sendDocument(MIA, new InputFile(Buffer.from('<script>'), 'evil.html'));
    await api.sendPhoto(MIA, 'https://example.com/cover.png');
    const files = mia.messages.flatMap(({ photo, document }) => photo ?? document ?? []);
    const [document, photo] = await Promise.all(
      files.map(({ fileId }) => fetch(`${playground.url}/playground/files/${fileId}`, { redirect: 'manual' })),
    );
    expect(document?.headers.get('content-disposition')).toBe("attachment; filename*=UTF-8''evil.html");
    expect(document?.headers.get('content-type')).toBe('application/octet-stream');
    expect(document?.headers.get('content-security-policy')).toContain('sandbox');
    expect([photo?.status, photo?.headers.get('location')]).toEqual([302, 'https://example.com/cover.png']);
    expect((await fetch(`${playground.url}/playground/files/none`)).status).toBe(404);
  });
});
