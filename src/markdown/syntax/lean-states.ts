import MarkdownItClass, { type Env, type MarkdownIt, type StateInline, type Token } from 'markdown-it';

/**
 * markdown-it as published defines every field of its tokens and states by a call of its own, which is a quarter of the
 * time it takes. These classes hold the same fields, plainly declared, and inherit all methods.
 */
export function useLeanStates(md: MarkdownIt): void {
  md.block.State = LeanBlock;
  md.inline.State = LeanInline as unknown as typeof StateInline;
}

class LeanToken {
  readonly type: string;
  readonly tag: string;
  readonly nesting: -1 | 0 | 1;
  attrs: Token['attrs'] = null;
  map: Token['map'] = null;
  level = 0;
  children: Token[] | null = null;
  content = '';
  markup = '';
  info = '';
  meta: unknown = null;
  block = false;
  hidden = false;

  constructor(type: string, tag: string, nesting: -1 | 0 | 1) {
    this.type = type;
    this.tag = tag;
    this.nesting = nesting;
  }
}
Object.setPrototypeOf(LeanToken.prototype, MarkdownItClass.Token.prototype);

function createToken(type: string, tag: string, nesting: -1 | 0 | 1): Token {
  return new LeanToken(type, tag, nesting) as unknown as Token;
}

class LeanBlock extends MarkdownItClass.StateBlock {
  override push(type: string, tag: string, nesting: -1 | 0 | 1): Token {
    const token = createToken(type, tag, nesting);
    token.block = true;
    if (nesting < 0) this.level -= 1;
    token.level = this.level;
    if (nesting > 0) this.level += 1;
    this.tokens.push(token);
    return token;
  }
}

/** There is one of these for every run of text, so not even the inherited constructor is called. */
class LeanInline {
  src: string;
  env: Env;
  md: MarkdownIt;
  tokens: Token[];
  tokens_meta: StateInline['tokens_meta'];
  pos = 0;
  posMax: number;
  level = 0;
  pending = '';
  pendingLevel = 0;
  cache: Record<number, number> = {};
  backticks: Record<number, number> = {};
  backticksScanned = false;
  skipHtmlSpecial = false;
  linkLevel = 0;
  delimiters: StateInline['delimiters'] = [];
  _prev_delimiters: StateInline['delimiters'][] = [];
  Token = LeanToken;

  constructor(src: string, md: MarkdownIt, env: Env, tokens: Token[]) {
    this.src = src;
    this.md = md;
    this.env = env;
    this.tokens = tokens;
    this.tokens_meta = Array(tokens.length);
    this.posMax = src.length;
  }

  pushPending(): Token {
    const token = createToken('text', '', 0);
    token.content = this.pending;
    token.level = this.pendingLevel;
    this.tokens.push(token);
    this.pending = '';
    return token;
  }

  push(type: string, tag: string, nesting: -1 | 0 | 1): Token {
    if (this.pending !== '') this.pushPending();
    const token = createToken(type, tag, nesting);
    let meta: StateInline['tokens_meta'][number];
    if (nesting < 0) {
      this.level -= 1;
      this.delimiters = this._prev_delimiters.pop() ?? [];
    }
    token.level = this.level;
    if (nesting > 0) {
      this.level += 1;
      this._prev_delimiters.push(this.delimiters);
      this.delimiters = [];
      meta = { delimiters: this.delimiters };
    }
    this.pendingLevel = this.level;
    this.tokens.push(token);
    this.tokens_meta.push(meta);
    return token;
  }
}
Object.setPrototypeOf(LeanInline.prototype, MarkdownItClass.StateInline.prototype);
