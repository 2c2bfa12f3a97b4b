import type { MarkdownIt, Token } from 'markdown-it';
import { lineEnds } from '../place.ts';

/** Lets what stands inside a line of text know its line, counted from the first one of its paragraph. */
export function addLines(md: MarkdownIt): void {
  md.inline.State = class extends md.inline.State {
    // Kept from one token to the next, so that a long paragraph is gone through once.
    counted = 0;
    lines = 0;

    override push(type: string, tag: string, nesting: -1 | 0 | 1): Token {
      const token = super.push(type, tag, nesting);
      if (this.pos > this.counted) {
        this.lines += lineEnds(this.src, this.counted, this.pos);
        this.counted = this.pos;
      }
      token.map = [this.lines, this.lines + 1];
      return token;
    }
  };
}
