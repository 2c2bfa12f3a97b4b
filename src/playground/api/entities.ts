import type { MessageEntity } from 'grammy/types';
import { z } from 'zod';
import { ENTITY_LIMIT } from '../../telegram/limits.ts';
import { badRequest } from './envelope.ts';
import { findEntities, overlap } from './found-entities.ts';
import { checkLink } from './link.ts';

const BLOCK_QUOTES = new Set(['blockquote', 'expandable_blockquote']);
// These may overlap anything but code; the rest must not cross each other.
const STYLES = new Set(['bold', 'italic', 'underline', 'strikethrough', 'spoiler']);
const WHOLE = new Set(['code', 'pre', 'text_link', 'text_mention', 'date_time']);
// Telegram finds these by itself and ignores them when they are sent; custom emoji need a bought username.
const IGNORED = new Set([
  'mention',
  'hashtag',
  'cashtag',
  'bot_command',
  'url',
  'email',
  'phone_number',
  'bank_card_number',
  'custom_emoji',
]);

const entity = z.looseObject({ type: z.string(), offset: z.int(), length: z.int() });

/** Reads the entities a bot sent, as Telegram reads them: no list is no entities, a wrong entity refuses the call. */
export function readEntities(value: unknown): MessageEntity[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((item): MessageEntity[] => {
    if (typeof item !== 'object' || item === null) throw badRequest("Can't parse MessageEntity: expected an Object");
    for (const name of ['offset', 'length', 'type']) {
      if (!(name in item)) throw badRequest(`Can't parse MessageEntity: Can't find field "${name}"`);
    }
    const parsed = entity.safeParse(item);
    if (!parsed.success) {
      const [name] = parsed.error.issues[0]?.path ?? [];
      const type = name === 'type' ? 'String' : 'Number';
      throw badRequest(`Can't parse MessageEntity: Field "${String(name)}" must be of type ${type}`);
    }
    if (IGNORED.has(parsed.data.type)) return [];
    return [checkKind(parsed.data as MessageEntity)];
  });
}

function checkKind(read: MessageEntity): MessageEntity {
  if (!STYLES.has(read.type) && !WHOLE.has(read.type) && !BLOCK_QUOTES.has(read.type)) {
    throw badRequest("Can't parse MessageEntity: Unsupported type specified");
  }
  if (read.type === 'text_link') {
    if (typeof read.url !== 'string') throw badRequest(`Can't parse MessageEntity: Can't find field "url"`);
    const problem = checkLink(read.url);
    if (problem !== undefined) throw badRequest(`Entity URL '${read.url}' is invalid: ${problem}`);
  }
  return read;
}

/** Refuses entities that reach outside the text or cut a character in two. */
export function checkPlaces(text: string, entities: readonly MessageEntity[]): void {
  for (const { offset, length } of entities) {
    const end = offset + length;
    const byte = (at: number) => Buffer.byteLength(text.slice(0, at));
    if (offset < 0 || offset > 1_000_000) throw badRequest(`Receive an entity with incorrect offset ${offset}`);
    if (length < 0 || length > 1_000_000) throw badRequest(`Receive an entity with incorrect length ${length}`);
    if (length === 0) continue;
    if (offset > text.length) {
      throw badRequest(`Entity begins after the end of the text at UTF-16 offset ${offset}`);
    }
    if (splitsCharacter(text, offset)) {
      throw badRequest(`Entity begins in a middle of a UTF-16 symbol at byte offset ${byte(offset + 1)}`);
    }
    if (end > text.length) {
      throw badRequest(
        `Entity beginning at UTF-16 offset ${offset} ends after the end of the text at UTF-16 offset ${end}`,
      );
    }
    if (splitsCharacter(text, end)) {
      throw badRequest(
        `Entity beginning at UTF-16 offset ${offset} ends in a middle of a UTF-16 symbol at byte offset ${byte(end + 1)}`,
      );
    }
  }
}

function splitsCharacter(text: string, at: number): boolean {
  return /^[\ud800-\udbff][\udc00-\udfff]$/.test(text.slice(Math.max(0, at - 1), at + 1));
}

/**
 * The entities Telegram keeps of these in this text, with those it finds itself, sorted: none empty or all white
 * space, none inside code, no crossings, and no more than it honours.
 */
export function settleEntities(text: string, entities: readonly MessageEntity[]): MessageEntity[] {
  const visible = sortEntities(
    entities.filter(({ offset, length }) => /[^ \n]/.test(text.slice(offset, offset + length))),
  );
  const whole = withoutOverlaps(visible.filter(({ type }) => WHOLE.has(type)));
  const quotes = withoutOverlaps(visible.filter(({ type }) => BLOCK_QUOTES.has(type)));
  const kept = [...whole.filter((inner) => !quotes.some((quote) => cross(inner, quote))), ...quotes];
  const found = findEntities(text).filter((one) => {
    return !whole.some((other) => overlap(one, other)) && !quotes.some((quote) => cross(one, quote));
  });
  const code = whole.filter(({ type }) => type === 'code' || type === 'pre');
  const styles = visible.filter(({ type }) => STYLES.has(type)).flatMap((style) => cutOut(style, code));
  return sortEntities([...kept, ...found, ...styles]).slice(0, ENTITY_LIMIT);
}

function sortEntities(entities: readonly MessageEntity[]): MessageEntity[] {
  return entities.toSorted((a, b) => a.offset - b.offset || b.length - a.length);
}

function withoutOverlaps(sorted: readonly MessageEntity[]): MessageEntity[] {
  const kept: MessageEntity[] = [];
  for (const one of sorted) if (!kept.some((other) => overlap(other, one))) kept.push(one);
  return kept;
}

/** Whether two entities overlap with neither inside the other. */
function cross(a: MessageEntity, b: MessageEntity): boolean {
  const inside = (inner: MessageEntity, outer: MessageEntity) => {
    return inner.offset >= outer.offset && inner.offset + inner.length <= outer.offset + outer.length;
  };
  return overlap(a, b) && !inside(a, b) && !inside(b, a);
}

/** What is left of a style around pieces of code. */
function cutOut(style: MessageEntity, code: readonly MessageEntity[]): MessageEntity[] {
  const end = style.offset + style.length;
  const pieces: MessageEntity[] = [];
  let from = style.offset;
  for (const block of code.filter((other) => overlap(style, other))) {
    if (block.offset > from) pieces.push({ ...style, offset: from, length: block.offset - from });
    from = block.offset + block.length;
  }
  if (from < end) pieces.push({ ...style, offset: from, length: end - from });
  return pieces;
}
