import type { FormattedString } from '@grammyjs/parse-mode';
import type { MessageEntity } from 'grammy/types';

/** A formatted text as readable markup, for expectations: `<bold>a</bold>`, `<a https://b.c>d</a>`, `<pre js>e</pre>`. */
export function asHtml(text: FormattedString): string {
  const entities = [...text.rawEntities].sort((a, b) => a.offset - b.offset || b.length - a.length);
  let result = '';
  for (let at = 0; at <= text.rawText.length; at++) {
    const ending = entities.filter(({ offset, length }) => offset + length === at).reverse();
    const starting = entities.filter(({ offset }) => offset === at);
    result += ending.map((entity) => `</${nameOf(entity)}>`).join('');
    result += starting.map((entity) => `<${nameOf(entity)}${detailOf(entity)}>`).join('');
    result += text.rawText[at] ?? '';
  }
  return result;
}

function nameOf(entity: MessageEntity): string {
  return entity.type === 'text_link' ? 'a' : entity.type;
}

function detailOf(entity: MessageEntity): string {
  if (entity.type === 'text_link') return ` ${entity.url}`;
  return entity.type === 'pre' && entity.language !== undefined ? ` ${entity.language}` : '';
}
