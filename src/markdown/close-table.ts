import type { Block, Table } from './document.ts';
import type { Cell, Frame } from './frame.ts';
import { flattenBlocks, inlineText, trimInlines } from './inlines.ts';
import { placedAt } from './place.ts';

// The most columns that a table of Telegram's has; and rows that one cell may cover.
const MAX_COLUMNS = 20;
const MAX_ROWS = 1_000;

/** A cell that has ended, with the empty ones under which it reaches, so that what follows keeps its column. */
export function closeCell(frame: Frame): readonly Cell[] {
  const { align, style, colspan, rowspan } = frame.attributes;
  const side =
    /text-align:\s*(left|center|right)/.exec(style ?? '')?.[1] ?? /^(left|center|right)$/i.exec(align ?? '')?.[1];
  const cell: Cell = {
    inlines: flattenBlocks(frame.blocks),
    heads: frame.name === 'th',
    align: side?.toLowerCase() as Cell['align'],
    height: spanOf(rowspan, MAX_ROWS),
  };
  const width = spanOf(colspan, MAX_COLUMNS);
  return width === 1 ? [cell] : [cell, ...Array.from({ length: width - 1 }, () => ({ ...cell, inlines: [] }))];
}

function spanOf(value: string | undefined, most: number): number {
  const span = value === undefined ? 1 : Number.parseInt(value, 10);
  return span > 1 ? Math.min(span, most) : 1;
}

/** A table that has ended, under a paragraph with its caption if it has one. Rows without text go. */
export function closeTable(frame: Frame): readonly Block[] {
  const caption = trimInlines(frame.summary);
  const above: readonly Block[] = caption.length === 0 ? [] : [{ type: 'paragraph', children: caption }];
  if (frame.rows.length === 0) return above;
  const rows = frame.rows.some((row) => row.some((cell) => cell.height > 1)) ? withCovered(frame.rows) : frame.rows;
  return [...above, { ...tableOf(rows), ...placedAt(frame.line) }];
}

function tableOf(rows: readonly (readonly Cell[])[]): Table {
  const headed = rows[0]?.every((cell) => cell.heads) === true;
  const texts = rows
    .map((row) => row.map((cell) => cell.inlines))
    .filter((row, index) => index === 0 || row.some((cell) => hasText(cell)));
  return {
    type: 'table',
    align: (rows[0] ?? []).map((cell) => cell.align),
    header: headed ? (texts[0] ?? []) : [],
    rows: headed ? texts.slice(1) : texts,
  };
}

/** The rows with an empty cell wherever one from above reaches into them. */
function withCovered(rows: readonly (readonly Cell[])[]): readonly (readonly Cell[])[] {
  // How many more rows the cell of each column reaches into.
  const left: number[] = [];
  return rows.map((row) => {
    const cells: Cell[] = [];
    const addCovered = () => {
      for (let more = left[cells.length] ?? 0; more > 0; more = left[cells.length] ?? 0) {
        left[cells.length] = more - 1;
        cells.push({ inlines: [], heads: row[0]?.heads ?? false, align: undefined, height: 1 });
      }
    };
    for (const cell of row) {
      addCovered();
      // Beyond, a few tall cells could make a table far larger than its source.
      if (cells.length < MAX_COLUMNS) left[cells.length] = cell.height - 1;
      cells.push(cell);
    }
    addCovered();
    return cells;
  });
}

function hasText(cell: Cell['inlines']): boolean {
  return cell.some((inline) => inline.type === 'image' || inlineText([inline]).trim() !== '');
}
