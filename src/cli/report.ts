import type { Finding } from '../check/finding.ts';
import { oneLine } from './one-line.ts';

type Paint = (style: keyof typeof STYLES, text: string) => string;

const STYLES = { bold: 1, dim: 2, red: 31, yellow: 33 } as const;

/**
 * Gives a function that writes one finding after another for people: `file:line` as terminals and editors open it, the
 * remedy below unless it has just been said, a blank line between files.
 */
export function createReport(hasColours: boolean): (finding: Finding) => string {
  const paint: Paint = (style, text) => (hasColours ? `\u001b[${STYLES[style]}m${text}\u001b[0m` : text);
  let [lastFile, lastRemedy]: (string | undefined)[] = [];
  return ({ file, line, severity, rule, message, remedy }) => {
    const gap = lastFile === undefined || lastFile === file ? '' : '\n';
    const isSaid = lastFile === file && lastRemedy === remedy;
    [lastFile, lastRemedy] = [file, remedy];
    const place = paint('bold', line === undefined ? file : `${file}:${line}`);
    const grade = paint(severity === 'error' ? 'red' : 'yellow', severity);
    const advice = isSaid || remedy === '' ? '' : `    ${paint('dim', oneLine(remedy))}\n`;
    return `${gap}${place}: ${grade}: ${oneLine(message)} ${paint('dim', `[${rule}]`)}\n${advice}`;
  };
}

/** The last line of a report. */
export function summary(files: number, errors: number, warnings: number): string {
  const findings = errors + warnings;
  if (findings === 0) return `${count(files, 'file')}: nothing to mend.\n`;
  return `\n${count(files, 'file')}: ${count(errors, 'error')}, ${count(warnings, 'warning')}.\n`;
}

function count(number: number, one: string): string {
  return `${number} ${one}${number === 1 ? '' : 's'}`;
}
