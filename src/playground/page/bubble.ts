import type { ChatMessage } from '../chat-protocol.ts';
import { element, icon } from './element.ts';
import { inlineKeyboard } from './inline-keyboard.ts';
import { sizeLabel, timeLabel } from './labels.ts';
import { richText } from './rich-text.ts';
import { fileUrl } from './server.ts';

/** Draws one message of the conversation, with the message it replies to, if that one is known. */
export function bubble(message: ChatMessage, repliesTo: ChatMessage | undefined): HTMLLIElement {
  const kind = message.photo ? 'bubble with-photo' : 'bubble';
  const text = element(
    'div',
    { class: 'text', dir: 'auto' },
    ...richText(message.text, message.entities),
    meta(message),
  );
  const body = element(
    'div',
    { class: message.text ? kind : `${kind} without-text` },
    repliesTo && reply(repliesTo),
    message.photo && photo(message.photo.fileId),
    message.document && documentRow(message.document),
    text,
  );
  const rows = message.keyboard ?? [];
  return element(
    'li',
    { class: `message from-${message.from}`, 'data-id': String(message.id) },
    element('div', { class: 'column' }, body, rows.length > 0 && inlineKeyboard(rows)),
  );
}

/** One line that stands for a message in the chat list, in a reply and to a screen reader. */
export function summary(message: ChatMessage): string {
  const text = message.text.replace(/\s+/g, ' ').trim();
  if (message.photo) return text ? `🖼 ${text}` : '🖼 Photo';
  if (message.document) return text ? `📎 ${text}` : `📎 ${message.document.fileName}`;
  return text;
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

function photo(fileId: string): HTMLElement {
  const image = element('img', { src: fileUrl(fileId), alt: '', loading: 'lazy', decoding: 'async' });
  return element(
    'button',
    { type: 'button', class: 'photo', 'data-photo': fileUrl(fileId), 'aria-label': 'Open photo' },
    image,
  );
}

function documentRow({ fileId, fileName, size }: NonNullable<ChatMessage['document']>): HTMLElement {
  return element(
    'a',
    { class: 'document', href: fileUrl(fileId), download: fileName },
    element('span', { class: 'document-icon' }, icon('download')),
    element(
      'span',
      { class: 'document-about' },
      element('span', { class: 'document-name', dir: 'auto' }, fileName),
      element('span', { class: 'document-size' }, sizeLabel(size)),
    ),
  );
}

function reply(message: ChatMessage): HTMLElement {
  return element(
    'button',
    { type: 'button', class: 'reply', 'data-jump': String(message.id), 'aria-label': 'Go to the message this answers' },
    element('span', { class: 'reply-text', dir: 'auto' }, summary(message)),
  );
}
