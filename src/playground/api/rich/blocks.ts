import type { RichBlock, RichBlockCaption, RichText } from 'grammy/types';
import { badRequest } from '../envelope.ts';
import { readRichButton } from './button.ts';
import { type Fields, readFields } from './fields.ts';
import { readListItems } from './list.ts';
import { readMap } from './map.ts';
import { isMediaType, type MediaScope, readMedia } from './media.ts';
import { readTable } from './table.ts';
import { nonEmpty, readExpression, readFullText, readRichText, type TextScope } from './text.ts';

/** What reading the blocks of a message needs to know. */
export type BlockScope = TextScope & MediaScope;

const BUTTONS_LIMIT = 8;
const ALIGNMENTS = ['left', 'center', 'right'] as const;

/** Reads blocks whose level is `level`, and gives them as Telegram would give them back. */
export function readBlocks(values: readonly unknown[], scope: BlockScope, level: number): RichBlock[] {
  return values.map((value) => {
    const fields = readFields(value, 'InputRichBlock');
    const type = fields.string('type');
    scope.tally.block(level);
    return { type, ...readBlock(type, fields, scope, level) } as unknown as RichBlock;
  });
}

function readBlock(type: string, fields: Fields, scope: BlockScope, level: number): object {
  const text = () => readFullText(fields.required('text'), scope, level);
  const blocks = () => readInner(fields, scope, level);
  if (isMediaType(type)) {
    return { ...readMedia(type, fields, scope), ...captionOf(fields, scope, level) };
  }
  switch (type) {
    case 'paragraph':
    case 'footer':
      return { text: text() };
    case 'heading':
      return { text: text(), size: readSize(fields) };
    case 'pre': {
      const language = fields.optionalString('language');
      return { text: text(), ...(language === '' ? {} : { language }) };
    }
    case 'divider':
      return {};
    case 'mathematical_expression':
      return { expression: readExpression(fields, scope) };
    case 'anchor': {
      const name = nonEmpty(fields, 'name');
      scope.tally.anchor(name);
      return { name };
    }
    case 'list':
      return {
        items: readListItems(fields.array('items'), scope.tally, level, (item) => readInner(item, scope, level + 1)),
      };
    case 'blockquote':
      return { blocks: blocks(), ...optionalText('credit', fields, scope, level) };
    case 'expandable_blockquote':
    case 'pullquote':
      return { text: text(), ...optionalText('credit', fields, scope, level) };
    case 'details': {
      const summary = readFullText(fields.required('summary'), scope, level);
      return { summary, blocks: blocks(), ...(fields.flag('is_open') ? { is_open: true } : {}) };
    }
    case 'table': {
      const caption = optionalText('caption', fields, scope, level);
      return { ...readTable(fields, scope.tally, level, (cell) => readRichText(cell, scope, level + 1)), ...caption };
    }
    case 'collage':
    case 'slideshow':
      return { blocks: onlyPictures(blocks()), ...captionOf(fields, scope, level) };
    case 'map':
      return { ...readMap(fields), ...captionOf(fields, scope, level) };
    case 'buttons':
      return readButtons(fields, scope, level);
    case 'thinking':
      throw badRequest('Block of the type "thinking" can be used only in drafts');
    default:
      throw badRequest("Can't parse InputRichBlock: Unsupported type specified");
  }
}

/** The blocks inside a block or an item. That there has to be one is a guess on the safe side. */
function readInner(fields: Fields, scope: BlockScope, level: number): RichBlock[] {
  const blocks = fields.array('blocks');
  if (blocks.length === 0) throw badRequest('Block must be non-empty');
  return readBlocks(blocks, scope, level + 1);
}

function optionalText(name: string, fields: Fields, scope: BlockScope, level: number): Record<string, RichText> {
  const value = fields.optional(name);
  return value === undefined ? {} : { [name]: readRichText(value, scope, level) };
}

function captionOf(fields: Fields, scope: BlockScope, level: number): { readonly caption?: RichBlockCaption } {
  const value = fields.optional('caption');
  if (value === undefined) return {};
  const caption = readFields(value, 'RichBlockCaption');
  const text = readRichText(caption.required('text'), scope, level);
  return { caption: { text, ...optionalText('credit', caption, scope, level) } };
}

function readSize(fields: Fields): number {
  const size = fields.integer('size');
  if (size < 1 || size > 6) throw badRequest('Invalid section heading size specified');
  return size;
}

// By the examples of the documentation, which show pictures and videos only.
function onlyPictures(blocks: readonly RichBlock[]): readonly RichBlock[] {
  if (blocks.every(({ type }) => type === 'photo' || type === 'video')) return blocks;
  throw badRequest('Collages and slideshows can contain only photos and videos');
}

function readButtons(fields: Fields, scope: BlockScope, level: number): object {
  const buttons = fields.array('buttons');
  if (buttons.length < 1 || buttons.length > BUTTONS_LIMIT) throw badRequest('BUTTONS_COUNT_INVALID');
  return {
    buttons: buttons.map((button) => readRichButton(button, (text) => readFullText(text, scope, level))),
    ...(fields.optional('align') === undefined ? {} : { align: fields.oneOf('align', ALIGNMENTS) }),
  };
}
