import type { RichBlock, RichBlockCaption, RichMessage, RichText } from 'grammy/types';

/** The words of a rich message, a line for each block, item and row: for summaries and for tests. */
export function richWords({ blocks }: RichMessage): string {
  return blocks.flatMap(blockLines).join('\n');
}

function blockLines(block: RichBlock): string[] {
  switch (block.type) {
    case 'paragraph':
    case 'heading':
    case 'pre':
    case 'footer':
    case 'thinking':
      return [textWords(block.text)];
    case 'expandable_blockquote':
    case 'pullquote':
      return [textWords(block.text), ...creditLines(block.credit)];
    case 'blockquote':
      return [...block.blocks.flatMap(blockLines), ...creditLines(block.credit)];
    case 'mathematical_expression':
      return [block.expression];
    case 'list':
      return block.items.flatMap(({ label, blocks }) => {
        const [first = '', ...rest] = blocks.flatMap(blockLines);
        return [`${label} ${first}`, ...rest];
      });
    case 'table':
      return [
        ...creditLines(block.caption),
        ...block.cells.map((row) => row.map(({ text = '' }) => textWords(text)).join(' | ')),
      ];
    case 'details':
      return [textWords(block.summary), ...block.blocks.flatMap(blockLines)];
    case 'collage':
    case 'slideshow':
      return [...block.blocks.flatMap(blockLines), ...captionLines(block.caption)];
    case 'buttons':
      return [block.buttons.map(({ text }) => textWords(text)).join(' ')];
    case 'divider':
    case 'anchor':
      return [];
    default:
      return captionLines(block.caption);
  }
}

function captionLines(caption: RichBlockCaption | undefined): string[] {
  return caption === undefined ? [] : [textWords(caption.text), ...creditLines(caption.credit)];
}

function creditLines(credit: RichText | undefined): string[] {
  return credit === undefined ? [] : [textWords(credit)];
}

/** The words of one rich text, formulas as their source. */
export function textWords(text: RichText): string {
  if (typeof text === 'string') return text;
  if (Array.isArray(text)) return text.map(textWords).join('');
  switch (text.type) {
    case 'custom_emoji':
      return text.alternative_text;
    case 'mathematical_expression':
      return text.expression;
    case 'button':
      return textWords(text.button.text);
    case 'anchor':
      return '';
    default:
      return textWords(text.text);
  }
}

/** Whether a text shows anything; white space and invisible characters show nothing. */
export function hasContent(text: RichText): boolean {
  return !/^[\s\p{Cc}\p{Cf}\p{Zs}]*$/u.test(textWords(text));
}
