import { avatar, byId } from './element.ts';
import type { Store } from './store.ts';

/** Keeps the head of the chat: the bot's name, what it is doing, whose eyes one sees it through, the connection. */
export function showHeader(store: Store): void {
  const app = byId('app');

  store.subscribe((change) => {
    const { bot } = store.state;
    const chat = store.active;
    app.dataset.screen = chat ? 'chat' : 'list';
    byId('bot-name').textContent = bot.firstName;
    byId('bot-avatar').replaceChildren(avatar(bot.id, bot.firstName));
    const typing = chat !== undefined && store.isTyping(chat.persona.id);
    const status = byId('bot-status');
    status.textContent = typing ? 'typing…' : 'bot';
    status.classList.toggle('typing', typing);
    byId('viewer-name').textContent = chat ? `as ${chat.persona.firstName}` : '';
    byId('block').textContent = chat?.blocked ? 'Unblock the bot' : 'Block the bot';
    if (change.type === 'connection') byId('connecting').hidden = change.connected;
  });
}
