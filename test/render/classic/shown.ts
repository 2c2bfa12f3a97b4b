import { loadTexts } from '../../../src/locales/texts.ts';
import { parseMarkdown } from '../../../src/markdown/parse.ts';
import { type ClassicOptions, type ClassicPart, renderClassic } from '../../../src/render/classic.ts';
import { asHtml } from '../as-html.ts';

export const words = loadTexts().for('en');

/** Markdown in the classic form. */
export function render(source: string, options: Partial<ClassicOptions> = {}): ClassicPart[] {
  return renderClassic(parseMarkdown(source, { mdx: false }), { words, ...options });
}

/** The same as readable markup, one string a message: `[photo: caption]`, `[album: caption | caption]`. */
export function shown(source: string, options: Partial<ClassicOptions> = {}): string[] {
  return render(source, options).map(asMarkup);
}

function asMarkup(part: ClassicPart): string {
  switch (part.kind) {
    case 'text':
      return asHtml(part.text);
    case 'photo':
      return `[photo: ${asHtml(part.caption)}]`;
    case 'album':
      return `[album: ${part.photos.map(({ caption }) => asHtml(caption)).join(' | ')}]`;
  }
}
