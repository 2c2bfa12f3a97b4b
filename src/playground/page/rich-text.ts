import type { MessageEntity } from 'grammy/types';
import { element, icon } from './element.ts';
import { type EntityNode, isBlock, nestEntities, plainText, type TextNode } from './entity-tree.ts';
import { safeHref } from './links.ts';

// A quote is cut after three lines, see `.quote.folded` in message.css; a line of a bubble holds about this many letters.
const FOLDED_LINES = 3;
const LETTERS_PER_LINE = 44;

/** Draws a message's text with its entities, as nodes to append. */
export function richText(text: string, entities: readonly MessageEntity[]): Node[] {
  return drawAll(nestEntities(text, entities));
}

function drawAll(nodes: readonly TextNode[]): Node[] {
  return nodes.map((node, index) => {
    if (typeof node !== 'string') return draw(node);
    // A block ends its line by itself: the line break written after it would be an empty line.
    return document.createTextNode(isBlock(nodes[index - 1]) ? node.replace(/^\n/, '') : node);
  });
}

function draw(node: EntityNode): Node {
  const { entity } = node;
  const inside = () => drawAll(node.children);
  const text = () => plainText(node);
  switch (entity.type) {
    case 'bold':
      return element('strong', {}, ...inside());
    case 'italic':
      return element('em', {}, ...inside());
    case 'underline':
      return element('u', {}, ...inside());
    case 'strikethrough':
      return element('s', {}, ...inside());
    case 'code':
      return element('code', { dir: 'ltr' }, ...inside());
    case 'pre':
      return codeBlock(text(), entity.language);
    case 'spoiler':
      return element(
        'span',
        { class: 'spoiler', role: 'button', tabindex: '0', 'aria-label': 'Hidden text, press to reveal' },
        element('span', { class: 'spoiler-text' }, ...inside()),
      );
    case 'blockquote':
      return element('blockquote', { class: 'quote', dir: 'auto' }, ...inside());
    case 'expandable_blockquote':
      return foldedQuote(text(), inside());
    case 'text_link':
      return link(entity.url, inside());
    case 'url':
      return link(text(), inside());
    case 'email':
      return link(`mailto:${text()}`, inside());
    case 'phone_number':
      return link(`tel:${text().replace(/[^+\d]/g, '')}`, inside());
    case 'mention':
      return link(`https://t.me/${text().slice(1)}`, inside());
    case 'bot_command':
      return element('button', { type: 'button', class: 'text-link', 'data-send': text() }, ...inside());
    case 'hashtag':
    case 'cashtag':
    case 'text_mention':
      return element('span', { class: 'tag' }, ...inside());
    default:
      return element('span', {}, ...inside());
  }
}

function link(address: string, inside: Node[]): Node {
  const href = safeHref(address);
  if (!href) return element('span', {}, ...inside);
  return element(
    'a',
    { class: 'text-link', href, target: '_blank', rel: 'noopener noreferrer', title: href },
    ...inside,
  );
}

function codeBlock(code: string, language: string | undefined): Node {
  const label = language ? `Code, ${language}` : 'Code';
  return element(
    'figure',
    { class: 'code-block', dir: 'ltr' },
    element(
      'figcaption',
      { class: 'code-head' },
      element('span', {}, language ?? 'code'),
      element(
        'button',
        { type: 'button', class: 'code-copy', 'data-copy': code, 'aria-label': 'Copy code' },
        icon('copy'),
      ),
    ),
    element('pre', { tabindex: '0', role: 'region', 'aria-label': label }, element('code', {}, code)),
  );
}

function foldedQuote(text: string, inside: Node[]): Node {
  const lines = text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / LETTERS_PER_LINE)), 0);
  const long = lines > FOLDED_LINES;
  return element(
    'blockquote',
    { class: long ? 'quote folded' : 'quote', dir: 'auto' },
    element('div', { class: 'quote-text' }, ...inside),
    long && element('button', { type: 'button', class: 'quote-toggle', 'aria-expanded': 'false' }, 'Show more'),
  );
}
