import type { RichText } from 'grammy/types';
import { element } from './element.ts';
import { formula } from './formula.ts';
import { keyButton } from './inline-keyboard.ts';
import { plainWords } from './plain-words.ts';
import { commandLink, mailLink, mentionLink, phoneLink, spoiler, tag, textLink } from './text-parts.ts';

type FormattedText = Exclude<RichText, string | RichText[]>;

/** Draws the text of a rich block, as nodes to append. */
export function richText(text: RichText): Node[] {
  if (typeof text === 'string') return [document.createTextNode(text)];
  return Array.isArray(text) ? text.flatMap(richText) : [draw(text)];
}

function draw(node: FormattedText): Node {
  switch (node.type) {
    case 'bold':
      return element('strong', {}, ...richText(node.text));
    case 'italic':
      return element('em', {}, ...richText(node.text));
    case 'underline':
      return element('u', {}, ...richText(node.text));
    case 'strikethrough':
      return element('s', {}, ...richText(node.text));
    case 'subscript':
      return element('sub', {}, ...richText(node.text));
    case 'superscript':
      return element('sup', {}, ...richText(node.text));
    case 'marked':
      return element('mark', {}, ...richText(node.text));
    case 'code':
      return element('code', { dir: 'ltr' }, ...richText(node.text));
    case 'spoiler':
      return spoiler(richText(node.text));
    case 'mathematical_expression':
      return formula(node.expression, false);
    case 'custom_emoji':
      return document.createTextNode(node.alternative_text);
    case 'date_time':
      return dateTime(node.unix_time, richText(node.text));
    case 'url':
      return textLink(node.url, richText(node.text));
    case 'email_address':
      return mailLink(node.email_address, richText(node.text));
    case 'phone_number':
      return phoneLink(node.phone_number, richText(node.text));
    case 'mention':
      return mentionLink(node.username, richText(node.text));
    case 'bot_command':
      return commandLink(plainWords(node.text), richText(node.text));
    case 'hashtag':
    case 'cashtag':
    case 'text_mention':
      return tag(richText(node.text));
    case 'bank_card_number':
      return element('span', {}, ...richText(node.text));
    case 'button':
      return keyButton({ ...node.button, text: plainWords(node.button.text) });
    case 'anchor':
      return anchor(node.name);
    case 'anchor_link':
      return element('a', { ...LINK, 'data-to-anchor': node.anchor_name }, ...richText(node.text));
    case 'reference':
      return element('span', { 'data-reference': node.name, tabindex: '-1' }, ...richText(node.text));
    case 'reference_link':
      return element(
        'a',
        { ...LINK, 'data-to-reference': node.reference_name, 'aria-haspopup': 'dialog' },
        ...richText(node.text),
      );
  }
}

/** A place a link in the same message can lead to. */
export function anchor(name: string): HTMLElement {
  return element('span', { class: 'anchor', 'data-anchor': name, tabindex: '-1' });
}

// Not a real address: the page's fragment is the open chat.
const LINK = { class: 'text-link', role: 'link', tabindex: '0' };

function dateTime(unixTime: number, inside: readonly Node[]): HTMLElement {
  const date = new Date(unixTime * 1000);
  return element('time', { datetime: date.toISOString(), title: date.toLocaleString('en-GB') }, ...inside);
}
