import { GrammyError, InlineKeyboard, InputFile } from 'grammy';
import { describe, expect, it } from 'vitest';
import { createBot, JONAS, MIA, poll, startPlayground, TOKEN } from './setup.ts';

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

describe('grammY against the playground', () => {
  it('polls, takes commands with a payload and replies', async () => {
    const playground = await startPlayground();
    const bot = createBot(playground);
    bot.command('start', (ctx) => ctx.reply(`Hello ${ctx.from?.first_name}: ${ctx.match}`));
    await poll(bot);

    const answer = await playground.person(MIA).ask('/start a_abc123');

    expect(answer).toMatchObject({ from: 'bot', text: 'Hello Mia Torres: a_abc123' });
    expect(playground.person(JONAS).messages).toEqual([]);
  });

  it('answers presses and edits messages in place', async () => {
    const playground = await startPlayground();
    const bot = createBot(playground);
    bot.command('latest', (ctx) => ctx.reply('page 1', { reply_markup: new InlineKeyboard().text('›', 'page:2') }));
    bot.callbackQuery('page:2', async (ctx) => {
      await ctx.answerCallbackQuery({ text: 'turned', show_alert: true });
      await ctx.editMessageText('page 2');
    });
    await poll(bot);

    const mia = playground.person(MIA);
    const first = await mia.ask('/latest');
    expect(await mia.press('›')).toEqual({ text: 'turned', alert: true });
    const second = await mia.waitForMessage(({ text }) => text === 'page 2');

    expect(second.id).toBe(first.id);
    expect(second.editDate).toBeDefined();
    expect(second.keyboard).toBeUndefined();
    expect(mia.messages).toHaveLength(2);
  });

  it('hears of a block and of its end, and is refused in between', async () => {
    const playground = await startPlayground();
    const bot = createBot(playground);
    const seen: string[] = [];
    bot.on('my_chat_member', (ctx) => {
      seen.push(`${ctx.myChatMember.old_chat_member.status} → ${ctx.myChatMember.new_chat_member.status}`);
    });
    bot.on('message', (ctx) => ctx.reply('still here'));
    await poll(bot);
    const mia = playground.person(MIA);
    await mia.ask('hello');

    mia.block();
    await expect(bot.api.sendMessage(MIA, 'news')).rejects.toMatchObject({
      error_code: 403,
      description: 'Forbidden: bot was blocked by the user',
    });
    mia.unblock();
    await mia.ask('back again');

    expect(seen).toEqual(['member → kicked', 'kicked → member']);
  });

  it('uploads photos and documents, sends them again by id, and downloads them', async () => {
    const playground = await startPlayground();
    const bot = createBot(playground);
    const mia = playground.person(MIA);
    mia.send('hello');

    const photo = await bot.api.sendPhoto(MIA, new InputFile(PNG, 'cover.png'), { caption: 'A cover' });
    const sizes = photo.photo;
    expect(sizes.at(-1)).toMatchObject({ width: 1, height: 1, file_size: PNG.byteLength });
    const again = await bot.api.sendPhoto(MIA, sizes.at(-1)?.file_id ?? '');
    expect(again.photo.at(-1)?.file_id).toBe(sizes.at(-1)?.file_id);

    const document = await bot.api.sendDocument(MIA, new InputFile(Buffer.from('{}'), 'export.json'));
    expect(document.document).toMatchObject({ file_name: 'export.json', file_size: 2 });
    const file = await bot.api.getFile(document.document.file_id);
    const download = await fetch(`${playground.apiRoot}/file/bot${TOKEN}/${file.file_path}`);
    expect(await download.text()).toBe('{}');

    const album = await bot.api.sendMediaGroup(MIA, [
      { type: 'photo', media: new InputFile(PNG, 'a.png'), caption: 'first' },
      { type: 'photo', media: 'https://example.com/b.png' },
    ]);
    expect(new Set(album.map((message) => 'media_group_id' in message && message.media_group_id)).size).toBe(1);
  });

  it('edits captions, exchanges photos by upload, id and address, and turns a text into a photo', async () => {
    const playground = await startPlayground();
    const { api } = createBot(playground);
    const mia = playground.person(MIA);
    mia.send('hello');
    const { message_id: id, photo } = await api.sendPhoto(MIA, new InputFile(PNG, 'a.png'), { caption: 'before' });
    const shown = () => mia.messages.find((message) => message.id === id);

    await api.editMessageCaption(MIA, id, { caption: 'after' });
    expect(shown()).toMatchObject({ text: 'after', photo: { fileId: photo[0]?.file_id } });
    await api.editMessageMedia(MIA, id, { type: 'photo', media: 'https://example.com/b.png', caption: 'by address' });
    const byAddress = shown()?.photo?.fileId;
    expect(shown()).toMatchObject({ text: 'by address', editDate: expect.any(Number) });
    await api.editMessageMedia(MIA, id, { type: 'photo', media: photo[0]?.file_id ?? '' });
    expect(shown()).toMatchObject({ text: '', photo: { fileId: photo[0]?.file_id } });
    expect(byAddress).not.toBe(photo[0]?.file_id);

    const text = await api.sendMessage(MIA, 'a text');
    await api.editMessageMedia(MIA, text.message_id, {
      type: 'photo',
      media: new InputFile(PNG, 'c.png'),
      caption: 'c',
    });
    expect(mia.messages.at(-1)).toMatchObject({ id: text.message_id, text: 'c', photo: {} });
    await expect(api.editMessageText(MIA, text.message_id, 'back')).rejects.toMatchObject({
      description: 'Bad Request: there is no text in the message to edit',
    });
  });

  it('ends the older of two long polls with a conflict', async () => {
    const playground = await startPlayground();
    const { api } = createBot(playground);
    const older = api.getUpdates({ timeout: 30 });
    const refused = older.catch((error: unknown) => error);
    await playground.waitForCall(({ method }) => method === 'getUpdates', { begun: true });

    const newer = api.getUpdates({ timeout: 30 });
    expect(await refused).toBeInstanceOf(GrammyError);
    expect(await refused).toMatchObject({
      error_code: 409,
      description: 'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
    });
    playground.person(MIA).send('for the newer one');
    expect(await newer).toMatchObject([{ message: { text: 'for the newer one' } }]);
  });
});
