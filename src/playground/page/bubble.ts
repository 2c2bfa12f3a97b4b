import type { ChatMessage } from '../chat-protocol.ts';
import { documentRow, photoButton } from './attachments.ts';
import { element, icon } from './element.ts';
import { entityText } from './entity-text.ts';
import { inlineKeyboard } from './inline-keyboard.ts';
import { timeLabel } from './labels.ts';
import { mosaicPlaces } from './mosaic.ts';
import { richMessage } from './rich-message.ts';

// More would only be cut again by the line it stands in, or be read out for minutes.
const SUMMARY_LENGTH = 200;

export interface BubbleContext {
  /** The message this one answers, if that one is known. */
  readonly repliesTo: ChatMessage | undefined;
  /** Whose inline results a message may have come from. */
  readonly botUsername: string;
}

/** Draws one message of the conversation, or the pictures of one album as one message. */
export function bubble(messages: readonly ChatMessage[], { repliesTo, botUsername }: BubbleContext): HTMLLIElement {
  const [message] = messages;
  if (message === undefined) throw new Error('A bubble needs a message.');
  const photos = messages.flatMap(({ photo }) => photo ?? []);
  const captions = messages.filter(({ text }) => text !== '');
  // Telegram shows a caption below an album only when it is the only one.
  const words = captions.length === 1 ? captions[0] : undefined;
  const kinds = [
    'bubble',
    photos.length > 0 && 'with-photo',
    !words && !message.rich && 'without-text',
    message.rich && 'with-rich',
  ];
  const body = element(
    'div',
    { class: kinds.filter(Boolean).join(' ') },
    message.viaBot && via(botUsername),
    repliesTo && reply(repliesTo),
    photos.length === 1 && photoButton(photos[0]?.fileId ?? ''),
    photos.length > 1 && album(photos.map(({ fileId }) => fileId)),
    message.document && documentRow(message.document),
    ...(message.rich ? [richMessage(message.rich), meta(message)] : [textWithMeta(words ?? message)]),
  );
  const rows = message.keyboard ?? [];
  return element(
    'li',
    {
      class: `message from-${message.from}`,
      'data-id': String(message.id),
      'data-album': message.albumId,
    },
    element('div', { class: message.rich ? 'column wide' : 'column' }, body, rows.length > 0 && inlineKeyboard(rows)),
  );
}

/** One line that stands for a message in the chat list, in a reply and to a screen reader. */
export function summary(message: ChatMessage): string {
  const text = message.text.slice(0, SUMMARY_LENGTH).replace(/\s+/g, ' ').trim();
  if (message.photo) return text ? `🖼 ${text}` : '🖼 Photo';
  if (message.document) return text ? `📎 ${text}` : `📎 ${message.document.fileName}`;
  return text;
}

function textWithMeta(message: ChatMessage): HTMLElement {
  const text = entityText(message.text, message.entities);
  return element('div', { class: 'text', dir: 'auto' }, ...text, meta(message));
}

function album(fileIds: readonly string[]): HTMLElement {
  const places = mosaicPlaces(fileIds.length);
  const tiles = fileIds.map((id, index) => element('div', { class: `tile of-${places[index]}` }, photoButton(id)));
  return element('div', { class: 'album mosaic', role: 'group', 'aria-label': `${fileIds.length} photos` }, ...tiles);
}

function via(botUsername: string): HTMLElement {
  return element('p', { class: 'via' }, 'via ', element('b', {}, `@${botUsername}`));
}

function meta({ date, editDate, silent, from }: ChatMessage): HTMLElement {
  const whole = new Date(date * 1000);
  return element(
    'span',
    { class: 'meta', dir: 'ltr' },
    silent &&
      element(
        'span',
        { class: 'silent', role: 'img', 'aria-label': 'Sent silently', title: 'Sent silently' },
        icon('bell-off'),
      ),
    editDate !== undefined && element('span', { class: 'edited' }, 'edited'),
    element('time', { datetime: whole.toISOString(), title: whole.toLocaleString('en-GB') }, timeLabel(date)),
    from === 'person' && icon('checks'),
  );
}

function reply(message: ChatMessage): HTMLElement {
  return element(
    'button',
    { type: 'button', class: 'reply', 'data-jump': String(message.id), 'aria-label': 'Go to the message this answers' },
    element('span', { class: 'reply-text', dir: 'auto' }, summary(message)),
  );
}
