import type { RichBlock, RichMessage, RichText } from 'grammy/types';
import { codeBlock } from './code-block.ts';
import { element } from './element.ts';
import { formula } from './formula.ts';
import { keyButton } from './inline-keyboard.ts';
import { plainWords } from './plain-words.ts';
import { foldedQuote } from './quote.ts';
import { collage } from './rich-collage.ts';
import { list } from './rich-list.ts';
import { animation, audio, documentFile, map, photo, video } from './rich-media.ts';
import { slideshow } from './rich-slideshow.ts';
import { table } from './rich-table.ts';
import { anchor, richText } from './rich-text.ts';

// The page's own headings are of the first two levels; those of a message come below them.
const HEADINGS_ABOVE = 2;

/** Draws a rich message as one column of blocks. */
export function richMessage({ blocks, is_rtl }: RichMessage): HTMLElement {
  return element('div', { class: 'text rich blocks', dir: is_rtl ? 'rtl' : 'ltr' }, ...drawBlocks(blocks));
}

function drawBlocks(blocks: readonly RichBlock[]): Node[] {
  return blocks.map(draw);
}

function draw(block: RichBlock): Node {
  switch (block.type) {
    case 'paragraph':
      return element('p', {}, ...richText(block.text));
    case 'heading':
      return heading(block.size, block.text);
    case 'pre':
      return codeBlock(plainWords(block.text), block.language);
    case 'footer':
      return element('p', { class: 'rich-footer' }, ...richText(block.text));
    case 'thinking':
      return element('p', { class: 'rich-footer' }, ...richText(block.text));
    case 'divider':
      return element('hr');
    case 'mathematical_expression':
      return element('div', { class: 'formula-block', tabindex: '0' }, formula(block.expression, true));
    case 'anchor':
      return anchor(block.name);
    case 'list':
      return list(block, drawBlocks);
    case 'blockquote':
      return element('blockquote', { class: 'quote blocks' }, ...drawBlocks(block.blocks), credit(block.credit));
    case 'expandable_blockquote':
      return foldedQuote(plainWords(block.text), richText(block.text), credit(block.credit));
    case 'pullquote':
      return element('aside', { class: 'pull-quote' }, element('p', {}, ...richText(block.text)), credit(block.credit));
    case 'details':
      return element(
        'details',
        { class: 'details', open: block.is_open === true },
        element('summary', {}, element('span', {}, ...richText(block.summary))),
        element('div', { class: 'details-body blocks' }, ...drawBlocks(block.blocks)),
      );
    case 'table':
      return table(block);
    case 'buttons':
      return buttons(block);
    case 'collage':
      return collage(block, drawBlocks);
    case 'slideshow':
      return slideshow(block, drawBlocks);
    case 'photo':
      return photo(block);
    case 'animation':
      return animation(block);
    case 'video':
      return video(block);
    case 'audio':
      return audio(block.audio.file_id, block.caption);
    case 'voice_note':
      return audio(block.voice_note.file_id, block.caption);
    case 'document':
      return documentFile(block);
    case 'map':
      return map(block);
  }
}

function heading(size: number, text: RichText): HTMLElement {
  const attributes = { class: `heading heading-${size}`, role: 'heading', 'aria-level': String(size + HEADINGS_ABOVE) };
  return element('div', attributes, ...richText(text));
}

function credit(text: RichText | undefined): HTMLElement | undefined {
  return text === undefined ? undefined : element('cite', { class: 'credit' }, ...richText(text));
}

function buttons({ buttons, align = 'left' }: Extract<RichBlock, { type: 'buttons' }>): HTMLElement {
  const keys = buttons.map((button) => keyButton({ ...button, text: plainWords(button.text) }));
  return element('div', { class: `rich-buttons rich-buttons-${align}`, role: 'group' }, ...keys);
}
