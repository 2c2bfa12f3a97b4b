import { describe, expect, it } from 'vitest';
import { call, fakeClock, JONAS, MIA, startPlayground } from './setup.ts';

const url = (address: string) => ({ inline_keyboard: [[{ text: 'Open', url: address }]] });
const data = (callbackData: string) => ({ inline_keyboard: [[{ text: 'Go', callback_data: callbackData }]] });
const bold = (offset: number, length: number) => [{ type: 'bold', offset, length }];
const NOT_MODIFIED =
  'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message';

describe('refusals of a new message', () => {
  it.each<[description: string, payload: object]>([
    ['message text is empty', {}],
    ['message text is empty', { text: '' }],
    ['text must be non-empty', { text: ' \n ' }],
    ['text must be non-empty', { text: '\u200b\u00a0' }],
    ['message is too long', { text: 'x'.repeat(4_097) }],
    ['text is too long', { text: 'x'.repeat(32_769) }],
    ['strings must be encoded in UTF-8', { text: 'half a pair: \ud83d' }],
    ['chat_id is empty', { chat_id: undefined, text: 'hi' }],
    ['chat not found', { chat_id: 999, text: 'hi' }],
    ['chat not found', { chat_id: JONAS, text: 'hi' }],
    ['chat not found', { chat_id: '@somebody', text: 'hi' }],
    ['unsupported parse_mode', { text: 'hi', parse_mode: 'RTF' }],
    [
      "can't parse entities: the playground has no parser for HTML, send entities instead",
      { text: 'hi', parse_mode: 'HTML' },
    ],
    [
      'entity beginning at UTF-16 offset 1 ends after the end of the text at UTF-16 offset 3',
      { text: 'hi', entities: bold(1, 2) },
    ],
    ['entity begins after the end of the text at UTF-16 offset 5', { text: 'hi', entities: bold(5, 1) }],
    ['entity begins in a middle of a UTF-16 symbol at byte offset 4', { text: '😀!', entities: bold(1, 1) }],
    [
      'entity beginning at UTF-16 offset 0 ends in a middle of a UTF-16 symbol at byte offset 4',
      { text: '😀!', entities: bold(0, 1) },
    ],
    ['receive an entity with incorrect offset -1', { text: 'hi', entities: bold(-1, 1) }],
    [
      "can't parse MessageEntity: Unsupported type specified",
      { text: 'hi', entities: [{ type: 'shiny', offset: 0, length: 1 }] },
    ],
    ['can\'t parse MessageEntity: Can\'t find field "length"', { text: 'hi', entities: [{ type: 'bold', offset: 0 }] }],
    [
      "entity URL 'http://localhost/' is invalid: Wrong HTTP URL",
      { text: 'hi', entities: [{ type: 'text_link', offset: 0, length: 2, url: 'http://localhost/' }] },
    ],
    ['BUTTON_DATA_INVALID', { text: 'hi', reply_markup: data('é'.repeat(33)) }],
    [
      "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
      { text: 'hi', reply_markup: data('') },
    ],
    [
      'can\'t parse inline keyboard button: Can\'t find field "text"',
      { text: 'hi', reply_markup: { inline_keyboard: [[{ callback_data: 'x' }]] } },
    ],
    [
      'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays',
      { text: 'hi', reply_markup: { inline_keyboard: [{ text: 'x' }] } },
    ],
    ["can't parse reply keyboard markup JSON object", { text: 'hi', reply_markup: '{' }],
    [
      "inline keyboard button URL 'http://localhost:3000' is invalid: Wrong HTTP URL",
      { text: 'hi', reply_markup: url('http://localhost:3000') },
    ],
    [
      "inline keyboard button URL 'ftp://example.com' is invalid: Unsupported URL protocol",
      { text: 'hi', reply_markup: url('ftp://example.com') },
    ],
    [
      "inline keyboard button URL 'https://' is invalid: URL host is empty",
      { text: 'hi', reply_markup: url('https://') },
    ],
    ['BUTTON_URL_INVALID', { text: 'hi', reply_markup: url('https://example.com/a b') }],
    [
      'reply markup is too long',
      {
        text: 'hi',
        reply_markup: { inline_keyboard: Array.from({ length: 101 }, () => [{ text: 'x', callback_data: 'x' }]) },
      },
    ],
    ['message to be replied not found', { text: 'hi', reply_parameters: { message_id: 1 } }],
    ['the playground knows no parameter txet of sendMessage', { txet: 'hi' }],
  ])('says "%s"', async (description, payload) => {
    const playground = await startPlayground();
    const mia = playground.person(MIA);
    mia.send('/start');

    const answer = await call(playground, 'sendMessage', { chat_id: MIA, ...payload });

    expect(answer).toEqual({ ok: false, error_code: 400, description: `Bad Request: ${description}` });
    expect(mia.messages).toHaveLength(1);
  });
});

describe('refusals of edits and deletions', () => {
  it.each<[description: string, method: string, payload: object]>([
    [NOT_MODIFIED, 'editMessageText', { text: ' hello ' }],
    [NOT_MODIFIED, 'editMessageReplyMarkup', {}],
    ['MESSAGE_TOO_LONG', 'editMessageText', { text: 'x'.repeat(4_097) }],
    ['MEDIA_CAPTION_TOO_LONG', 'editMessageCaption', { caption: 'x'.repeat(1_025) }],
    ['there is no caption in the message to edit', 'editMessageCaption', { caption: 'x' }],
    ['message to edit not found', 'editMessageText', { message_id: 1, text: 'x' }],
    ['message is not a poll', 'stopPoll', {}],
    ['message with poll to stop not found', 'stopPoll', { message_id: 1 }],
    ['message to delete not found', 'deleteMessage', { message_id: 1 }],
    ['message identifier is not specified', 'deleteMessage', { message_id: undefined }],
    ['message identifiers are not specified', 'deleteMessages', { message_id: undefined, message_ids: [] }],
  ])('says "%s" to %s', async (description, method, payload) => {
    const playground = await startPlayground();
    playground.person(MIA).send('/start');
    const sent = await call(playground, 'sendMessage', { chat_id: MIA, text: 'hello' });
    const { message_id } = sent.result as { message_id: number };

    const answer = await call(playground, method, { chat_id: MIA, message_id, ...payload });

    expect(answer).toEqual({ ok: false, error_code: 400, description: `Bad Request: ${description}` });
  });

  it('keeps the bot from editing what a person wrote', async () => {
    const playground = await startPlayground();
    const { id } = playground.person(MIA).send('mine');
    expect(await call(playground, 'editMessageText', { chat_id: MIA, message_id: id, text: 'yours' })).toMatchObject({
      description: "Bad Request: message can't be edited",
    });
  });

  it('deletes within 48 hours and not later', async () => {
    const clock = fakeClock();
    const playground = await startPlayground({ now: clock.now });
    const mia = playground.person(MIA);
    const { id: early } = mia.send('early');
    clock.advance(48 * 3_600_000);
    expect(await call(playground, 'deleteMessage', { chat_id: MIA, message_id: early })).toMatchObject({ ok: true });
    const { id: late } = mia.send('late');
    clock.advance(48 * 3_600_000 + 1_000);
    expect(await call(playground, 'deleteMessage', { chat_id: MIA, message_id: late })).toMatchObject({
      description: "Bad Request: message can't be deleted for everyone",
    });
  });
});

describe('refusals of the rest', () => {
  it.each<[code: number, description: string, method: string, payload: object]>([
    [404, 'Not Found: method not found', 'sendTelepathy', {}],
    [400, 'Bad Request: BOT_COMMAND_INVALID', 'setMyCommands', { commands: [{ command: 'Tag', description: 'x' }] }],
    [
      400,
      'Bad Request: command description must be non-empty',
      'setMyCommands',
      { commands: [{ command: 'tag', description: ' ' }] },
    ],
    [
      400,
      'Bad Request: command length must not exceed 32',
      'setMyCommands',
      { commands: [{ command: 'x'.repeat(33), description: 'x' }] },
    ],
    [
      400,
      'Bad Request: command description length must not exceed 256',
      'setMyCommands',
      { commands: [{ command: 'x', description: 'x'.repeat(257) }] },
    ],
    [400, 'Bad Request: invalid language code specified', 'setMyCommands', { commands: [], language_code: 'eng' }],
    [400, 'Bad Request: DESCRIPTION_TOO_LONG', 'setMyDescription', { description: 'x'.repeat(513) }],
    [400, 'Bad Request: SHORT_DESCRIPTION_TOO_LONG', 'setMyShortDescription', { short_description: 'x'.repeat(121) }],
    [
      400,
      'Bad Request: query is too old and response timeout expired or query ID is invalid',
      'answerCallbackQuery',
      { callback_query_id: '1' },
    ],
    [400, 'Bad Request: wrong parameter action in request', 'sendChatAction', { chat_id: MIA, action: 'dancing' }],
    [400, 'Bad Request: there is no photo in the request', 'sendPhoto', { chat_id: MIA }],
    [400, 'Bad Request: wrong HTTP URL specified', 'sendPhoto', { chat_id: MIA, photo: 'http://localhost/x.png' }],
    [
      400,
      'Bad Request: message caption is too long',
      'sendPhoto',
      { chat_id: MIA, photo: 'https://example.com/x.png', caption: 'x'.repeat(1_025) },
    ],
    [400, 'Bad Request: wrong file_id or the file is temporarily unavailable', 'getFile', { file_id: 'x' }],
    [400, 'Bad Request: chat not found', 'getChat', { chat_id: 999 }],
    [
      400,
      'Bad Request: bad webhook: the playground hands out updates by getUpdates only',
      'setWebhook',
      { url: 'https://example.com' },
    ],
  ])('says %i "%s" to %s', async (error_code, description, method, payload) => {
    const playground = await startPlayground();
    playground.person(MIA).send('/start');
    expect(await call(playground, method, payload)).toEqual({ ok: false, error_code, description });
  });

  it('takes one answer to a press, within 15 seconds', async () => {
    const clock = fakeClock();
    const playground = await startPlayground({ now: clock.now });
    const mia = playground.person(MIA);
    mia.send('/start');
    const press = async () => {
      void mia.pressData(1, 'x');
      const updates = (await call(playground, 'getUpdates', { offset: -1 })).result;
      return (updates as [{ callback_query: { id: string } }])[0].callback_query.id;
    };
    const first = await press();
    clock.advance(15_000);
    expect(await call(playground, 'answerCallbackQuery', { callback_query_id: first })).toEqual({
      ok: true,
      result: true,
    });
    expect(await call(playground, 'answerCallbackQuery', { callback_query_id: first })).toMatchObject({
      error_code: 400,
    });
    const second = await press();
    clock.advance(15_001);
    expect(await call(playground, 'answerCallbackQuery', { callback_query_id: second })).toMatchObject({
      error_code: 400,
    });
  });
});
