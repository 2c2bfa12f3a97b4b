import type { RichBlockCaption } from 'grammy/types';
import { element } from './element.ts';
import { richText } from './rich-text.ts';

/** What stands below a picture, if anything does. */
export function caption(words: RichBlockCaption | undefined): HTMLElement | undefined {
  if (words === undefined) return undefined;
  return element(
    'figcaption',
    { class: 'caption' },
    ...richText(words.text),
    words.credit !== undefined && element('cite', { class: 'credit' }, ...richText(words.credit)),
  );
}
