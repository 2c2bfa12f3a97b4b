import type { Figure } from './measure.ts';

/** A bench's figures as an aligned table: median, spread, and the ratio to a baseline where there is one. */
export function formatTable(name: string, figures: readonly Figure[]): string {
  const rows = figures.map(({ what, unit, median, min, max, runs, ratio }) => [
    what,
    `${number(median)} ${unit}`,
    runs > 1 ? `${number(min)}–${number(max)}` : '',
    `${runs}×`,
    ratio ? `${number(ratio.value)} × ${ratio.to}` : '',
  ]);
  const lines = [[name, 'median', 'min–max', 'runs', 'ratio'], ...rows];
  const widths = lines[0]?.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0))) ?? [];
  const text = lines.map((line) =>
    line
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
  return `${text[0]}\n${'─'.repeat(text[0]?.length ?? 0)}\n${text.slice(1).join('\n')}\n`;
}

function number(value: number): string {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 1 ? 1 : 3;
  return value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}
