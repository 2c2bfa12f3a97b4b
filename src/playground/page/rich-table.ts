import type { RichBlockTable, RichBlockTableCell } from 'grammy/types';
import { element } from './element.ts';
import { plainWords } from './plain-words.ts';
import { richText } from './rich-text.ts';

/** A table that scrolls sideways within its message when it is wider. */
export function table({ cells, caption, is_bordered, is_striped, is_compact }: RichBlockTable): HTMLElement {
  const kinds = [is_bordered && 'bordered', is_striped && 'striped', is_compact && 'compact'].filter(Boolean);
  const label = caption === undefined ? 'Table' : `Table: ${plainWords(caption)}`;
  return element(
    'figure',
    { class: 'table-block' },
    element(
      'div',
      { class: 'table-scroll', tabindex: '0', role: 'region', 'aria-label': label },
      element('table', { class: ['table', ...kinds].join(' ') }, element('tbody', {}, ...cells.map(row))),
    ),
    caption !== undefined && element('figcaption', { class: 'caption' }, ...richText(caption)),
  );
}

function row(cells: readonly RichBlockTableCell[], index: number): HTMLElement {
  return element('tr', {}, ...cells.map((cell) => tableCell(cell, index)));
}

function tableCell(cell: RichBlockTableCell, rowIndex: number): HTMLElement {
  const spans = { colspan: spanning(cell.colspan), rowspan: spanning(cell.rowspan) };
  if (cell.text === undefined) return element('td', { class: 'blank', ...spans });
  const attributes = { class: `align-${cell.align} valign-${cell.valign}`, ...spans };
  if (!cell.is_header) return element('td', attributes, ...richText(cell.text));
  return element('th', { ...attributes, scope: rowIndex === 0 ? 'col' : 'row' }, ...richText(cell.text));
}

function spanning(cells: number | undefined): string | undefined {
  return cells !== undefined && cells > 1 ? String(cells) : undefined;
}
