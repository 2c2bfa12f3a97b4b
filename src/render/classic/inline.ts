import type { FormattedString } from '@grammyjs/parse-mode';
import type { Inline, InlineStyle } from '../../markdown/document.ts';
import { inlineText } from '../../markdown/inlines.ts';
import { lowered, raised } from '../../markdown/scripts.ts';
import type { Context } from './context.ts';
import { type Image, imageMark, sendAsPhoto } from './image.ts';
import { linkTarget } from './link.ts';
import { type Format, joinRuns, type Run, withFormat } from './runs.ts';

// Telegram has no highlighting; underlining is what stands out without meaning anything else.
const STYLES = {
  strong: 'bold',
  emphasis: 'italic',
  strikethrough: 'strikethrough',
  underline: 'underline',
  spoiler: 'spoiler',
  mark: 'underline',
} as const satisfies Record<Exclude<InlineStyle, 'subscript' | 'superscript'>, Format['type']>;

/** Inlines as formatted text. Code stands alone, as Telegram wants it: styles end before it and go on after it. */
export function renderInlines(inlines: readonly Inline[], context: Context, bold = false): FormattedString {
  const runs: Run[] = [];
  addRuns(runs, inlines, bold ? [{ type: 'bold' }] : [], context);
  return joinRuns(runs);
}

/** A picture as words, a link to it where it has an address. */
export function nameImage(image: Image, context: Context): FormattedString {
  return joinRuns([markRun(image, [], context)]);
}

function addRuns(runs: Run[], inlines: readonly Inline[], formats: readonly Format[], context: Context): void {
  for (const inline of inlines) addRun(runs, inline, formats, context);
}

function addRun(runs: Run[], inline: Inline, formats: readonly Format[], context: Context): void {
  switch (inline.type) {
    case 'text':
      runs.push({ formats, text: inline.text });
      return;
    case 'break':
      runs.push({ formats, text: '\n' });
      return;
    case 'footnote-reference':
      runs.push({ formats, text: `[${inline.label}]` });
      return;
    case 'anchor':
      return;
    case 'superscript':
      addRuns(runs, raised(inline.children), formats, context);
      return;
    case 'subscript':
      addRuns(runs, lowered(inline.children), formats, context);
      return;
    case 'code':
    case 'math':
      // A linked piece of code stays a link: the address would be lost, the typeface only changes.
      runs.push({ formats: isLinked(formats) ? formats : [{ type: 'code' }], text: inline.text });
      return;
    case 'image':
      // A linked picture leads where its link does; as a photo it would lead nowhere.
      if (!isLinked(formats)) sendAsPhoto(inline, context);
      runs.push(markRun(inline, formats, context));
      return;
    case 'link': {
      const target = linkTarget(inline.url, inlineText(inline.children), context);
      const linked = target.url === undefined ? formats : withFormat(formats, { type: 'text_link', url: target.url });
      addRuns(runs, inline.children, linked, context);
      runs.push({ formats, text: target.suffix });
      return;
    }
    default:
      addRuns(runs, inline.children, withFormat(formats, { type: STYLES[inline.type] }), context);
  }
}

function markRun(image: Image, formats: readonly Format[], context: Context): Run {
  const { text, url } = imageMark(image, context);
  const isFree = url !== undefined && !isLinked(formats);
  return { formats: isFree ? withFormat(formats, { type: 'text_link', url }) : formats, text };
}

function isLinked(formats: readonly Format[]): boolean {
  return formats.some(({ type }) => type === 'text_link');
}
