import { InlineKeyboard, InlineQueryResultBuilder } from 'grammy';
import { describe, expect, it, vi } from 'vitest';
import { INLINE_ANSWER_LIMIT_MS } from '../../src/playground/account/inline.ts';
import type { ChatMessage, InlineAnswer } from '../../src/playground/chat-protocol.ts';
import type { Playground } from '../../src/playground/playground.ts';
import { call, createBot, fakeClock, JONAS, MIA, poll, startPlayground } from './setup.ts';

const KEYBOARD = [[{ text: 'Read', url: 'https://t.me/work_notes_bot?start=a_1' }]];

async function post(playground: Playground, path: string, body: unknown): Promise<{ status: number; body: unknown }> {
  const response = await fetch(`${playground.url}/playground/${path}`, { method: 'POST', body: JSON.stringify(body) });
  return { status: response.status, body: await response.json() };
}

function article(more: object = {}) {
  return { type: 'article', id: 'one', title: 'One', input_message_content: { message_text: 'One' }, ...more };
}

/** The id of the query that is waiting for its answer. */
async function openQuery(playground: Playground): Promise<string> {
  const { result } = await call(playground, 'getUpdates', { offset: -1, timeout: 5 });
  return (result as [{ inline_query: { id: string } }])[0].inline_query.id;
}

describe('inline mode', () => {
  it('brings a query to the bot, its results to the person, and the chosen one to the chat', async () => {
    const playground = await startPlayground();
    const bot = createBot(playground);
    const queries: unknown[] = [];
    bot.on('inline_query', async (ctx) => {
      queries.push(ctx.inlineQuery);
      const result = InlineQueryResultBuilder.article('a1', 'An article', {
        description: 'About it',
        thumbnail_url: 'https://example.com/a.png',
        reply_markup: new InlineKeyboard(KEYBOARD),
      }).text('An article', { entities: [{ type: 'bold', offset: 0, length: 2 }] });
      await ctx.answerInlineQuery([result], { cache_time: 0, is_personal: true, next_offset: '1' });
    });
    await poll(bot);
    expect(bot.botInfo.supports_inline_queries).toBe(true);

    const asked = await post(playground, `chats/${MIA}/inline`, { query: 'cats', offset: '' });
    const answer = asked.body as InlineAnswer;
    expect(answer).toEqual({
      queryId: expect.any(String),
      results: [{ id: 'a1', title: 'An article', description: 'About it', thumbnail: 'https://example.com/a.png' }],
      nextOffset: '1',
    });
    expect(queries).toMatchObject([
      { id: answer.queryId, from: { id: MIA }, query: 'cats', offset: '', chat_type: 'sender' },
    ]);

    const chosen = await post(playground, `chats/${MIA}/inline/choice`, { queryId: answer.queryId, resultId: 'a1' });
    expect(chosen.body).toMatchObject({
      from: 'person',
      viaBot: true,
      text: 'An article',
      entities: [{ type: 'bold' }],
      keyboard: KEYBOARD,
    });
    expect(playground.person(MIA).messages).toEqual([chosen.body]);
  });

  it('tells the bot of the message, and of the choice only when asked to', async () => {
    const playground = await startPlayground();
    const mia = playground.person(MIA);
    const choose = async () => {
      const asking = mia.askInline('x');
      const inline_query_id = await openQuery(playground);
      const results = [article({ reply_markup: { inline_keyboard: [[{ text: 'Go', callback_data: 'go' }]] } })];
      await call(playground, 'answerInlineQuery', { inline_query_id, results, cache_time: 0 });
      return mia.chooseInline(await asking, 'one');
    };
    const updates = async () => (await call(playground, 'getUpdates')).result as object[];
    const via = { text: 'One', from: { id: MIA }, via_bot: { id: 42 }, reply_markup: { inline_keyboard: [[{}]] } };

    await choose();
    expect((await updates()).slice(1)).toMatchObject([{ message: via }]);
    await call(playground, 'deleteWebhook', { drop_pending_updates: true });
    await call(playground, 'getUpdates', {
      allowed_updates: ['inline_query', 'chosen_inline_result', 'message', 'callback_query'],
    });
    const message = await choose();
    const [, , choice] = await updates();
    expect(choice).toMatchObject({
      chosen_inline_result: { result_id: 'one', query: 'x', from: { id: MIA }, inline_message_id: expect.any(String) },
    });

    const { inline_message_id } = (choice as { chosen_inline_result: { inline_message_id: string } })
      .chosen_inline_result;
    void mia.press('Go', message);
    expect((await updates()).at(-1)).toMatchObject({ callback_query: { data: 'go', inline_message_id } });
    expect((await updates()).at(-1)).not.toHaveProperty('callback_query.message');
    const edit = { inline_message_id, text: 'Two' };
    expect(await call(playground, 'editMessageText', edit)).toEqual({ ok: true, result: true });
    expect(mia.messages.at(-1)).toMatchObject({ id: message.id, text: 'Two', viaBot: true, from: 'person' });
    const upload = [{ type: 'photo', photo: { type: 'photo', media: 'https://example.com/a.png' } }];
    expect(
      await call(playground, 'editMessageText', { inline_message_id, rich_message: { blocks: upload } }),
    ).toMatchObject({
      description: 'Bad Request: only previously uploaded files can be used in the message',
    });
    expect(await call(playground, 'editMessageText', { ...edit, inline_message_id: 'AAAA' })).toMatchObject({
      description: 'Bad Request: MESSAGE_ID_INVALID',
    });
  });

  it('posts rich results', async () => {
    const playground = await startPlayground();
    const mia = playground.person(MIA);
    const asking = mia.askInline('x', '10');
    const blocks = [{ type: 'heading', text: 'Title', size: 1 }];
    await call(playground, 'answerInlineQuery', {
      inline_query_id: await openQuery(playground),
      results: [article({ input_message_content: { rich_message: { blocks } } })],
    });
    expect(mia.chooseInline(await asking, 'one')).toMatchObject({ rich: { blocks }, text: 'Title', viaBot: true });
    const { result } = await call(playground, 'getUpdates');
    expect(result).toMatchObject([{ inline_query: { offset: '10' } }, { message: { rich_message: { blocks } } }]);
  });

  it.each<[reason: string, payload: object]>([
    ['expected an Array of inline query results', { results: {} }],
    [
      'too many inline query results specified',
      { results: Array.from({ length: 51 }, (_, index) => article({ id: String(index) })) },
    ],
    ["can't parse inline query result: expected an Object", { results: ['one'] }],
    ['can\'t parse inline query result: Can\'t find field "id"', { results: [article({ id: undefined })] }],
    ['can\'t parse inline query result: Field "id" must be of type String', { results: [article({ id: 1 })] }],
    ['RESULT_ID_INVALID', { results: [article({ id: '' })] }],
    ['RESULT_ID_INVALID', { results: [article({ id: 'é'.repeat(33) })] }],
    ['RESULT_ID_DUPLICATE', { results: [article(), article()] }],
    [
      'the playground knows inline results of the type article only, not "photo"',
      { results: [article({ type: 'photo' })] },
    ],
    ['ARTICLE_TITLE_EMPTY', { results: [article({ title: ' ' })] }],
    ['sent message content must be explicitly specified', { results: [article({ input_message_content: undefined })] }],
    [
      'the playground knows inline results with a text or a rich message only',
      { results: [article({ input_message_content: { latitude: 1, longitude: 2 } })] },
    ],
    ['message text is empty', { results: [article({ input_message_content: { message_text: '' } })] }],
    ['message is too long', { results: [article({ input_message_content: { message_text: 'x'.repeat(4_097) } })] }],
    ['rich message must be non-empty', { results: [article({ input_message_content: { rich_message: {} } })] }],
    ['BUTTON_DATA_INVALID', { results: [article({ reply_markup: keyboardOf('x'.repeat(65)) })] }],
    ["inline query result URL 'nowhere' is invalid: Wrong HTTP URL", { results: [article({ url: 'nowhere' })] }],
    ['WEBDOCUMENT_URL_INVALID', { results: [article({ thumbnail_url: 'http://localhost/a.png' })] }],
    ['NEXT_OFFSET_INVALID', { results: [], next_offset: 'é'.repeat(33) }],
    ['SWITCH_PM_TEXT_EMPTY', { results: [], button: { text: '', start_parameter: 'a' } }],
    ['START_PARAM_INVALID', { results: [], button: { text: 'Settings', start_parameter: 'a b' } }],
    ['START_PARAM_INVALID', { results: [], button: { text: 'Settings', start_parameter: 'x'.repeat(65) } }],
    [
      "can't parse inline query results button: InlineQueryResultsButton must have exactly one optional field",
      { results: [], button: { text: 'Settings' } },
    ],
    [
      'the playground knows inline buttons with a start parameter only',
      { results: [], button: { text: 'Settings', web_app: { url: 'https://example.com' } } },
    ],
  ])('refuses an answer: %s', async (reason, payload) => {
    const playground = await startPlayground();
    const asking = playground.person(MIA).askInline('x');
    const inline_query_id = await openQuery(playground);
    expect(await call(playground, 'answerInlineQuery', { inline_query_id, ...payload })).toEqual({
      ok: false,
      error_code: 400,
      description: `Bad Request: ${reason}`,
    });
    // A refused answer is none: the bot may try again.
    const button = { text: 'Settings', start_parameter: 'settings' };
    expect(await call(playground, 'answerInlineQuery', { inline_query_id, results: [], button })).toMatchObject({
      ok: true,
    });
    expect(await asking).toMatchObject({ results: [], button: { text: 'Settings', startParameter: 'settings' } });
  });

  it('takes fifty results with ids of 64 bytes', async () => {
    const playground = await startPlayground();
    const asking = playground.person(MIA).askInline('x'.repeat(256));
    const results = Array.from({ length: 50 }, (_, index) => article({ id: String(index).padStart(64, '0') }));
    const inline_query_id = await openQuery(playground);
    await call(playground, 'answerInlineQuery', { inline_query_id, results, next_offset: 'x'.repeat(64) });
    expect((await asking).results).toHaveLength(50);
  });

  it('takes one answer to a query, and none that is late or for another', async () => {
    const clock = fakeClock();
    const playground = await startPlayground({ now: clock.now });
    const tooOld = {
      error_code: 400,
      description: 'Bad Request: query is too old and response timeout expired or query ID is invalid',
    };
    const answer = async (inline_query_id: string) => {
      return await call(playground, 'answerInlineQuery', { inline_query_id, results: [article()] });
    };
    expect(await answer('1')).toMatchObject(tooOld);
    const asking = playground.person(MIA).askInline('x');
    const first = await openQuery(playground);
    clock.advance(INLINE_ANSWER_LIMIT_MS);
    expect(await answer(first)).toEqual({ ok: true, result: true });
    expect(await answer(first)).toMatchObject(tooOld);
    await asking;

    const second = playground
      .person(MIA)
      .askInline('y')
      .catch((error: unknown) => String(error));
    const late = await openQuery(playground);
    clock.advance(INLINE_ANSWER_LIMIT_MS + 1);
    expect(await answer(late)).toMatchObject(tooOld);
    await playground.stop();
    expect(await second).toContain('The bot did not answer in time.');
  });

  it.each([
    ['five minutes when nothing is said', {}, 300],
    ['as long as the bot says', { cache_time: 20 }, 20],
  ])('gives an answer again without asking the bot, %s', async (_name, payload, seconds) => {
    const clock = fakeClock();
    const playground = await startPlayground({ now: clock.now });
    const [mia, jonas] = [playground.person(MIA), playground.person(JONAS)];
    const answer = async (title: string) => {
      const inline_query_id = await openQuery(playground);
      await call(playground, 'answerInlineQuery', { inline_query_id, results: [article({ title })], ...payload });
    };
    const asking = mia.askInline('x');
    await answer('Old');
    const first = await asking;
    clock.advance(seconds * 1_000 - 1);
    const second = await jonas.askInline('x');
    expect(second).toEqual({ ...first, queryId: expect.any(String) });
    expect(second.queryId).not.toBe(first.queryId);
    expect(jonas.chooseInline(second, 'one')).toMatchObject({ chatId: JONAS, viaBot: true });

    clock.advance(1);
    const third = mia.askInline('x');
    await answer('New');
    expect((await third).results).toMatchObject([{ title: 'New' }]);
    const more = mia.askInline('x', '10');
    await answer('Another offset');
    expect((await more).results).toMatchObject([{ title: 'Another offset' }]);
  });

  it('gives a personal answer again to the same person only', async () => {
    const playground = await startPlayground();
    const [mia, jonas] = [playground.person(MIA), playground.person(JONAS)];
    const answer = async (title: string) => {
      const payload = { inline_query_id: await openQuery(playground), results: [article({ title })] };
      await call(playground, 'answerInlineQuery', { ...payload, is_personal: true });
    };
    for (const [person, title] of [
      [mia, 'For Mia'],
      [jonas, 'For Jonas'],
    ] as const) {
      const asking = person.askInline('x');
      await answer(title);
      await asking;
    }
    expect((await mia.askInline('x')).results).toMatchObject([{ title: 'For Mia' }]);
    expect((await jonas.askInline('x')).results).toMatchObject([{ title: 'For Jonas' }]);
  });

  it('lets a person wait no longer than Telegram would', async () => {
    const playground = await startPlayground();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const asking = playground
      .person(MIA)
      .askInline('x')
      .catch((error: unknown) => String(error));
    vi.advanceTimersByTime(INLINE_ANSWER_LIMIT_MS);
    vi.useRealTimers();
    expect(await asking).toContain('The bot did not answer in time.');
    const inline_query_id = await openQuery(playground);
    expect(await call(playground, 'answerInlineQuery', { inline_query_id, results: [] })).toMatchObject({ ok: false });
  });

  it('refuses people what clients would not send', async () => {
    const playground = await startPlayground();
    const jonas = playground.person(JONAS);
    const inline = async (path: string, body: unknown) => await post(playground, `chats/${JONAS}/${path}`, body);
    const refusal = (error: string) => ({ status: 400, body: { error } });
    expect(await inline('inline', { query: 'x'.repeat(257), offset: '' })).toEqual(
      refusal('An inline query holds at most 256 characters.'),
    );
    expect(await inline('inline', { query: 'x' })).toEqual(refusal('The request is not what this address expects.'));
    expect(await inline('inline/choice', { queryId: '1', resultId: 'one' })).toEqual(
      refusal('The bot offers no such result any more.'),
    );

    const asking = jonas.askInline('x');
    const inline_query_id = await openQuery(playground);
    await call(playground, 'answerInlineQuery', { inline_query_id, results: [article()] });
    const answer = await asking;
    expect(() => jonas.chooseInline(answer, 'two')).toThrow('The bot offers no such result any more.');
    expect(() => playground.person(MIA).chooseInline(answer, 'one')).toThrow('no such result');
    jonas.block();
    expect(() => jonas.chooseInline(answer, 'one')).toThrow('The bot is blocked');
    await call(playground, 'getUpdates', { allowed_updates: ['message'] });
    await expect(jonas.askInline('x')).rejects.toThrow('The bot takes no inline queries.');
  });

  it('tells the page of the message', async () => {
    const playground = await startPlayground();
    const mia = playground.person(MIA);
    const asking = mia.askInline('x');
    await call(playground, 'answerInlineQuery', { inline_query_id: await openQuery(playground), results: [article()] });
    const sent = mia.chooseInline(await asking, 'one');
    const state = (await (await fetch(`${playground.url}/playground/state`)).json()) as {
      chats: { messages: ChatMessage[] }[];
    };
    expect(state.chats[0]?.messages).toEqual([sent]);
  });
});

function keyboardOf(data: string) {
  return { inline_keyboard: [[{ text: 'Go', callback_data: data }]] };
}
