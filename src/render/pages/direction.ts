import type { Document } from '../../markdown/document.ts';
import { eachInline } from '../../markdown/walk.ts';

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

/** As much of a document's prose as is judged; code is none. */
function beginningOf(document: Document): string {
  let prose = '';
  eachInline(document, (inline) => {
    if (inline.type === 'text' && prose.length < LENGTH_TO_JUDGE) prose += inline.text.slice(0, LENGTH_TO_JUDGE);
  });
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
