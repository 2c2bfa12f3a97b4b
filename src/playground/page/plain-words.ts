import type { RichText } from 'grammy/types';

/** The words of a rich text without its formatting; a formula is its LaTeX source. */
export function plainWords(text: RichText): string {
  if (typeof text === 'string') return text;
  if (Array.isArray(text)) return text.map(plainWords).join('');
  switch (text.type) {
    case 'custom_emoji':
      return text.alternative_text;
    case 'mathematical_expression':
      return text.expression;
    case 'button':
      return plainWords(text.button.text);
    case 'anchor':
      return '';
    default:
      return plainWords(text.text);
  }
}
