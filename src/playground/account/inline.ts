import { botMessage, personUser } from '../api/bot-message.ts';
import type { InlineAnswer, InlineButton, InlineChoice, InlineQuestion, InlineResult } from '../chat-protocol.ts';
import { type Account, unixSeconds } from './account.ts';
import { type Chat, findMessage, type StoredMessage } from './chats.ts';
import type { InlineKeeping } from './inline-cache.ts';
import type { Attempt } from './people.ts';

/** A result the bot offers: what the list shows, and the message it becomes. */
export interface OfferedResult extends InlineResult {
  readonly content: Pick<StoredMessage, 'text' | 'entities' | 'rich' | 'keyboard'>;
}

/** What a bot answered to an inline query. */
export interface OfferedResults {
  readonly results: readonly OfferedResult[];
  readonly nextOffset: string;
  readonly button?: InlineButton;
}

/** Something a person typed after the bot's name. */
export interface InlineQueryState {
  readonly chatId: number;
  readonly query: string;
  readonly askedAt: Date;
  /** Gives the waiting person the results; gone once that is done. */
  answer?: ((offered: OfferedResults, keeping: InlineKeeping) => void) | undefined;
  offered?: OfferedResults | undefined;
}

/** How long a bot may take to answer. No source gives the figure; clients wait no longer. */
export const INLINE_ANSWER_LIMIT_MS = 10_000;

// By the description of `InlineQuery`.
const QUERY_LIMIT = 256;
// Whoever chooses a result has just asked for it: old questions need no answers any more.
const KEPT_QUERIES = 100;

/**
 * A person asks the bot inline, in the private chat with it, and waits for the answer; `signal` ends the waiting. The bot
 * does not hear of what it has answered already, for as long as it said that the answer may be kept.
 */
export async function askInline(
  account: Account,
  chat: Chat,
  question: InlineQuestion,
  signal: AbortSignal,
): Promise<Attempt<InlineAnswer>> {
  const { query, offset } = question;
  if (!query.isWellFormed()) return { done: false, why: 'The query is not valid Unicode.' };
  if (query.length > QUERY_LIMIT)
    return { done: false, why: `An inline query holds at most ${QUERY_LIMIT} characters.` };
  if (!account.updates.takes('inline_query')) return { done: false, why: 'The bot takes no inline queries.' };
  const queryId = `${account.bot.id}${account.updateIds.last() + 1}${account.inlineQueries.size}`;
  const state: InlineQueryState = { chatId: chat.persona.id, query, askedAt: account.now() };
  account.inlineQueries.set(queryId, state);
  forgetOldest(account.inlineQueries);
  state.offered = account.inlineCache.find(chat.persona.id, question);
  if (state.offered !== undefined) return { done: true, value: shown(queryId, state.offered) };

  const answered = answerOf(state, signal);
  account.updates.push('inline_query', {
    id: queryId,
    from: personUser(chat.persona),
    chat_type: 'sender',
    query,
    offset,
  });
  const answer = await answered;
  if (answer === undefined) {
    account.inlineQueries.delete(queryId);
    return { done: false, why: 'The bot did not answer in time.' };
  }
  account.inlineCache.keep(chat.persona.id, question, answer.offered, answer.keeping);
  return { done: true, value: shown(queryId, answer.offered) };
}

function shown(queryId: string, { results, nextOffset, button }: OfferedResults): InlineAnswer {
  return {
    queryId,
    results: results.map(({ content: _, ...result }) => result),
    nextOffset,
    ...(button === undefined ? {} : { button }),
  };
}

interface GivenAnswer {
  readonly offered: OfferedResults;
  readonly keeping: InlineKeeping;
}

async function answerOf(state: InlineQueryState, signal: AbortSignal): Promise<GivenAnswer | undefined> {
  return await new Promise((resolve) => {
    const settle = (answer: GivenAnswer | undefined) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', giveUp);
      state.answer = undefined;
      resolve(answer);
    };
    const giveUp = () => settle(undefined);
    const timer = setTimeout(giveUp, INLINE_ANSWER_LIMIT_MS);
    signal.addEventListener('abort', giveUp, { once: true });
    state.answer = (offered, keeping) => {
      state.offered = offered;
      settle({ offered, keeping });
    };
  });
}

/** A person sends one of the results the bot offered. The bot gets the message, as it gets all in a private chat. */
export function chooseInline(
  account: Account,
  chat: Chat,
  { queryId, resultId }: InlineChoice,
): Attempt<StoredMessage> {
  const state = account.inlineQueries.get(queryId);
  const chosen = state?.offered?.results.find(({ id }) => id === resultId);
  if (state === undefined || chosen === undefined || state.chatId !== chat.persona.id) {
    return { done: false, why: 'The bot offers no such result any more.' };
  }
  if (chat.blocked) return { done: false, why: 'The bot is blocked: unblock it first.' };
  const message: StoredMessage = {
    id: account.messageIds.next(),
    chatId: chat.persona.id,
    from: 'person',
    date: unixSeconds(account),
    ...chosen.content,
    viaBot: true,
    silent: false,
  };
  chat.started = true;
  chat.messages.push(message);
  account.events.emit({ type: 'message', message });
  account.updates.push('message', botMessage(account, chat, message));
  account.updates.push('chosen_inline_result', {
    result_id: resultId,
    from: personUser(chat.persona),
    query: state.query,
    ...(message.keyboard === undefined ? {} : { inline_message_id: inlineMessageId(message) }),
  });
  return { done: true, value: message };
}

/** How the Bot API names a message that came out of inline results. */
export function inlineMessageId({ chatId, id }: StoredMessage): string {
  return Buffer.from(`inline ${chatId} ${id}`).toString('base64url');
}

/** The message that the Bot API names so, with its chat; `undefined` when there is none. */
export function findInlineMessage(
  account: Account,
  name: string,
): { readonly chat: Chat; readonly message: StoredMessage } | undefined {
  const [, chatId, id] = Buffer.from(name, 'base64url').toString('latin1').split(' ');
  const chat = account.chats.get(Number(chatId));
  const message = chat === undefined ? undefined : findMessage(chat, Number(id));
  return chat !== undefined && message?.viaBot === true ? { chat, message } : undefined;
}

function forgetOldest(queries: Map<string, InlineQueryState>): void {
  for (const [id, { answer }] of queries) {
    if (queries.size <= KEPT_QUERIES) return;
    if (answer === undefined) queries.delete(id);
  }
}
