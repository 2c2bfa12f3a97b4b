import { FormattedString } from '@grammyjs/parse-mode';
import type { Inline, Table } from '../../markdown/document.ts';
import { RICH_TABLE_COLUMN_LIMIT } from '../../telegram/limits.ts';
import { isolateValue, startRightToLeft } from '../direction.ts';
import { displayWidth } from '../display-width.ts';
import { joinFormatted } from '../formatted.ts';
import type { Context } from './context.ts';
import { renderInlines } from './inline.ts';

type Row = readonly (readonly Inline[])[];

// Code lines of more columns wrap or scroll on a phone of 360 points.
const PHONE_COLUMNS = 34;
const GAP = '  ';

/**
 * A narrow table as aligned columns of code, in pieces that fit a message, each under the header. One that is wider, or
 * holds links or pictures, which code cannot show, as a piece per row with "header: value" lines. One of more columns
 * than people follow that way also leads to the site.
 */
export function renderTable(table: Table, context: Context): FormattedString[] {
  const rows = [table.header, ...table.rows].filter((row) => row.length > 0);
  if (rows.some((row) => row.some(holdsLink))) return renderRows(table, context);
  const texts = rows.map((row) => row.map((cell) => cellText(cell, context)));
  const widths = columnWidths(texts);
  const total = widths.reduce((sum, width) => sum + width, 0) + GAP.length * (widths.length - 1);
  if (total > PHONE_COLUMNS || total <= 0) return renderRows(table, context);
  const lines = texts.map((row) => startRightToLeft(alignRow(row, widths, table.align, context.isRtl), context.isRtl));
  const rule = startRightToLeft(widths.map((width) => '─'.repeat(width)).join(GAP), context.isRtl);
  const head = table.header.length === 0 ? [] : [lines[0] ?? '', rule];
  return chunkLines(table.header.length === 0 ? lines : lines.slice(1), head, context.length);
}

function cellText(cell: readonly Inline[], context: Context): string {
  const line = renderInlines(cell, context).rawText.replace(/\s+/g, ' ').trim();
  return isolateValue(new FormattedString(line), context.isRtl).rawText;
}

function holdsLink(cell: readonly Inline[]): boolean {
  return cell.some((inline) => {
    if (inline.type === 'link' || inline.type === 'image') return true;
    return 'children' in inline && holdsLink(inline.children);
  });
}

function columnWidths(rows: readonly (readonly string[])[]): number[] {
  const columns = widest(rows, (row) => row.length);
  return Array.from({ length: columns }, (_, column) => widest(rows, (row) => displayWidth(row[column] ?? '')));
}

// A table may have more rows than a function takes arguments.
function widest<Row>(rows: readonly Row[], measure: (row: Row) => number): number {
  return rows.reduce((most, row) => Math.max(most, measure(row)), 0);
}

function alignRow(row: readonly string[], widths: readonly number[], align: Table['align'], isRtl: boolean): string {
  // In a right-to-left line a cell begins at its right.
  const far = isRtl ? 'left' : 'right';
  const cells = widths.map((width, column) => {
    const text = row[column] ?? '';
    const room = width - displayWidth(text);
    const before = align[column] === far ? room : align[column] === 'center' ? Math.floor(room / 2) : 0;
    return ' '.repeat(before) + text + ' '.repeat(room - before);
  });
  return cells.join(GAP).trimEnd();
}

function chunkLines(lines: readonly string[], head: readonly string[], limit: number): FormattedString[] {
  const chunks: string[][] = [[...head]];
  let length = head.join('\n').length;
  for (const line of lines) {
    const chunk = chunks.at(-1) ?? [];
    if (length + 1 + line.length > limit && chunk.length > head.length) {
      chunks.push([...head, line]);
      length = [...head, line].join('\n').length;
    } else {
      chunk.push(line);
      length += 1 + line.length;
    }
  }
  return chunks.map((chunk) => FormattedString.pre(chunk.join('\n')));
}

function renderRows(table: Table, context: Context): FormattedString[] {
  const headers = table.header.map((cell) => renderInlines(cell, context, true));
  const rows =
    table.rows.length === 0
      ? [joinFormatted(headers, ' · ')]
      : table.rows.map((row) => renderRow(row, headers, context));
  const columns = widest([table.header, ...table.rows], (row) => row.length);
  if (columns <= RICH_TABLE_COLUMN_LIMIT || context.siteUrl === undefined) return rows;
  return [...rows, FormattedString.link(context.words.text('reading-table-on-site'), context.siteUrl)];
}

function renderRow(row: Row, headers: readonly FormattedString[], context: Context): FormattedString {
  const values = row.map((cell) => isolateValue(renderInlines(cell, context), context.isRtl));
  const isEmpty = (value: FormattedString | undefined) => value === undefined || value.rawText.trim() === '';
  if (headers.length === 0) {
    const line = joinFormatted(
      values.filter((value) => !isEmpty(value)),
      ' · ',
    );
    return joinFormatted([startRightToLeft('', context.isRtl), line]);
  }
  const columns = Math.max(values.length, headers.length);
  const lines = Array.from({ length: columns }, (_, column) => {
    const value = values[column];
    const header = headers[column];
    const shown = value === undefined || isEmpty(value) ? '–' : value;
    const name = header === undefined || isEmpty(header) ? [] : [header, ': '];
    return joinFormatted([startRightToLeft('', context.isRtl), ...name, shown]);
  });
  return joinFormatted(lines, '\n');
}
