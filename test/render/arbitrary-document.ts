import fc, { type Arbitrary } from 'fast-check';
import type { Block, Document, Footnote, Inline, ListItem } from '../../src/markdown/document.ts';

/**
 * Documents as odd as a parser may give them: nested lists, tables, long code, images in rows, notes that refer to notes,
 * several scripts, emoji of many code points. `length` stretches the texts, so that pages are needed.
 */
export function arbitraryDocument({ length = 1 }: { readonly length?: number } = {}): Arbitrary<Document> {
  return fc
    .record({
      blocks: fc.array(arbitraryBlock(length), { maxLength: 14 }),
      notes: fc.array(fc.array(arbitraryBlock(Math.ceil(length / 4), 1), { maxLength: 3 }), {
        maxLength: NOTE_LABELS.length,
      }),
    })
    .map(({ blocks, notes }) => {
      const footnotes = notes.map((children, index): Footnote => ({ label: String(index + 1), blocks: children }));
      return { blocks, footnotes };
    });
}

// Some of them have no note, as when its definition was forgotten.
const NOTE_LABELS = ['1', '2', '3', '4', '5', '6'] as const;

const WORDS = [
  'the',
  'deploy',
  'queue',
  'TypeScript',
  'a',
  'sentence.',
  'Really?',
  'list:',
  'статья',
  'Ёлка,',
  'مقالة',
  'שלום',
  'می‌خواهم',
  '文章很长。',
  '日本語の文、',
  '👩‍👩‍👧‍👦',
  '🏳️‍🌈!',
  'e\u0301te\u0301',
  '$x$',
  '<b>',
  '*stars*',
  'https://example.com/a_(b)?q=1&r=2#c',
  'unbreakable'.repeat(12),
] as const;

function words(most: number): Arbitrary<string> {
  return fc
    .array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: most, size: 'max' })
    .map((all) => all.join(' '));
}

/** One or several inlines; `depth` is how far styles and links may nest. */
export function arbitraryInlines(length = 1, depth = 2): Arbitrary<readonly Inline[]> {
  const text = words(Math.ceil(12 * length)).map((value): Inline => ({ type: 'text', text: value }));
  const leaf: Arbitrary<Inline> = fc.oneof(
    { weight: 6, arbitrary: text },
    { weight: 2, arbitrary: words(2).map((value): Inline => ({ type: 'code', text: value })) },
    { weight: 1, arbitrary: arbitraryImage() },
    { weight: 1, arbitrary: fc.constant<Inline>({ type: 'break' }) },
    {
      weight: 1,
      arbitrary: fc.constantFrom('x^2', '\\frac{a}{b}').map((value): Inline => ({ type: 'math', text: value })),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom(...NOTE_LABELS).map((label): Inline => ({ type: 'footnote-reference', label })),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom('here', 'there', 'intro').map((name): Inline => ({ type: 'anchor', name })),
    },
  );
  if (depth === 0) return fc.array(leaf, { minLength: 1, maxLength: 4 });
  const children = arbitraryInlines(length, depth - 1);
  const styled = fc
    .record({
      type: fc.constantFrom('strong', 'emphasis', 'strikethrough', 'underline', 'spoiler', 'mark', 'superscript'),
      children,
    })
    .map((value): Inline => value);
  const link = fc
    .record({
      url: fc.constantFrom('https://example.com/', '#intro', '../other-post/', 'mailto:a@example.com'),
      children,
    })
    .map((value): Inline => ({ type: 'link', ...value }));
  return fc.array(
    fc.oneof({ weight: 4, arbitrary: leaf }, { weight: 1, arbitrary: styled }, { weight: 1, arbitrary: link }),
    { minLength: 1, maxLength: 5 },
  );
}

function arbitraryImage(): Arbitrary<Inline> {
  return fc
    .record({
      url: fc.constantFrom('pictures/a.png', 'https://example.com/b.jpg', '/c.svg', 'data:image/png;base64,AAAA'),
      alt: fc.constantFrom('', 'A picture', 'صورة'),
    })
    .map((value): Inline => ({ type: 'image', ...value }));
}

/** Any block; `depth` is how far lists, quotes and details may nest. */
export function arbitraryBlock(length = 1, depth = 3): Arbitrary<Block> {
  const flat: { weight: number; arbitrary: Arbitrary<Block> }[] = [
    { weight: 6, arbitrary: arbitraryInlines(length).map((children) => ({ type: 'paragraph', children })) },
    { weight: 3, arbitrary: arbitraryHeading() },
    { weight: 2, arbitrary: arbitraryCode(length) },
    { weight: 1, arbitrary: arbitraryTable(length) },
    { weight: 1, arbitrary: fc.constantFrom('E = mc^2', '\\sum_{i=0}^n i').map((text) => ({ type: 'math', text })) },
    { weight: 1, arbitrary: fc.constant({ type: 'rule' }) },
    {
      weight: 1,
      arbitrary: fc
        .array(arbitraryImage(), { minLength: 1, maxLength: 3 * length })
        .map((children) => ({ type: 'paragraph', children })),
    },
  ];
  if (depth === 0) return fc.oneof(...flat);
  const children = fc.array(arbitraryBlock(length, depth - 1), { minLength: 1, maxLength: 4 });
  return fc.oneof(
    ...flat,
    { weight: 3, arbitrary: arbitraryList(children, length) },
    { weight: 1, arbitrary: arbitraryQuote(children) },
    { weight: 1, arbitrary: arbitraryDetails(children) },
  );
}

function arbitraryHeading(): Arbitrary<Block> {
  return fc.record(
    {
      type: fc.constant('heading' as const),
      level: fc.constantFrom(1, 2, 3, 4, 5, 6),
      children: arbitraryInlines(0.25, 1).map((inlines) => inlines.slice(0, 2)),
      anchor: fc.constantFrom('intro', 'own-name', 'here'),
    },
    { requiredKeys: ['type', 'level', 'children'] },
  );
}

function arbitraryCode(length: number): Arbitrary<Block> {
  const line = fc.oneof(
    { weight: 6, arbitrary: words(6).map((text) => `  ${text}`) },
    { weight: 1, arbitrary: fc.constant('') },
    { weight: 1, arbitrary: fc.constant('\tx'.repeat(40 * length)) },
  );
  return fc.record(
    {
      type: fc.constant('code' as const),
      language: fc.constantFrom('js', 'c++', 'sh'),
      text: fc
        .array(line, { minLength: 1, maxLength: 6 * length, size: 'max' })
        .map((lines) => `if\n${lines.join('\n')}\nend`),
    },
    { requiredKeys: ['type', 'text'] },
  );
}

function arbitraryTable(length: number): Arbitrary<Block> {
  return fc.integer({ min: 1, max: 25 }).chain((columns) => {
    const row = fc.array(arbitraryInlines(0.25, 1), { minLength: columns, maxLength: columns });
    return fc.record({
      type: fc.constant('table' as const),
      align: fc.array(fc.constantFrom(undefined, 'left' as const, 'center' as const, 'right' as const), {
        minLength: columns,
        maxLength: columns,
      }),
      header: fc.oneof(fc.constant([]), row),
      rows: fc.array(row, { maxLength: 2 * length }),
    });
  });
}

function arbitraryList(children: Arbitrary<readonly Block[]>, length: number): Arbitrary<Block> {
  const item: Arbitrary<ListItem> = fc.record(
    {
      checked: fc.boolean(),
      children: fc.oneof({ weight: 9, arbitrary: children }, { weight: 1, arbitrary: fc.constant([]) }),
    },
    { requiredKeys: ['children'] },
  );
  return fc.record(
    {
      type: fc.constant('list' as const),
      start: fc.constantFrom(0, 1, 1, 7),
      items: fc.array(item, { minLength: 1, maxLength: 3 * length }),
    },
    { requiredKeys: ['type', 'items'] },
  );
}

function arbitraryQuote(children: Arbitrary<readonly Block[]>): Arbitrary<Block> {
  return fc.record(
    { type: fc.constant('quote' as const), alert: fc.constantFrom('note' as const, 'warning' as const), children },
    { requiredKeys: ['type', 'children'] },
  );
}

function arbitraryDetails(children: Arbitrary<readonly Block[]>): Arbitrary<Block> {
  return fc.record(
    { type: fc.constant('details' as const), summary: arbitraryInlines(1, 0), open: fc.boolean(), children },
    { requiredKeys: ['type', 'summary', 'children'] },
  );
}
