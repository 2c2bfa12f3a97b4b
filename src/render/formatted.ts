import { FormattedString } from '@grammyjs/parse-mode';
import type { MessageEntity } from 'grammy/types';

/** Joins formatted pieces in one pass; entities keep their place. */
export function joinFormatted(pieces: readonly (FormattedString | string)[], separator = ''): FormattedString {
  const [only] = pieces;
  if (pieces.length === 1 && typeof only === 'object') return only;
  const entities: MessageEntity[] = [];
  let text = '';
  let between = '';
  for (const piece of pieces) {
    text += between;
    between = separator;
    if (typeof piece === 'string') {
      text += piece;
    } else {
      for (const entity of piece.rawEntities) entities.push({ ...entity, offset: entity.offset + text.length });
      text += piece.rawText;
    }
  }
  return new FormattedString(text, entities);
}

/** The part from `start` to before `end`, both in UTF-16 units. Entities are cut to it; those left empty are dropped. */
export function sliceFormatted(text: FormattedString, start: number, end = text.rawText.length): FormattedString {
  if (start === 0 && end === text.rawText.length) return text;
  const entities: MessageEntity[] = [];
  for (const entity of text.rawEntities) {
    const from = Math.max(entity.offset, start);
    const to = Math.min(entity.offset + entity.length, end);
    if (from < to) entities.push({ ...entity, offset: from - start, length: to - from });
  }
  return new FormattedString(text.rawText.slice(start, end), entities);
}

/** Drops white space at the end and blank lines at the beginning. */
export function trimFormatted(text: FormattedString): FormattedString {
  const start = /^(?:[ \t]*\n)*/.exec(text.rawText)?.[0].length ?? 0;
  return sliceFormatted(text, start, Math.max(start, text.rawText.trimEnd().length));
}

/** Puts `indent` before every line but the first, save the lines of code blocks and quotes, which have an edge of their own. */
export function indentLines(text: FormattedString, indent: string): FormattedString {
  const framed = text.rawEntities.filter((entity) => isFrame(entity));
  const places = [...text.rawText.matchAll(/\n(?=[^\n])/g)]
    .map((found) => found.index + 1)
    .filter((place) => !framed.some(({ offset, length }) => offset <= place && place < offset + length));
  return insertAt(text, places, indent, 'before');
}

function isFrame(entity: MessageEntity): boolean {
  return entity.type === 'pre' || entity.type === 'blockquote' || entity.type === 'expandable_blockquote';
}

/** Puts `addition` into the text at the given ascending places; entities that begin at one take it in. */
export function insertInto(text: FormattedString, places: readonly number[], addition: string): FormattedString {
  return insertAt(text, places, addition, 'into');
}

function insertAt(
  text: FormattedString,
  places: readonly number[],
  addition: string,
  side: 'before' | 'into',
): FormattedString {
  if (places.length === 0) return text;
  let raw = '';
  let done = 0;
  for (const place of places) {
    raw += text.rawText.slice(done, place) + addition;
    done = place;
  }
  const shifted = (offset: number, after: (place: number) => boolean) =>
    offset + addition.length * (places.findLastIndex(after) + 1);
  const entities = text.rawEntities.map((entity) => {
    const offset = shifted(entity.offset, (place) =>
      side === 'before' ? place <= entity.offset : place < entity.offset,
    );
    const end = shifted(entity.offset + entity.length, (place) => place < entity.offset + entity.length);
    return { ...entity, offset, length: end - offset };
  });
  return new FormattedString(raw + text.rawText.slice(done), entities);
}

/** Whether a reader would see anything; Telegram refuses a message without. */
export function isVisible(text: string): boolean {
  return /[^\s\p{Cf}\p{Cc}\u2800\u3164]/u.test(text);
}
