import { DEEP_LINK_LIMIT, INLINE_RESULT_LIMIT } from '../../telegram/limits.ts';
import { INLINE_ANSWER_LIMIT_MS } from '../account/inline.ts';
import type { InlineButton } from '../chat-protocol.ts';
import { badRequest } from './envelope.ts';
import { readInlineResult } from './inline-result.ts';
import { type CallContext, flag, integer, json, type Method, method, string } from './method.ts';
import { readFields } from './rich/fields.ts';

const NEXT_OFFSET_LIMIT_BYTES = 64;
const START_PARAMETER = new RegExp(`^[A-Za-z0-9_-]{1,${DEEP_LINK_LIMIT}}$`);

// By the description of `answerInlineQuery`.
const DEFAULT_CACHE_SECONDS = 300;

/**
 * Methods of inline mode. An answer is kept for the whole `cache_time`, as Telegram may do, and meanwhile the same query
 * does not reach the bot. The words of the refusals are those of the Bot API server and of Telegram's
 * `messages.setInlineBotResults`.
 */
export const inlineMethods: Readonly<Record<string, Method>> = {
  answerInlineQuery: method(
    {
      inline_query_id: string.optional(),
      results: json.optional(),
      cache_time: integer.optional(),
      is_personal: flag.optional(),
      next_offset: string.optional(),
      button: json.optional(),
    },
    (params, context) => {
      const { inline_query_id: id = '', next_offset: nextOffset = '' } = params;
      const button = readButton(params.button);
      const results = readResults(params.results, context);
      if (Buffer.byteLength(nextOffset) > NEXT_OFFSET_LIMIT_BYTES) throw badRequest('NEXT_OFFSET_INVALID');
      const { account } = context;
      const query = account.inlineQueries.get(id);
      const age = query === undefined ? Number.POSITIVE_INFINITY : account.now().getTime() - query.askedAt.getTime();
      if (query?.answer === undefined || age > INLINE_ANSWER_LIMIT_MS) {
        throw badRequest('query is too old and response timeout expired or query ID is invalid');
      }
      query.answer(
        { results, nextOffset, ...(button === undefined ? {} : { button }) },
        { seconds: params.cache_time ?? DEFAULT_CACHE_SECONDS, personal: params.is_personal ?? false },
      );
      return true;
    },
  ),
};

function readResults(results: unknown, context: CallContext) {
  if (results === undefined || results === '') return [];
  if (!Array.isArray(results)) throw badRequest('Expected an Array of inline query results');
  if (results.length > INLINE_RESULT_LIMIT) throw badRequest('Too many inline query results specified');
  const read = results.map((result: unknown) => readInlineResult(result, context));
  if (new Set(read.map(({ id }) => id)).size < read.length) throw badRequest('RESULT_ID_DUPLICATE');
  return read;
}

function readButton(button: unknown): InlineButton | undefined {
  if (button === undefined || button === '') return undefined;
  const fields = readFields(button, 'inline query results button');
  const text = fields.string('text');
  if (text.trim() === '') throw badRequest('SWITCH_PM_TEXT_EMPTY');
  const [start, app] = [fields.optional('start_parameter'), fields.optional('web_app')];
  if ((start === undefined) === (app === undefined)) {
    throw badRequest(
      "Can't parse inline query results button: InlineQueryResultsButton must have exactly one optional field",
    );
  }
  if (start !== undefined && !START_PARAMETER.test(fields.string('start_parameter'))) {
    throw badRequest('START_PARAM_INVALID');
  }
  if (app !== undefined && !readFields(app, 'WebAppInfo').string('url').startsWith('https://')) {
    throw badRequest('BUTTON_URL_INVALID');
  }
  if (start === undefined) throw badRequest('the playground knows inline buttons with a start parameter only');
  return { text, startParameter: fields.string('start_parameter') };
}
