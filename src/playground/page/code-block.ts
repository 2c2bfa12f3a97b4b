import { element, icon } from './element.ts';
import { highlightWhenSeen } from './highlight.ts';

const RIGHT_TO_LEFT_MARK = '\u200F';

/** A block of code with its language, a button that copies it, and colours once it comes into view. */
export function codeBlock(code: string, language: string | undefined): HTMLElement {
  const label = language ? `Code, ${language}` : 'Code';
  // Code runs from the left whatever its comments say; a table set as code says where it begins.
  const direction = code.startsWith(RIGHT_TO_LEFT_MARK) ? 'rtl' : 'ltr';
  const text = element('code', {}, code);
  if (language) highlightWhenSeen(text, language);
  return element(
    'figure',
    { class: 'code-block', dir: 'ltr' },
    element(
      'figcaption',
      { class: 'code-head' },
      element('span', {}, language ?? 'code'),
      element(
        'button',
        { type: 'button', class: 'code-copy', 'data-copy': code, 'aria-label': 'Copy code' },
        icon('copy'),
      ),
    ),
    element('pre', { dir: direction, tabindex: '0', role: 'region', 'aria-label': label }, text),
  );
}
