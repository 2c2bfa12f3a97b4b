import type { InlineChoice } from '../chat-protocol.ts';
import { chooseInline, publishSample, sendBlocked, sendPress, sendText } from './server.ts';
import type { Store } from './store.ts';
import type { Toasts } from './toasts.ts';

/** What a person can do in the open chat. Each tells whether it worked; what went wrong is shown as a toast. */
export interface Actions {
  send(text: string): Promise<boolean>;
  press(messageId: number, data: string): Promise<boolean>;
  /** Posts one of the bot's inline results. */
  choose(choice: InlineChoice): Promise<boolean>;
  setBlocked(blocked: boolean): Promise<boolean>;
  publish(): Promise<boolean>;
}

export function createActions(store: Store, toasts: Toasts): Actions {
  const inChat = (act: (chatId: number) => Promise<void>) =>
    attempt(async () => {
      if (store.active) await act(store.active.persona.id);
    });

  async function attempt(act: () => Promise<void>): Promise<boolean> {
    try {
      await act();
      return true;
    } catch (error) {
      const offline = error instanceof TypeError;
      toasts.show(offline ? 'The playground does not answer. Is it running?' : String((error as Error).message));
      return false;
    }
  }

  return {
    send: (text) => inChat((chatId) => sendText(chatId, text)),
    press: (messageId, data) => inChat((chatId) => sendPress(chatId, { messageId, data })),
    choose: (choice) => inChat((chatId) => chooseInline(chatId, choice)),
    setBlocked: (blocked) => inChat((chatId) => sendBlocked(chatId, blocked)),
    publish: () =>
      attempt(async () => {
        const { title } = await publishSample();
        toasts.show(`Published “${title}”. Subscribers get it at the next check.`);
      }),
  };
}
