import type { MessageEntity } from 'grammy/types';
import { codeBlock } from './code-block.ts';
import { element } from './element.ts';
import { type EntityNode, isBlock, nestEntities, plainText, type TextNode } from './entity-tree.ts';
import { foldedQuote } from './quote.ts';
import { commandLink, mailLink, mentionLink, phoneLink, spoiler, tag, textLink } from './text-parts.ts';

/** Draws a message's text with its entities, as nodes to append. */
export function entityText(text: string, entities: readonly MessageEntity[]): Node[] {
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
      return spoiler(inside());
    case 'blockquote':
      return element('blockquote', { class: 'quote', dir: 'auto' }, ...inside());
    case 'expandable_blockquote':
      return foldedQuote(text(), inside());
    case 'text_link':
      return textLink(entity.url, inside());
    case 'url':
      return textLink(text(), inside());
    case 'email':
      return mailLink(text(), inside());
    case 'phone_number':
      return phoneLink(text(), inside());
    case 'mention':
      return mentionLink(text(), inside());
    case 'bot_command':
      return commandLink(text(), inside());
    case 'hashtag':
    case 'cashtag':
    case 'text_mention':
      return tag(inside());
    default:
      return element('span', {}, ...inside());
  }
}
