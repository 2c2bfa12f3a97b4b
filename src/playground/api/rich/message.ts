import type { RichMessage } from 'grammy/types';
import { badRequest } from '../envelope.ts';
import type { CallContext } from '../method.ts';
import { readBlocks } from './blocks.ts';
import { readFields } from './fields.ts';
import { createTally } from './tally.ts';
import { richWords } from './words.ts';

/** A rich message as Telegram would give it back, and its words. */
export interface ReadRichMessage {
  readonly rich: RichMessage;
  readonly text: string;
}

const SOURCES = ['blocks', 'html', 'markdown'] as const;

/**
 * Reads an `InputRichMessage`, checks it against all that is published about rich messages, and takes in its files.
 * Fields nobody knows are ignored, as everywhere in the Bot API. Unlike Telegram, the playground takes blocks only and
 * finds no entities in plain text. Some refusals have the words of TDLib (`WebPageBlock.cpp`); what Telegram's servers
 * say is not published, so the others are made up in their manner. Without `newFiles`, files must have been sent before.
 */
export function readRichMessage(value: unknown, context: CallContext, { newFiles = true } = {}): ReadRichMessage {
  if (value === undefined || value === '') throw badRequest('Rich message must be non-empty');
  const fields = readFields(value, 'InputRichMessage');
  const sources = SOURCES.filter((name) => fields.optional(name) !== undefined);
  const [source] = sources;
  if (source === undefined) throw badRequest('Rich message must be non-empty');
  if (sources.length > 1) throw badRequest('exactly one of blocks, html and markdown must be specified');
  if (source !== 'blocks')
    throw badRequest(`rich messages in ${source} are not supported by the playground, send blocks`);
  // Read for its type alone: nothing is detected here anyway.
  fields.flag('skip_entity_detection');

  const tally = createTally();
  const blocks = readBlocks(fields.array('blocks'), { account: context.account, tally, context, newFiles }, 1);
  if (blocks.every(({ type }) => type === 'anchor')) throw badRequest('Rich message must be non-empty');
  tally.finish();
  const rich: RichMessage = { blocks, ...(fields.flag('is_rtl') ? { is_rtl: true } : {}) };
  return { rich, text: richWords(rich) };
}
