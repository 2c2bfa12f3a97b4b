/**
 * Published limits of Telegram, from the Bot API documentation (version 10.x, core.telegram.org/bots/api)
 * unless a line names another source. Texts are measured in UTF-16 code units, after entities are parsed.
 */

export const MESSAGE_TEXT_LIMIT = 4_096;
export const CAPTION_LIMIT = 1_024;
/** Entities beyond it are dropped without an error. */
export const ENTITY_LIMIT = 100;
/** In bytes of UTF-8, at least one. */
export const CALLBACK_DATA_LIMIT_BYTES = 64;
export const CALLBACK_ANSWER_LIMIT = 200;
export const KEYBOARD_BUTTON_LIMIT = 100;
/** Clients squeeze rows of more. */
export const KEYBOARD_ROW_LIMIT = 8;
/** `/start` payload: `[A-Za-z0-9_-]`, from core.telegram.org/bots/features#deep-linking. */
export const DEEP_LINK_LIMIT = 64;
export const DESCRIPTION_LIMIT = 512;
export const SHORT_DESCRIPTION_LIMIT = 120;
/** Upload of a photo in bytes. */
export const PHOTO_LIMIT_BYTES = 10 * 1024 * 1024;
/** Width and height of a photo together, and how many times the one may be the other; from `sendPhoto`. */
export const PHOTO_LIMIT_PIXELS = 10_000;
export const PHOTO_LIMIT_RATIO = 20;
/** Messages over all chats, from core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this. */
export const GLOBAL_MESSAGES_PER_SECOND = 30;
export const PRIVATE_CHAT_MESSAGES_PER_SECOND = 1;
/** Messages to one group or channel, from the same place as the limit over all chats. */
export const GROUP_MESSAGES_PER_MINUTE = 20;
/** With `allow_paid_broadcast`, which costs Stars. */
export const PAID_MESSAGES_PER_SECOND = 1_000;
/** A bot deletes its own messages in private chats until then, from the description of `deleteMessage`. */
export const DELETE_WINDOW_HOURS = 48;

// Rich messages, from the description of InputRichMessage (Bot API 10.2). Blocks are counted with everything nested in
// them, list items and table rows included.
export const RICH_TEXT_LIMIT = 32_768;
export const RICH_BLOCK_LIMIT = 500;
/** Nested blocks and nested formatting together. */
export const RICH_DEPTH_LIMIT = 16;
export const RICH_MEDIA_LIMIT = 50;
export const RICH_TABLE_COLUMN_LIMIT = 20;
export const ALBUM_SIZE = { min: 2, max: 10 } as const;
/** Results in one answer to an inline query. */
export const INLINE_RESULT_LIMIT = 50;
