import type { InputRichBlock, RichBlockTableCell } from 'grammy/types';
import type { Inline, Table } from '../../markdown/document.ts';
import { RICH_TABLE_COLUMN_LIMIT } from '../../telegram/limits.ts';
import { type Context, formatRoom } from './context.ts';
import { renderInlines } from './inline.ts';
import { linkToAddress } from './link.ts';
import { anchorsOf, concat, hasWords, type Run, textBlocks, textOf, trimRun, wrap } from './run.ts';

// More columns than that are narrow on a phone.
const ROOMY_COLUMNS = 3;

/** A table; one with too many columns as a paragraph of "header: value" lines per row. */
export function renderTable(table: Table, context: Context, level: number): InputRichBlock[] {
  const columns = table.rows.reduce((most, row) => Math.max(most, row.length), table.header.length);
  if (columns > RICH_TABLE_COLUMN_LIMIT) return renderRecords(table, columns, context, level);
  const source = table.header.length === 0 ? table.rows : [table.header, ...table.rows];
  const rows = source.map((row) =>
    Array.from({ length: columns }, (_, column) => renderCell(row[column], context, level + 2)),
  );
  // A cell takes no text that shows nothing, so anchors alone in theirs stand before the table.
  const anchors = rows.flatMap((row) => row.flatMap((run) => (hasWords(run) ? [] : anchorsOf(run))));
  if (!rows.some((row) => row.some(hasWords))) return anchors;
  const beginning = context.isRtl ? 'right' : 'left';
  const cells = rows.map((row, index) =>
    row.map((run, column) => tableCell(run, table.align[column] ?? beginning, index === 0 && table.header.length > 0)),
  );
  const compact = columns > ROOMY_COLUMNS ? ({ is_compact: true } as const) : {};
  return [...anchors, { type: 'table', cells, is_bordered: true, is_striped: true, ...compact }];
}

function tableCell(run: Run, align: 'left' | 'center' | 'right', isHeader: boolean): RichBlockTableCell {
  return {
    ...(hasWords(run) && { text: textOf(run) }),
    ...(isHeader && { is_header: true }),
    align,
    valign: 'top',
  };
}

function renderCell(cell: readonly Inline[] | undefined, context: Context, level: number): Run {
  return trimRun(renderInlines(cell ?? [], context, { room: formatRoom(level) }));
}

function renderRecords(table: Table, columns: number, context: Context, level: number): InputRichBlock[] {
  const rows = table.rows.length === 0 ? [[]] : table.rows;
  const records = rows.flatMap((row) => {
    const lines = Array.from({ length: columns }, (_, column) =>
      recordLine(table.header[column], row[column], context, level),
    );
    const run = concat(...lines.flatMap((line, index) => (index === 0 ? [line] : [['\n'], line])));
    return textBlocks(run, (text) => ({ type: 'paragraph', text }));
  });
  const link = linkToAddress(context.siteUrl);
  if (link === undefined || records.length === 0) return records;
  return [...records, { type: 'paragraph', text: link(context.words.text('page-table-on-site')) }];
}

function recordLine(
  header: readonly Inline[] | undefined,
  cell: readonly Inline[] | undefined,
  context: Context,
  level: number,
): Run {
  const value = renderCell(cell, context, level);
  const shown = hasWords(value) ? value : concat(value, ['–']);
  // The bold around the header takes two levels.
  const name = renderCell(header, context, level + 2);
  return hasWords(name)
    ? concat(
        wrap(name, (text) => ({ type: 'bold', text })),
        [': '],
        shown,
      )
    : concat(name, shown);
}
