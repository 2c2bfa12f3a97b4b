import type { Block, Document, Inline } from '../../markdown/document.ts';

const RTL_SCRIPTS = new Set([
  'Arab',
  'Aran',
  'Hebr',
  'Syrc',
  'Thaa',
  'Nkoo',
  'Adlm',
  'Rohg',
  'Mand',
  'Samr',
  'Mend',
  'Yezi',
]);
const RTL_LETTER =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}\p{Script=Hanifi_Rohingya}\p{Script=Mandaic}\p{Script=Samaritan}\p{Script=Mende_Kikakui}\p{Script=Yezidi}]/u;
const LETTER = /\p{L}/gu;
// In UTF-16 units. Enough to judge by; the rest of a long text is in the same language.
const LENGTH_TO_JUDGE = 10_000;
/** A text that begins from the right may have this share of its letters there, being full of foreign names. */
const LEAST_SHARE = { firstIsRtl: 0.3, otherwise: 0.5 } as const;

/** Whether a language, named by a BCP 47 tag, is written from right to left. False for a tag nobody knows. */
export function isRtlLanguage(lang: string): boolean {
  const script = scriptOf(lang);
  return script !== undefined && RTL_SCRIPTS.has(script);
}

/** Whether a document reads from right to left: by its language when that is known, else by most of its letters. */
export function isRtlDocument(document: Document, lang?: string): boolean {
  const script = lang === undefined ? undefined : scriptOf(lang);
  if (script !== undefined) return RTL_SCRIPTS.has(script);
  const prose = beginningOf(document);
  // Most texts hold no such letter, and counting all others takes far longer than looking for one.
  if (!RTL_LETTER.test(prose)) return false;
  const letters = prose.match(LETTER) ?? [];
  const fromRight = letters.filter((letter) => RTL_LETTER.test(letter)).length;
  const firstIsRtl = RTL_LETTER.test(letters[0] ?? '');
  return fromRight > letters.length * (firstIsRtl ? LEAST_SHARE.firstIsRtl : LEAST_SHARE.otherwise);
}

/** As much of a document's prose as is judged. */
function beginningOf(document: Document): string {
  let prose = '';
  for (const text of proseOf(document.blocks)) {
    prose += text;
    if (prose.length >= LENGTH_TO_JUDGE) break;
  }
  return prose;
}

/** The script a language is written in, as its tag says or as is usual. */
function scriptOf(lang: string): string | undefined {
  try {
    return new Intl.Locale(lang.trim().replaceAll('_', '-')).maximize().script;
  } catch {
    // Authors write anything here; what is no tag says nothing.
    return undefined;
  }
}

/** The text of blocks without code. */
function* proseOf(blocks: readonly Block[]): Generator<string, void, void> {
  for (const block of blocks) {
    if (block.type === 'heading' || block.type === 'paragraph') yield* wordsOf(block.children);
    else if (block.type === 'quote') yield* proseOf(block.children);
    else if (block.type === 'list') for (const item of block.items) yield* proseOf(item.children);
    else if (block.type === 'details') {
      yield* wordsOf(block.summary);
      yield* proseOf(block.children);
    } else if (block.type === 'table') {
      for (const row of [block.header, ...block.rows]) for (const cell of row) yield* wordsOf(cell);
    }
  }
}

function* wordsOf(inlines: readonly Inline[]): Generator<string, void, void> {
  for (const inline of inlines) {
    // One paragraph may be as long as a book.
    if (inline.type === 'text') yield inline.text.slice(0, LENGTH_TO_JUDGE);
    else if ('children' in inline) yield* wordsOf(inline.children);
  }
}
