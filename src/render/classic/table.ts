import { FormattedString } from '@grammyjs/parse-mode';
import type { Inline, Table } from '../../markdown/document.ts';
import { displayWidth } from '../display-width.ts';
import { joinFormatted } from '../formatted.ts';
import type { Context } from './context.ts';
import { renderInlines } from './inline.ts';

type Row = readonly (readonly Inline[])[];

// Code lines of more columns wrap or scroll on a phone.
const PHONE_COLUMNS = 40;
const GAP = '  ';

/**
 * A narrow table as aligned columns of code, in pieces that fit a message, each under the header. One that is wider, or
 * holds links or pictures, which code cannot show, as a piece per row with "header: value" lines.
 */
export function renderTable(table: Table, context: Context): FormattedString[] {
  const rows = [table.header, ...table.rows].filter((row) => row.length > 0);
  if (rows.some((row) => row.some(holdsLink))) return renderRows(table, context);
  const texts = rows.map((row) => row.map((cell) => renderInlines(cell, context).rawText.replace(/\s+/g, ' ').trim()));
  const widths = columnWidths(texts);
  const total = widths.reduce((sum, width) => sum + width, 0) + GAP.length * (widths.length - 1);
  if (total > PHONE_COLUMNS || total <= 0) return renderRows(table, context);
  const lines = texts.map((row) => alignRow(row, widths, table.align));
  const head = table.header.length === 0 ? [] : [lines[0] ?? '', widths.map((width) => '─'.repeat(width)).join(GAP)];
  return chunkLines(table.header.length === 0 ? lines : lines.slice(1), head, context.length);
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

function alignRow(row: readonly string[], widths: readonly number[], align: Table['align']): string {
  const cells = widths.map((width, column) => {
    const text = row[column] ?? '';
    const room = width - displayWidth(text);
    const before = align[column] === 'right' ? room : align[column] === 'center' ? Math.floor(room / 2) : 0;
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
  if (table.rows.length === 0) return [joinFormatted(headers, ' · ')];
  return table.rows.map((row) => renderRow(row, headers, context));
}

function renderRow(row: Row, headers: readonly FormattedString[], context: Context): FormattedString {
  const values = row.map((cell) => renderInlines(cell, context));
  if (headers.length === 0)
    return joinFormatted(
      values.filter((value) => value.rawText.trim() !== ''),
      ' · ',
    );
  const columns = Math.max(values.length, headers.length);
  const lines = Array.from({ length: columns }, (_, column) => {
    const value = values[column];
    const shown = value === undefined || value.rawText.trim() === '' ? '–' : value;
    const header = headers[column];
    return header === undefined || header.rawText.trim() === ''
      ? joinFormatted([shown])
      : joinFormatted([header, ': ', shown]);
  });
  return joinFormatted(lines, '\n');
}
