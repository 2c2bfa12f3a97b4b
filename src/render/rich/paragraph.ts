import type { InputRichBlock } from 'grammy/types';
import type { Inline } from '../../markdown/document.ts';
import { type Context, formatRoom } from './context.ts';
import { type MediaBlock, mediaBlock } from './image.ts';
import { around, type Place, renderInline, renderInlines, within } from './inline.ts';
import { append, type Run, textBlocks } from './run.ts';

type Part = Run | MediaBlock;

/** A paragraph as blocks: pictures inside it stand between its parts, as Telegram has none within a text. */
export function renderParagraph(inlines: readonly Inline[], context: Context, level: number): InputRichBlock[] {
  const place = { room: formatRoom(level) };
  const parts = holdsImage(inlines)
    ? splitAtMedia(inlines, context, place, undefined)
    : [renderInlines(inlines, context, place)];
  return parts.flatMap((part) =>
    Array.isArray(part) ? textBlocks(part, (text) => ({ type: 'paragraph', text })) : [part],
  );
}

/** Whether a picture stands anywhere among the inlines. */
export function holdsImage(inlines: readonly Inline[]): boolean {
  return inlines.some((inline) => inline.type === 'image' || ('children' in inline && holdsImage(inline.children)));
}

function splitAtMedia(
  inlines: readonly Inline[],
  context: Context,
  place: Place,
  href: string | undefined,
): readonly Part[] {
  const parts: Part[] = [];
  for (const inline of inlines) {
    if (inline.type === 'image') {
      const media = mediaBlock(inline, context, href);
      addPart(parts, media ?? renderInline(inline, context, place));
    } else if ('children' in inline && holdsImage(inline.children)) {
      const outer = inline.type === 'link' ? inline.url : href;
      for (const part of splitAtMedia(inline.children, context, within(inline, place), outer)) {
        addPart(parts, Array.isArray(part) ? around(inline, part, context, place) : part);
      }
    } else {
      addPart(parts, renderInline(inline, context, place));
    }
  }
  return parts;
}

function addPart(parts: Part[], part: Part): void {
  const last = parts.at(-1);
  if (Array.isArray(part) && Array.isArray(last)) append(last, part);
  else parts.push(Array.isArray(part) ? [...part] : part);
}
