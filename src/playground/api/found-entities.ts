import type { MessageEntity } from 'grammy/types';

type FoundType = 'email' | 'url' | 'mention' | 'hashtag' | 'bot_command';

// A bare address counts only under a known ending. Telegram knows them all; these are the ones a blog is likely to meet.
const ENDINGS = 'com|org|net|io|dev|app|me|ai|co|info|blog|tech|de|ru|uk|eu|fr|md|sh|py|rs';
const WORD = String.raw`[\p{L}\p{N}_]`;

const PATTERNS: readonly (readonly [FoundType, RegExp])[] = [
  ['email', /[A-Za-z0-9._%+-]+@(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}/gu],
  ['url', /\b(?:https?|tg):\/\/[^\s<>"«»]*[^\s<>"«».,!?;:'()[\]]/giu],
  [
    'url',
    new RegExp(
      `(?<![@./\\w-])(?:[a-z0-9][a-z0-9-]*\\.)+(?:${ENDINGS})(?![\\w.-]*\\w)(?:/[^\\s<>"]*[^\\s<>".,!?;:'()])?`,
      'giu',
    ),
  ],
  ['mention', new RegExp(`(?<!${WORD})@[A-Za-z][A-Za-z0-9_]{3,31}(?!${WORD})`, 'gu')],
  ['hashtag', new RegExp(`(?<!${WORD})#(?=${WORD}*[\\p{L}_])${WORD}{1,256}`, 'gu')],
  ['bot_command', /(?<![\p{L}\p{N}_/<>])\/[A-Za-z0-9_]{1,64}(?:@[A-Za-z][A-Za-z0-9_]{2,31})?(?![\p{L}\p{N}_/])/gu],
];

/** The entities Telegram finds by itself in a text: addresses, mentions, hashtags and commands; none overlap. */
export function findEntities(text: string): MessageEntity[] {
  const found: MessageEntity[] = [];
  if (!/[./@#]/.test(text)) return found;
  for (const [type, pattern] of PATTERNS) {
    for (const match of text.matchAll(pattern)) {
      const entity: MessageEntity = { type, offset: match.index, length: match[0].length };
      if (!found.some((other) => overlap(other, entity))) found.push(entity);
    }
  }
  return found.sort((a, b) => a.offset - b.offset);
}

/** Whether two entities share a character. */
export function overlap(a: MessageEntity, b: MessageEntity): boolean {
  return a.offset < b.offset + b.length && b.offset < a.offset + a.length;
}
