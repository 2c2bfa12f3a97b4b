import { describe, expect, it } from 'vitest';
import type { ChatMessage, PlaygroundEvent, PlaygroundState } from '../../src/playground/chat-protocol.ts';
import { applyEvent, countUnread } from '../../src/playground/page/chat-state.ts';
import { PERSONAS } from '../../src/playground/personas.ts';
import { JONAS, MIA } from './setup.ts';

const bot = {
  id: 42,
  firstName: 'Bot',
  username: 'b_bot',
  description: '',
  shortDescription: '',
  commands: [],
  chatCommands: {},
};
const empty: PlaygroundState = {
  bot,
  chats: PERSONAS.map((persona) => ({ persona, blocked: false, messages: [] })),
};

function message(id: number, text = `message ${id}`, from: ChatMessage['from'] = 'bot'): ChatMessage {
  return { id, chatId: MIA, from, date: 0, text, entities: [], silent: false };
}

function applied(...events: PlaygroundEvent[]): PlaygroundState {
  return events.reduce(applyEvent, empty);
}

function texts(state: PlaygroundState, chatId = MIA): string[] | undefined {
  return state.chats.find(({ persona }) => persona.id === chatId)?.messages.map(({ text }) => text);
}

describe('applyEvent', () => {
  it('adds a message to its own chat', () => {
    const state = applied({ type: 'message', message: message(1) });
    expect([texts(state), texts(state, JONAS)]).toEqual([['message 1'], []]);
  });

  it('takes an event twice as once', () => {
    expect(texts(applied({ type: 'message', message: message(1) }, { type: 'message', message: message(1) }))).toEqual([
      'message 1',
    ]);
  });

  it('puts a late message in its place', () => {
    const events = [1, 3, 2].map((id) => ({ type: 'message', message: message(id) }) as const);
    expect(texts(applied(...events))).toEqual(['message 1', 'message 2', 'message 3']);
  });

  it('replaces an edited message where it stands', () => {
    const events = [1, 2].map((id) => ({ type: 'message', message: message(id) }) as const);
    expect(texts(applied(...events, { type: 'edit', message: message(1, 'better') }))).toEqual(['better', 'message 2']);
  });

  it('removes a deleted message, and minds no second deletion', () => {
    const gone = { type: 'delete', chatId: MIA, messageId: 1 } as const;
    expect(texts(applied({ type: 'message', message: message(1) }, gone, gone))).toEqual([]);
  });

  it('keeps who has blocked the bot, and the bot’s new profile', () => {
    const state = applied(
      { type: 'blocked', chatId: JONAS, blocked: true },
      { type: 'profile', bot: { ...bot, firstName: 'B' } },
    );
    expect(state.chats.map(({ blocked }) => blocked)).toEqual([false, true, false]);
    expect(state.bot.firstName).toBe('B');
  });
});

describe('countUnread', () => {
  const messages = [message(1), message(2, 'mine', 'person'), message(3), message(4)];

  it.each([
    ['everything of the bot where nothing was seen', 0, 3],
    ['what came after the last one seen', 1, 2],
    ['nothing when the newest was seen', 4, 0],
    ['everything again after the server began to count anew', 900, 3],
  ])('counts %s', (_name, lastSeenId, unread) => {
    expect(countUnread(messages, lastSeenId)).toBe(unread);
  });
});
