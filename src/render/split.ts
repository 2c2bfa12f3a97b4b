import { FormattedString } from '@grammyjs/parse-mode';
import type { MessageEntity } from 'grammy/types';
import { lineDepth } from './code-lines.ts';
import { graphemeBorder } from './cut.ts';
import { isVisible, sliceFormatted } from './formatted.ts';

/**
 * Splitting a text over messages. Each cut goes to the best border that leaves the part reasonably full: between
 * paragraphs, between lines, after a sentence, between words, and only then between characters. Inside code a line is
 * never cut while it fits a message. An entity that a cut goes through ends before it and begins again after it.
 */
export interface SplitLimits {
  /** In UTF-16 units; at least 2. */
  readonly length: number;
  readonly entities: number;
}

/** A cut at a better border may leave a part this empty, as a share of the limit. */
const LEAST_FILL = { paragraph: 0.25, line: 0.25, sentence: 0.5, code: 0.5, word: 0.05 } as const;

/**
 * Cuts a formatted text into parts within the limits. Joined they are the text itself, but for white space: the run of
 * spaces and line breaks around a cut, and at both ends of the text, is left out (after a cut between lines the next
 * line keeps its indentation), and a part that shows nothing is left out whole.
 */
export function splitFormatted(text: FormattedString, limits: SplitLimits): FormattedString[] {
  const raw = text.rawText;
  const entities = [...text.rawEntities].sort((a, b) => a.offset - b.offset || b.length - a.length);
  const parts: FormattedString[] = [];
  let start = skipBlankLines(raw, 0);
  // Only the entities that reach into a part are looked at: a long text has many parts and many entities.
  let near: MessageEntity[] = [];
  let next = 0;
  while (start < raw.length) {
    near = near.filter(({ offset, length }) => offset + length > start);
    for (; next < entities.length && (entities[next]?.offset ?? 0) <= start + limits.length; next++) {
      near.push(entities[next] as MessageEntity);
    }
    const reach = Math.min(start + limits.length, reachOfEntities(near, start, limits.entities), raw.length);
    const code = near.filter((entity) => entity.type === 'pre');
    const end = reach === raw.length ? reach : findCut(raw, start, reach, code);
    const within = new FormattedString(raw, near);
    const part = sliceFormatted(within, start, start + raw.slice(start, end).trimEnd().length);
    if (isVisible(part.rawText)) parts.push(withLimit(part, limits.entities));
    start = afterCut(raw, end);
  }
  return parts;
}

/** Where the entity that is one too many begins; a place after `start` at any rate. */
function reachOfEntities(entities: readonly MessageEntity[], start: number, limit: number): number {
  let count = 0;
  for (const { offset, length } of entities) {
    if (offset + length <= start) continue;
    count += 1;
    if (count > limit && offset > start) return offset;
  }
  return Number.POSITIVE_INFINITY;
}

/** Only a text with more entities at one place than a message may hold loses some: Telegram would drop them too. */
function withLimit(part: FormattedString, limit: number): FormattedString {
  return part.rawEntities.length > limit ? new FormattedString(part.rawText, part.rawEntities.slice(0, limit)) : part;
}

function findCut(raw: string, start: number, reach: number, code: readonly MessageEntity[]): number {
  const room = reach - start;
  const inCode = (place: number) => code.some(({ offset, length }) => offset < place && place < offset + length);
  const paragraph = lastMatch(raw, '\n\n', start + room * LEAST_FILL.paragraph, reach, inCode);
  if (paragraph !== undefined) return paragraph;
  if (inCode(reach)) {
    const line = codeCut(raw, start, reach);
    if (line !== undefined) return line;
  }
  const line = raw.lastIndexOf('\n', reach);
  if (line > start + room * LEAST_FILL.line) return line;
  return (
    sentenceEnd(raw, start + room * LEAST_FILL.sentence, reach) ??
    lastMatch(raw, ' ', start + room * LEAST_FILL.word, reach, () => false) ??
    graphemeBorder(raw, reach, start)
  );
}

/** The end of the line of code before the least deep one, of those that leave the part full enough; else of any line. */
function codeCut(raw: string, start: number, reach: number): number | undefined {
  const least = start + (reach - start) * LEAST_FILL.code;
  let best: { readonly end: number; readonly depth: number } | undefined;
  for (let end = raw.lastIndexOf('\n', reach); end > start; end = raw.lastIndexOf('\n', end - 1)) {
    if (best !== undefined && end < least) break;
    const depth = lineDepth(raw, end + 1);
    if (best === undefined || depth < best.depth) best = { end, depth };
    if (depth === 0) break;
  }
  return best?.end;
}

function lastMatch(
  raw: string,
  border: string,
  least: number,
  reach: number,
  excluded: (place: number) => boolean,
): number | undefined {
  for (let place = raw.lastIndexOf(border, reach); place > least; place = raw.lastIndexOf(border, place - 1)) {
    if (!excluded(place)) return place;
  }
  return undefined;
}

function sentenceEnd(raw: string, least: number, reach: number): number | undefined {
  for (let place = reach; place > least; place--) {
    const before = raw[place - 1] ?? '';
    if ('。！？'.includes(before)) return place;
    if (raw[place] === ' ' && /[.!?…]["'”’»)\]]?$/.test(raw.slice(place - 2, place))) return place;
  }
  return undefined;
}

/** Where the next part begins: past the white space at the cut, but not past the indentation of a new line. */
function afterCut(raw: string, end: number): number {
  const spaces = /[ \t]*/y;
  spaces.lastIndex = end;
  const length = spaces.exec(raw)?.[0].length ?? 0;
  return raw[end + length] === '\n' ? skipBlankLines(raw, end) : end + length;
}

function skipBlankLines(raw: string, start: number): number {
  const lines = /(?:[ \t]*\n)*/y;
  lines.lastIndex = start;
  return start + (lines.exec(raw)?.[0].length ?? 0);
}
