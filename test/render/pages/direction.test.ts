import { expect, it } from 'vitest';
import { parseMarkdown } from '../../../src/markdown/parse.ts';
import { isRtlLanguage } from '../../../src/render/pages/direction.ts';
import { paginate } from '../../../src/render/pages/paginate.ts';

it.each([
  ['ar', true],
  ['he-IL', true],
  ['fa_IR', true],
  ['ur', true],
  ['ps', true],
  ['ckb', true],
  ['dv', true],
  ['yi', true],
  ['ug', true],
  ['sd', true],
  ['az-Arab', true],
  ['pa-Arab-PK', true],
  ['ku', false],
  ['en', false],
  ['sd-Deva', false],
  ['not a tag', false],
])('knows the direction of %s', (lang, isRtl) => {
  expect(isRtlLanguage(lang)).toBe(isRtl);
});

it.each([
  ['مرحبا بالعالم', undefined, true],
  ['שלום TypeScript ועוד דברים', undefined, true],
  ['مرحبا\n\n```js\nconst some = new LongCode();\n```', undefined, true],
  ['An English text about שלום', undefined, false],
  ['123', undefined, false],
  ['Only English', 'ar', true],
  ['مرحبا', 'en', false],
  ['مرحبا', 'nonsense tag', true],
])('sees the direction of %j in language %s', (source, lang, isRtl) => {
  expect(paginate(parseMarkdown(source, { mdx: false }), undefined, lang).isRtl).toBe(isRtl);
});
