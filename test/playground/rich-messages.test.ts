import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GrammyError, InlineKeyboard, InputFile } from 'grammy';
import type { InputRichBlock } from 'grammy/types';
import { describe, expect, it, onTestFinished } from 'vitest';
import { callParameter, type FaultScript } from '../../src/playground/faults.ts';
import type { PlaygroundOptions } from '../../src/playground/playground.ts';
import { PNG } from './rich-input.ts';
import { call, createBot, MIA, poll, startPlayground } from './setup.ts';

const NOT_MODIFIED = 'Bad Request: message is not modified';
const words = (text: string): InputRichBlock[] => [{ type: 'paragraph', text }];

/** Mia's open chat, and grammY's client. */
async function open(options: Partial<PlaygroundOptions> = {}) {
  const playground = await startPlayground(options);
  const mia = playground.person(MIA);
  mia.send('/start');
  const { api } = createBot(playground);
  const shown = (id: number) => mia.messages.find((message) => message.id === id);
  return { playground, mia, api, shown };
}

describe('sendRichMessage', () => {
  it('takes pictures with the call, and gives ids that are good for later', async () => {
    const { mia, api } = await open();
    const blocks = (media: InputFile | string): InputRichBlock[] => [
      { type: 'heading', text: 'Cats', size: 1 },
      { type: 'photo', photo: { type: 'photo', media }, caption: { text: 'One' } },
    ];
    const keyboard = new InlineKeyboard().text('›', 'page:2');
    const sent = await api.sendRichMessage(
      MIA,
      { blocks: blocks(new InputFile(PNG, 'cat.png')), is_rtl: true },
      { reply_markup: keyboard, disable_notification: true },
    );
    expect(sent).toMatchObject({
      rich_message: {
        blocks: [{ type: 'heading' }, { photo: [{ width: 1, height: 1, file_size: PNG.byteLength }] }],
        is_rtl: true,
      },
      reply_markup: { inline_keyboard: keyboard.inline_keyboard },
    });
    expect(sent).not.toHaveProperty('text');
    expect(mia.messages.at(-1)).toMatchObject({
      id: sent.message_id,
      rich: sent.rich_message,
      text: 'Cats\nOne',
      entities: [],
      silent: true,
      keyboard: keyboard.inline_keyboard,
    });

    const [, picture] = sent.rich_message.blocks;
    const fileId = picture?.type === 'photo' ? picture.photo[0]?.file_id : undefined;
    const again = await api.sendRichMessage(MIA, { blocks: blocks(fileId ?? '') });
    expect(again.rich_message.blocks[1]).toEqual(picture);
    expect((await api.sendPhoto(MIA, fileId ?? '')).photo[0]?.file_id).toBe(fileId);
    await expect(api.sendDocument(MIA, fileId ?? '')).rejects.toThrow("can't use file of type Photo as Document");
  });

  it('refuses what is no message, and a chat it cannot reach', async () => {
    const { playground, mia } = await open();
    const refusal = (description: string, error_code = 400) => ({ ok: false, error_code, description });
    const message = { blocks: words('a') };
    expect(await call(playground, 'sendRichMessage', { chat_id: MIA })).toEqual(
      refusal('Bad Request: rich message must be non-empty'),
    );
    expect(await call(playground, 'sendRichMessage', { chat_id: MIA, rich_message: '{' })).toEqual(
      refusal("Bad Request: can't parse InputRichMessage: expected an Object"),
    );
    expect(await call(playground, 'sendRichMessage', { chat_id: 999, rich_message: message })).toEqual(
      refusal('Bad Request: chat not found'),
    );
    mia.block();
    expect(await call(playground, 'sendRichMessage', { chat_id: MIA, rich_message: message })).toEqual(
      refusal('Forbidden: bot was blocked by the user', 403),
    );
    expect(mia.messages).toHaveLength(1);
  });

  it('counts against the pace', async () => {
    const { api } = await open({ pace: 'refuse', rates: { perSecond: 1 } });
    await api.sendRichMessage(MIA, { blocks: words('a') });
    await expect(api.sendRichMessage(MIA, { blocks: words('b') })).rejects.toMatchObject({ error_code: 429 });
  });

  it('brings its message to a person who presses and replies', async () => {
    const playground = await startPlayground();
    const bot = createBot(playground);
    bot.command('read', (ctx) =>
      ctx.replyWithRichMessage({ blocks: words('page 1') }, { reply_markup: new InlineKeyboard().text('›', 'next') }),
    );
    const pressed: unknown[] = [];
    bot.callbackQuery('next', async (ctx) => {
      pressed.push(ctx.callbackQuery.message);
      await ctx.answerCallbackQuery();
    });
    await poll(bot);
    const mia = playground.person(MIA);
    await mia.ask('/read');
    await mia.press('›');
    expect(pressed).toMatchObject([{ rich_message: { blocks: words('page 1') } }]);
  });
});

describe('editMessageText with a rich message', () => {
  it('turns a text into a rich message, a rich one into another, and back', async () => {
    const { api, shown } = await open();
    const { message_id: id } = await api.sendMessage(MIA, 'text');

    const edited = await api.editMessageText(MIA, id, { blocks: words('page 1') });
    expect(edited).toMatchObject({ rich_message: { blocks: words('page 1') }, edit_date: expect.any(Number) });
    expect(shown(id)).toMatchObject({ rich: { blocks: words('page 1') }, text: 'page 1' });
    await api.editMessageText(MIA, id, { blocks: words('page 2') });
    expect(shown(id)).toMatchObject({ rich: { blocks: words('page 2') } });
    await api.editMessageText(MIA, id, 'text again');
    expect(shown(id)).toMatchObject({ text: 'text again' });
    expect(shown(id)).not.toHaveProperty('rich');
  });

  it('keeps the rich message when only the keyboard changes, and gives way to a photo', async () => {
    const { api, shown } = await open();
    const { message_id: id } = await api.sendRichMessage(MIA, { blocks: words('page') });
    await api.editMessageReplyMarkup(MIA, id, { reply_markup: new InlineKeyboard().text('a', 'a') });
    expect(shown(id)).toMatchObject({ rich: { blocks: words('page') }, keyboard: [[{ text: 'a' }]] });
    await expect(api.editMessageCaption(MIA, id, { caption: 'x' })).rejects.toThrow(
      'there is no caption in the message',
    );
    await api.editMessageMedia(MIA, id, { type: 'photo', media: 'https://example.com/a.png' });
    expect(shown(id)).toMatchObject({ photo: {} });
    expect(shown(id)).not.toHaveProperty('rich');
    await expect(api.editMessageText(MIA, id, { blocks: words('page') })).rejects.toThrow(
      'there is no text in the message',
    );
  });

  it('is refused when nothing would change, however it is written', async () => {
    const { api } = await open();
    const photo = (media: InputFile | string): InputRichBlock[] => [{ type: 'photo', photo: { type: 'photo', media } }];
    const keyboard = { reply_markup: new InlineKeyboard().text('a', 'a') };
    const { message_id: id } = await api.sendRichMessage(MIA, { blocks: photo(new InputFile(PNG)) }, keyboard);
    const same = { blocks: photo(new InputFile(PNG, 'other name.png')), is_rtl: false };
    await expect(api.editMessageText(MIA, id, same, keyboard)).rejects.toThrow(NOT_MODIFIED);
    await api.editMessageText(MIA, id, same);
    await expect(api.editMessageText(MIA, id, same)).rejects.toThrow(NOT_MODIFIED);
    await api.editMessageText(MIA, id, { ...same, is_rtl: true });
  });

  it('is refused beside a text, and without either', async () => {
    const { playground, api } = await open();
    const { message_id } = await api.sendMessage(MIA, 'text');
    const edit = async (payload: object) => {
      return await call(playground, 'editMessageText', { chat_id: MIA, message_id, ...payload });
    };
    expect(await edit({ text: 'a', rich_message: { blocks: words('b') } })).toMatchObject({
      description: 'Bad Request: exactly one of text and rich_message must be specified',
    });
    expect(await edit({})).toMatchObject({ description: 'Bad Request: message text is empty' });
    expect(await edit({ rich_message: { blocks: [] } })).toMatchObject({
      description: 'Bad Request: rich message must be non-empty',
    });
  });
});

describe('a rich message in the playground', () => {
  it('survives a restart with its pictures', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'playground-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const statePath = join(folder, 'state.json');
    const { playground, api, mia } = await open({ statePath });
    const blocks: InputRichBlock[] = [
      { type: 'list', items: [{ blocks: words('one') }] },
      { type: 'animation', animation: { type: 'animation', media: new InputFile(PNG, 'a.gif') } },
    ];
    await api.sendRichMessage(MIA, { blocks });
    const before = mia.messages.at(-1);
    await playground.stop();

    const second = await startPlayground({ statePath });
    expect(second.person(MIA).messages.at(-1)).toEqual(before);
    const [, animation] = before?.rich?.blocks ?? [];
    const fileId = animation?.type === 'animation' ? animation.animation.file_id : '';
    const file = await fetch(`${second.url}/playground/files/${fileId}`);
    expect([file.headers.get('content-type'), file.headers.get('content-disposition')]).toEqual([
      'image/png',
      'inline',
    ]);
  });

  it('can be unknown to an older server, by script', async () => {
    const faults: FaultScript = ({ method }) => (method === 'sendRichMessage' ? { kind: 'unknown-method' } : undefined);
    const { api, mia } = await open({ faults });
    const refused = await api.sendRichMessage(MIA, { blocks: words('a') }).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(GrammyError);
    expect(refused).toMatchObject({ error_code: 404, description: 'Not Found: method not found' });
    expect(mia.messages).toHaveLength(1);
  });

  it.each([
    ['with files', new InputFile(PNG)],
    ['without files', 'https://example.com/a.png'],
  ])('can be refused for what is in it, by script: %s', async (_how, media) => {
    const faults: FaultScript = (scripted) => {
      const message = callParameter(scripted, 'rich_message') as { readonly blocks: readonly unknown[] } | undefined;
      return message?.blocks.length === 1 ? { kind: 'refused', description: 'Bad Request: PAGE_REFUSED' } : undefined;
    };
    const { api } = await open({ faults });
    const picture: InputRichBlock = { type: 'photo', photo: { type: 'photo', media } };
    await expect(api.sendRichMessage(MIA, { blocks: [picture] })).rejects.toThrow('PAGE_REFUSED');
    await api.sendRichMessage(MIA, { blocks: [picture, ...words('more')] });
  });
});
