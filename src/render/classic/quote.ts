import { FormattedString } from '@grammyjs/parse-mode';
import type { MessageEntity } from 'grammy/types';
import type { Block } from '../../markdown/document.ts';
import { startRightToLeft } from '../direction.ts';
import { joinFormatted } from '../formatted.ts';
import { joinBlocks } from './block.ts';
import type { Context } from './context.ts';
import { renderInlines } from './inline.ts';

type Frame = 'blockquote' | 'expandable_blockquote';

/** A quotation, or an alert with its label on top. */
export function renderQuote(quote: Block & { readonly type: 'quote' }, context: Context): FormattedString {
  const body = joinBlocks(quote.children, context);
  if (quote.alert === undefined) return inFrame(body, 'blockquote');
  // The label is the first line: without a mark a label of another language would turn the whole quotation.
  const words = startRightToLeft(context.words.text(`reading-alert-${quote.alert}`), context.isRtl);
  const label = FormattedString.b(words);
  return inFrame(body.rawText === '' ? label : joinFormatted([label, body], '\n'), 'blockquote');
}

/** Folded text as a quotation the reader opens, its summary on top; one that is unfolded already as a plain quotation. */
export function renderDetails(details: Block & { readonly type: 'details' }, context: Context): FormattedString {
  const summary = renderInlines(details.summary, context, true);
  const ownLabel = startRightToLeft(context.words.text('reading-details'), context.isRtl);
  const label = summary.rawText.trim() === '' ? FormattedString.b(ownLabel) : summary;
  const body = joinBlocks(details.children, context);
  return inFrame(
    body.rawText === '' ? label : joinFormatted([label, body], '\n'),
    details.open === true ? 'blockquote' : 'expandable_blockquote',
  );
}

/** Telegram has neither quotes in quotes nor code blocks in quotes: inner quotes melt into this one, code interrupts it. */
function inFrame(text: FormattedString, type: Frame): FormattedString {
  const kept = text.rawEntities.filter((entity) => !isQuote(entity));
  const code = kept.filter((entity) => entity.type === 'pre').sort((a, b) => a.offset - b.offset);
  const frames: MessageEntity[] = [];
  let start = 0;
  for (const { offset, length } of [...code, { offset: text.rawText.length, length: 0 }]) {
    const lines = text.rawText.slice(start, offset);
    const from = start + (/^\s*/.exec(lines)?.[0].length ?? 0);
    const to = start + lines.trimEnd().length;
    if (from < to) frames.push({ type, offset: from, length: to - from });
    start = offset + length;
  }
  return new FormattedString(text.rawText, [...frames, ...kept]);
}

function isQuote(entity: MessageEntity): boolean {
  return entity.type === 'blockquote' || entity.type === 'expandable_blockquote';
}
