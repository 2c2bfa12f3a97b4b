import type { InputRichBlock, InputRichBlockListItem, RichBlockTableCell, RichText } from 'grammy/types';

type Fields = Readonly<Record<string, unknown>>;

/**
 * Blocks as readable markup, for expectations, one line each: `<paragraph>a <bold>b</bold></paragraph>`. Tags are the
 * types, attributes all other fields; a `true` is its name only, and a cell's usual `align` and `valign` are left out.
 */
export function asMarkup(blocks: readonly InputRichBlock[]): string {
  return blocks.map(blockMarkup).join('\n');
}

function blockMarkup(block: InputRichBlock): string {
  switch (block.type) {
    case 'list':
      return tag('list', {}, block.items.map(itemMarkup).join(''));
    case 'table': {
      const { type, cells, ...rest } = block;
      return tag(type, rest as Fields, cells.map((row) => tag('row', {}, row.map(cellMarkup).join(''))).join(''));
    }
    case 'details': {
      const { type, summary, blocks, ...rest } = block;
      return tag(type, rest, tag('summary', {}, textMarkup(summary)) + blocks.map(blockMarkup).join(''));
    }
    case 'collage':
      return tag(block.type, {}, block.blocks.map(blockMarkup).join('') + captionMarkup(block.caption?.text));
    case 'blockquote':
      return tag(block.type, {}, block.blocks.map(blockMarkup).join(''));
    case 'photo':
      return tag(block.type, { media: block.photo.media }, captionMarkup(block.caption?.text));
    case 'animation':
      return tag(block.type, { media: block.animation.media }, captionMarkup(block.caption?.text));
    default:
      return nodeMarkup(block as unknown as Fields);
  }
}

function itemMarkup({ blocks, ...rest }: InputRichBlockListItem): string {
  return tag('item', rest, blocks.map(blockMarkup).join(''));
}

function cellMarkup({ text, align, valign, ...rest }: RichBlockTableCell): string {
  const unusual = { ...(align !== 'left' && { align }), ...(valign !== 'top' && { valign }) };
  return tag('cell', { ...rest, ...unusual }, text === undefined ? '' : textMarkup(text));
}

function captionMarkup(text: RichText | undefined): string {
  return text === undefined ? '' : textMarkup(text);
}

function textMarkup(text: RichText): string {
  if (typeof text === 'string') return text;
  return Array.isArray(text) ? text.map(textMarkup).join('') : nodeMarkup(text as unknown as Fields);
}

function nodeMarkup({ type, text, expression, ...rest }: Fields): string {
  return tag(String(type), rest, text === undefined ? String(expression ?? '') : textMarkup(text as RichText));
}

function tag(name: string, fields: Fields, content: string): string {
  const attributes = Object.entries(fields).map(([field, value]) =>
    value === true ? ` ${field}` : ` ${field}=${value}`,
  );
  return content === '' ? `<${name}${attributes.join('')}/>` : `<${name}${attributes.join('')}>${content}</${name}>`;
}
