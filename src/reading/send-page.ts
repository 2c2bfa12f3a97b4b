import { basename } from 'node:path';
import { FormattedString } from '@grammyjs/parse-mode';
import type { AlbumMessage, Keyboard, PageMessage, PhotoMessage, TextMessage } from '../render/message.ts';
import { withoutEntities } from '../render/plain.ts';
import type { Failure } from '../telegram/outcome.ts';
import { type SendOptions, trySendMessage } from '../telegram/send-message.ts';
import { withButtons } from './buttons-below.ts';
import type { ShowPageOptions } from './create-show-page.ts';
import type { PagePlace } from './show-page.ts';

type Sent =
  | { readonly state: 'sent' }
  /** Telegram did not like a text whatever its form. */
  | { readonly state: 'refused'; readonly failure: Failure; readonly nothingSent: boolean }
  | { readonly state: 'failed'; readonly failure: Failure };

/**
 * Sends the messages of a page below one another, the last one with the buttons. Pictures that are refused come as
 * their fallback text, texts that are refused without their formatting.
 */
export async function sendAll(
  place: PagePlace,
  messages: readonly PageMessage[],
  keyboard: Keyboard,
  options: ShowPageOptions,
): Promise<Sent> {
  if (messages.length === 0) {
    return { state: 'failed', failure: { state: 'refused', reason: 'the page shows nothing' } };
  }
  for (const [index, message] of withButtons(messages, keyboard).entries()) {
    const failure = await sendOne(place, message, options);
    if (failure?.state === 'refused') return { state: 'refused', failure, nothingSent: index === 0 };
    if (failure !== undefined) return { state: 'failed', failure };
  }
  return { state: 'sent' };
}

async function sendOne(
  place: PagePlace,
  message: PageMessage,
  { photos, log }: ShowPageOptions,
): Promise<Failure | undefined> {
  let reason: string | undefined;
  for (const rung of rungsOf(message)) {
    const options: SendOptions = photos === undefined ? {} : { photos };
    const outcome = await trySendMessage(place.api, place.chatId, rung, options);
    if (outcome.state === 'sent') return undefined;
    if (outcome.state !== 'refused') return outcome;
    reason = outcome.reason;
    log.warn('a message of a page was refused', { kind: rung.kind, reason });
  }
  return { state: 'refused', reason: reason ?? 'nothing to send' };
}

function rungsOf(message: PageMessage): readonly PageMessage[] {
  switch (message.kind) {
    case 'text':
      return [message, withoutEntities(message)];
    case 'photo':
    case 'album': {
      const text = fallbackOf(message);
      return [message, text, withoutEntities(text)];
    }
    case 'rich':
      return [message];
  }
}

/** What stands for pictures that Telegram does not take: never nothing. */
function fallbackOf(message: PhotoMessage | AlbumMessage): TextMessage {
  const keyboard = 'keyboard' in message && message.keyboard !== undefined ? { keyboard: message.keyboard } : {};
  if (message.fallback !== undefined) return { kind: 'text', text: message.fallback, ...keyboard };
  const photos = message.kind === 'photo' ? [message] : message.photos;
  const lines = photos.map(({ photo, caption }) => {
    const name = photo.kind === 'file' ? basename(photo.path) : photo.url;
    return caption.rawText.trim() === '' ? new FormattedString(`🖼 ${name}`) : caption;
  });
  return { kind: 'text', text: FormattedString.join(lines, '\n'), ...keyboard };
}
