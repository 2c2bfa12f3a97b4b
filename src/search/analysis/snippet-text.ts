import { stripMarkdown } from './strip-markdown.ts';

const EMPHASIS = /\*{1,3}(?=\S)|(?<=\S)\*{1,3}|~~|(?<![\p{L}\p{N}])_{1,3}(?=\S)|(?<=\S)_{1,3}(?![\p{L}\p{N}])/gu;

// After these a sign between two blocks would be one too many.
const ENDED = /[.!?:;,…。！？：；、\u061f\u06d4]["'”’»)\]]*$/;
const BETWEEN = ' · ';

/** An article's text on one line, as a snippet shows it. Reads no more than so many characters of the body. */
export function snippetText(body: string, { mdx, most }: { readonly mdx: boolean; readonly most: number }): string {
  let line = '';
  for (const { text, apart } of stripMarkdown(body.slice(0, most), { mdx })) {
    const words = (text.startsWith('|') ? cells(text) : text.trim()).replace(EMPHASIS, '').replace(/\s+/g, ' ');
    if (words === '') continue;
    line += line === '' ? words : `${apart && !ENDED.test(line.slice(-4)) ? BETWEEN : ' '}${words}`;
  }
  return line;
}

function cells(row: string): string {
  const texts = row.split('|').map((cell) => cell.trim());
  return texts.filter((cell) => cell !== '').join(BETWEEN);
}
