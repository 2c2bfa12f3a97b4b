import { displayWidth } from '../render/display-width.ts';
import type { SearchResult } from '../search/find-articles.ts';
import type { Snippet } from '../search/snippet.ts';
import { oneLine } from './one-line.ts';

export interface FoundArticle {
  readonly slug: string;
  readonly title: string;
  readonly score: number;
  readonly snippet: Snippet;
}

export interface ReportStyle {
  readonly hasColours: boolean;
  /** Of the terminal; on anything else each snippet stays on its line. */
  readonly columns: number | undefined;
}

const STYLES = {
  bold: ['1', '22'],
  dim: ['2', '22'],
  hit: ['33', '39'],
} as const;
const INDENT = '    ';
// Longer lines are tiring to read.
const WIDEST = 100;

/** Gives a function that writes an article found for people: its title, how it is named, where the words stand in it. */
export function createFoundReport({ hasColours, columns }: ReportStyle): (found: FoundArticle) => string {
  const paint = (style: keyof typeof STYLES, text: string) => {
    const [on, off] = STYLES[style];
    return hasColours && text !== '' ? `\u001b[${on}m${text}\u001b[${off}m` : text;
  };
  return ({ slug, title, score, snippet }) => {
    const name = paint('dim', `(${oneLine(slug)}, ${score})`);
    const lines = [`${paint('bold', oneLine(title))}  ${name}`];
    for (const line of wrap(piecesOf(snippet), columns)) {
      lines.push(INDENT + line.map(({ text, hit }) => (hit ? paint('hit', text) : text)).join(''));
    }
    return `${lines.join('\n')}\n`;
  };
}

/** What is to be said below the articles: corrections, how many there are, guesses where there are none. */
export function foundSummary(result: SearchResult, titleOf: (id: string) => string): string {
  const { total, hits, match, words, suggestion, guesses } = result;
  const lines = suggestion === undefined ? [] : [`Searched for: ${suggestion}`];
  if (match === 'any' && words.length > 1) lines.push('No article has all of these words.');
  if (total > hits.length) lines.push(`${hits.length} of ${total} articles.`);
  if (total === 0) lines.push('Nothing fits.');
  if (guesses && guesses.articles.length > 0) {
    lines.push('The closest, at a guess:', ...guesses.articles.map((id) => INDENT + titleOf(id)));
  }
  if (lines.length === 0) return '';
  return `${total > 0 ? '\n' : ''}${lines.map(oneLine).join('\n')}\n`;
}

type Piece = Snippet[number];

/** Cut where a line may end: each piece begins with a word and ends with the space after it, or goes on in the next. */
function piecesOf(snippet: Snippet): Piece[] {
  return snippet.flatMap(({ text, hit }) =>
    (oneLine(text).match(/\S+\s*|\s+/g) ?? []).map((piece) => ({
      text: piece,
      hit,
    })),
  );
}

function wrap(pieces: readonly Piece[], columns: number | undefined): Piece[][] {
  const most = columns === undefined ? Number.POSITIVE_INFINITY : Math.min(columns, WIDEST) - INDENT.length;
  const lines: Piece[][] = [];
  let width = Number.POSITIVE_INFINITY;
  let word: Piece[] = [];
  for (const [at, piece] of pieces.entries()) {
    word.push(piece);
    if (!piece.text.endsWith(' ') && at < pieces.length - 1) continue;
    const text = word.map((part) => part.text).join('');
    if (lines.length === 0 || width + displayWidth(text.trimEnd()) > most) {
      lines.push([]);
      width = 0;
    }
    lines.at(-1)?.push(...word);
    width += displayWidth(text);
    word = [];
  }
  return lines.map(withoutEnd);
}

/** Without the space in whose place a new line begins. */
function withoutEnd(line: readonly Piece[]): Piece[] {
  return line.map((piece, at) => (at === line.length - 1 ? { ...piece, text: piece.text.trimEnd() } : piece));
}
