import { closeCell, closeTable } from './close-table.ts';
import type { AlertKind, Block, Heading, Inline } from './document.ts';
import { styleOf } from './elements.ts';
import type { Frame } from './frame.ts';
import { appendInline, flattenBlocks, trimInlines } from './inlines.ts';
import { placedAt } from './place.ts';
import { safeUrl } from './safe-url.ts';

/** Turns an element that has just ended into nodes of its parent. Elements without content leave nothing. */
export function closeFrame(frame: Frame, parent: Frame): void {
  const { name } = frame;
  if (frame.content === 'nothing') return;
  if (frame.content === 'inlines' && name !== 'p') {
    for (const inline of closeInline(frame)) appendInline(parent.inlines, inline);
  } else if (name === 'code' || name === 'kbd' || name === 'samp' || name === 'tt') {
    const text = frame.text.trim();
    if (text !== '') appendInline(parent.inlines, { type: 'code', text });
  } else if (name === 'li') {
    parent.items.push(closeItem(frame));
  } else if (name === 'tr') {
    if (frame.cells.length > 0) parent.rows.push(frame.cells);
  } else if (name === 'td' || name === 'th') {
    for (const cell of closeCell(frame)) parent.cells.push(cell);
  } else if (name === 'tg-math') {
    const text = frame.text.trim();
    if (text !== '') appendInline(parent.inlines, { type: 'math', text });
  } else if ((name === 'summary' && parent.name === 'details') || name === 'caption') {
    for (const inline of flattenBlocks(frame.blocks)) parent.summary.push(inline);
  } else {
    // One by one: a long text has more blocks than a function takes arguments.
    for (const block of closeBlock(frame)) parent.blocks.push(block);
  }
}

function closeInline(frame: Frame): readonly Inline[] {
  const children = frame.inlines;
  if (children.length === 0) return [];
  const spoiler = frame.name === 'span' && /\btg-spoiler\b/.test(frame.attributes.class ?? '');
  const style = spoiler ? 'spoiler' : styleOf(frame.name);
  if (style !== undefined) return [{ type: style, children }];
  const url = safeUrl(frame.attributes.href ?? frame.attributes.url ?? '');
  return url === undefined
    ? children
    : [{ type: 'link', url, children: withoutBlanks(children), ...placedAt(frame.line) }];
}

/** Pictures alone in a link, as badges are written, without the line ends of the HTML around them. */
function withoutBlanks(children: readonly Inline[]): readonly Inline[] {
  if (children[0]?.type !== 'text' || children[0].text.trim() !== '') return children;
  const shown = children.filter((inline) => inline.type !== 'text' || inline.text.trim() !== '');
  return shown.every((inline) => inline.type === 'image') ? shown : children;
}

function closeBlock(frame: Frame): readonly Block[] {
  switch (frame.name) {
    case 'p': {
      const children = trimInlines(frame.inlines);
      return children.length === 0 ? [] : [{ type: 'paragraph', children }];
    }
    case 'pre': {
      const text = frame.text.replace(/^\n/, '').replace(/\n+$/, '');
      const language = frame.language;
      return text.trim() === ''
        ? []
        : [{ type: 'code', ...(language === undefined ? {} : { language }), text, ...placedAt(frame.line) }];
    }
    case 'tg-math-block': {
      const text = frame.text.trim();
      return text === '' ? [] : [{ type: 'math', text }];
    }
    case 'dt': {
      const children = flattenBlocks(frame.blocks);
      return children.length === 0 ? [] : [{ type: 'paragraph', children: [{ type: 'strong', children }] }];
    }
    case 'blockquote':
      return frame.blocks.length === 0 ? [] : [closeQuote(frame.blocks)];
    case 'details':
      return [closeDetails(frame)];
    case 'ul':
    case 'ol':
      return frame.items.length === 0 ? [] : [closeList(frame)];
    case 'table':
      return closeTable(frame);
    default: {
      const level = /^h([1-6])$/.exec(frame.name)?.[1];
      if (level === undefined) return frame.blocks;
      return closeHeading(frame, Number(level) as Heading['level']);
    }
  }
}

function closeHeading(frame: Frame, level: Heading['level']): readonly Block[] {
  const children = flattenBlocks(frame.blocks);
  const first = children.findIndex((inline) => inline.type === 'anchor');
  const own = frame.attributes.id?.trim();
  const found = children[first];
  const anchor = own || (found?.type === 'anchor' ? found.name : undefined);
  if (!own && first >= 0) children.splice(first, 1);
  const words = trimInlines(children);
  if (words.length === 0) return [];
  return [
    { type: 'heading', level, ...(anchor === undefined ? {} : { anchor }), children: words, ...placedAt(frame.line) },
  ];
}

function closeDetails(frame: Frame): Block {
  const open = frame.attributes.open === undefined ? {} : { open: true };
  return { type: 'details', summary: frame.summary, children: frame.blocks, ...open };
}

function closeQuote(blocks: readonly Block[]): Block {
  const [first, ...rest] = blocks;
  const [mark, ...others] = first?.type === 'paragraph' ? first.children : [];
  const found = mark?.type === 'text' ? /^\[!(note|tip|important|warning|caution)\][+-]?/i.exec(mark.text) : null;
  if (found === null || mark?.type !== 'text') return { type: 'quote', children: blocks };
  const children = trimInlines([{ type: 'text', text: mark.text.slice(found[0].length) }, ...others]);
  return {
    type: 'quote',
    alert: String(found[1]).toLowerCase() as AlertKind,
    children: children.length === 0 ? rest : [{ type: 'paragraph', children }, ...rest],
  };
}

function closeList(frame: Frame): Block {
  const start = frame.name === 'ol' ? Number.parseInt(frame.attributes.start ?? '1', 10) : undefined;
  return {
    type: 'list',
    ...(start === undefined ? {} : { start: Number.isSafeInteger(start) ? start : 1 }),
    items: frame.items,
  };
}

// A task's box, or the colon with which some sites' lists mark a definition.
const LIST_MARK = /^(?:\[([ xX])\](?=\s|$)|: (?=\S))/;

function closeItem(frame: Frame): Frame['items'][number] {
  const [first, ...rest] = frame.blocks;
  const [mark, ...others] = first?.type === 'paragraph' ? first.children : [];
  const found = mark?.type === 'text' ? LIST_MARK.exec(mark.text) : null;
  if (found === null || mark?.type !== 'text') {
    return frame.checked === undefined
      ? { children: frame.blocks }
      : { checked: frame.checked, children: frame.blocks };
  }
  const children = trimInlines([{ type: 'text', text: mark.text.slice(found[0].length) }, ...others]);
  return {
    ...(found[1] === undefined ? {} : { checked: found[1] !== ' ' }),
    children: children.length === 0 ? rest : [{ type: 'paragraph', children }, ...rest],
  };
}
