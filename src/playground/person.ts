import type { Account } from './account/account.ts';
import type { Chat } from './account/chats.ts';
import { askInline, chooseInline } from './account/inline.ts';
import { type Attempt, pressButton, setBlocked, writeText } from './account/people.ts';
import type { ChatMessage, InlineAnswer, Persona, PlaygroundEvent } from './chat-protocol.ts';
import { waitFor } from './waiting.ts';

/** What the bot showed in answer to a pressed button. */
export interface PressAnswer {
  readonly text: string;
  readonly alert: boolean;
}

/** A persona in the hands of a test. Everything waits for events, never for time to pass. */
export interface Person {
  readonly persona: Persona;
  /** Oldest first; deleted ones are gone, edited ones as they are now. */
  readonly messages: readonly ChatMessage[];
  readonly blocked: boolean;
  /** Writes to the bot. Throws where a Telegram client would not send. */
  send(text: string): ChatMessage;
  /** Writes to the bot and waits for its first message after that. */
  ask(text: string): Promise<ChatMessage>;
  /**
   * Presses a button by its label or data, on this message or the newest one that has it. Resolves with the bot's
   * answer; throws at once when there is no such button.
   */
  press(button: string, message?: ChatMessage): Promise<PressAnswer>;
  /** Presses a button that may not exist: outdated or forged. */
  pressData(messageId: number, data: string): Promise<PressAnswer>;
  /** Types `@bot query` and waits for the bot's results; from `offset` on, for more of them. Throws when none come. */
  askInline(query: string, offset?: string): Promise<InlineAnswer>;
  /** Sends one of the results. */
  chooseInline(answer: InlineAnswer, resultId: string): ChatMessage;
  block(): void;
  unblock(): void;
  /** The first message of the bot, now or later and edits included, that `matches`; after the message with id `after`. */
  waitForMessage(
    matches: (message: ChatMessage) => boolean,
    options?: { readonly after?: number },
  ): Promise<ChatMessage>;
}

/**
 * Puts a test in the place of a persona. `changed` is called after each thing the person does; `stopping` ends what the
 * person waits for.
 */
export function createPerson(account: Account, chat: Chat, changed: () => void, stopping: AbortSignal): Person {
  const { persona } = chat;

  const waitForMessage: Person['waitForMessage'] = async (matches, { after = 0 } = {}) => {
    return await waitFor(
      () => chat.messages.find((message) => message.from === 'bot' && message.id > after && matches(message)),
      // Thousands may wait at once; each looks only when something happens in the own chat.
      (look) => account.events.subscribe((event) => chatOf(event) === persona.id && look()),
      () => `No awaited message came to ${persona.firstName}. The last ones:\n${describeLast(chat)}`,
    );
  };

  const taken = <Value>(attempt: Attempt<Value>, what: string): Value => {
    if (!attempt.done) throw new Error(`${persona.firstName} could not ${what}: ${attempt.why}`);
    return attempt.value;
  };

  const send: Person['send'] = (text) => {
    const message = taken(writeText(account, chat, text), 'write');
    changed();
    return message;
  };

  const pressData: Person['pressData'] = async (messageId, data) => {
    return await new Promise((resolve) => {
      const queryId = pressButton(account, chat, messageId, data);
      const unsubscribe = account.events.subscribe((event) => {
        if (event.type !== 'answer' || event.chatId !== persona.id || account.queries.has(queryId)) return;
        unsubscribe();
        resolve({ text: event.text, alert: event.alert });
      });
      changed();
    });
  };

  return {
    persona,
    get messages() {
      return chat.messages;
    },
    get blocked() {
      return chat.blocked;
    },
    send,
    ask: async (text) => await waitForMessage(() => true, { after: send(text).id }),
    press(button, message) {
      const candidates = message === undefined ? chat.messages.toReversed() : [message];
      for (const candidate of candidates) {
        const data = findData(candidate, button);
        if (data !== undefined) return pressData(candidate.id, data);
      }
      throw new Error(`${persona.firstName} sees no button "${button}". The last messages:\n${describeLast(chat)}`);
    },
    pressData,
    async askInline(query, offset = '') {
      const attempt = await askInline(account, chat, { query, offset }, stopping);
      return taken(attempt, 'ask inline');
    },
    chooseInline({ queryId }, resultId) {
      const message = taken(chooseInline(account, chat, { queryId, resultId }), 'send a result');
      changed();
      return message;
    },
    block() {
      setBlocked(account, chat, true);
      changed();
    },
    unblock() {
      setBlocked(account, chat, false);
      changed();
    },
    waitForMessage,
  };
}

function chatOf(event: PlaygroundEvent): number | undefined {
  if (event.type === 'message' || event.type === 'edit') return event.message.chatId;
  return event.type === 'profile' ? undefined : event.chatId;
}

function findData({ keyboard = [] }: ChatMessage, wanted: string): string | undefined {
  const buttons = keyboard.flat().flatMap((button) => {
    return 'callback_data' in button ? [{ text: button.text, data: button.callback_data }] : [];
  });
  return buttons.find(({ text, data }) => text === wanted || data === wanted)?.data;
}

function describeLast({ messages }: Chat): string {
  const lines = messages.slice(-5).map(({ id, from, text, keyboard = [] }) => {
    const labels = keyboard.flat().map((button) => `[${button.text}]`);
    return `#${id} ${from}: ${[JSON.stringify(text.slice(0, 200)), ...labels].join(' ')}`;
  });
  return lines.length === 0 ? '(none)' : lines.join('\n');
}
