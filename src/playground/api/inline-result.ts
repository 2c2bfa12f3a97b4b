import type { OfferedResult } from '../account/inline.ts';
import { badRequest } from './envelope.ts';
import { checkLink } from './link.ts';
import { readMessageText } from './message-text.ts';
import type { CallContext } from './method.ts';
import type { Content } from './posting.ts';
import { readKeyboard } from './reply-markup.ts';
import { type Fields, readFields } from './rich/fields.ts';
import { readRichMessage } from './rich/message.ts';

const ID_LIMIT_BYTES = 64;

/** Reads one `InlineQueryResult`. Of the twenty types the playground knows the article. */
export function readInlineResult(value: unknown, context: CallContext): OfferedResult {
  const fields = readFields(value, 'inline query result');
  const type = fields.string('type');
  if (type !== 'article')
    throw badRequest(`the playground knows inline results of the type article only, not "${type}"`);
  const id = fields.string('id');
  if (id === '' || Buffer.byteLength(id) > ID_LIMIT_BYTES) throw badRequest('RESULT_ID_INVALID');
  const title = fields.string('title');
  if (title.trim() === '') throw badRequest('ARTICLE_TITLE_EMPTY');
  checkUrl(fields.optionalString('url'));
  const thumbnail = fields.optionalString('thumbnail_url');
  checkPicture(thumbnail);
  const keyboard = readKeyboard(fields.optional('reply_markup'));
  const content = readContent(fields, context);
  return {
    id,
    title,
    description: fields.optionalString('description'),
    ...(thumbnail === '' ? {} : { thumbnail }),
    content: { ...content, ...(keyboard === undefined ? {} : { keyboard }) },
  };
}

function readContent(fields: Fields, context: CallContext): Content {
  const value = fields.optional('input_message_content');
  if (value === undefined) throw badRequest('Sent message content must be explicitly specified');
  const content = readFields(value, 'inline query result');
  const rich = content.optional('rich_message');
  // Its pictures have to be known: nobody uploads anything when a person sends the result.
  if (rich !== undefined) return { ...readRichMessage(rich, context, { newFiles: false }), entities: [] };
  if (content.optional('message_text') === undefined) {
    throw badRequest('the playground knows inline results with a text or a rich message only');
  }
  return readMessageText({
    text: content.string('message_text'),
    entities: content.optional('entities'),
    parse_mode: content.optionalString('parse_mode'),
  });
}

function checkUrl(url: string): void {
  const problem = url === '' ? undefined : checkLink(url);
  if (problem !== undefined) throw badRequest(`Inline query result URL '${url}' is invalid: ${problem}`);
}

/** Telegram fetches the picture itself, and one with an address it cannot reach makes it refuse the whole answer. */
function checkPicture(url: string): void {
  if (url !== '' && checkLink(url) !== undefined) throw badRequest('WEBDOCUMENT_URL_INVALID');
}
