import fc, { type Arbitrary } from 'fast-check';
import { NUMBER, phrase } from './numbered-words.ts';
import { STRAY } from './stray-marks.ts';

const address = fc.constantFrom(
  `https://a.example/z${NUMBER}`,
  'http://b.example/?q=1&r=2#s',
  'other.md',
  '../up/other.md#part',
  '/root/path',
  '#w-1',
  '#nowhere',
  '//cdn.example/x',
  'mailto:a@b.example',
  'javascript:alert(1)',
  '',
);
const pictureAddress = fc.constantFrom(
  'https://a.example/b.png',
  'pictures/dot.png',
  'missing.jpg',
  'pictures/draw.svg',
  'https://a.example/c.gif',
  'data:image/png;base64,AAAA',
  'has space.png',
  `https://a.example/z${NUMBER}.webp?x`,
);

/** A picture whose name is for readers. */
export const picture = fc.oneof(
  fc.tuple(phrase('p', 3), pictureAddress).map(([alt, url]) => `![${alt}](${url})`),
  fc.tuple(phrase('p', 2), pictureAddress).map(([alt, url]) => `<img src="${url}" alt="${alt}" width=40>`),
  fc.tuple(phrase('p', 2), address).map(([alt, url]) => `[![${alt}](pictures/dot.png "z${NUMBER}")](${url})`),
);

const around = (open: string, close: string) => phrase('w', 4).map((words) => open + words + close);

const plainInline = fc.oneof(
  { weight: 8, arbitrary: phrase('w', 12) },
  { weight: 1, arbitrary: phrase('w', 250) },
  around('**', '**'),
  around('*', '*'),
  around('_', '_'),
  around('~~', '~~'),
  around('==', '=='),
  around('`', '`'),
  around('`` ` ', ' ``'),
  around('$x_1 ', '$'),
  around('<b>', '</b>'),
  around('<u>', '</u>'),
  around('<kbd>', '</kbd>'),
  around('<sup>', '</sup>'),
  around('<sub>', '</sub>'),
  around('<mark>', '</mark>'),
  around('<span class="tg-spoiler">', '</span>'),
  around(`<a href="https://a.example/z${NUMBER}" title="z${NUMBER}">`, '</a>'),
  around('***', '***'),
  around('**a `b` ~~', '~~**'),
  fc.tuple(phrase('w', 3), address).map(([words, url]) => `[${words}](${url} "z${NUMBER}")`),
  fc.tuple(phrase('w', 3), address).map(([words, url]) => `[**${words}** \`${words}\`](<${url}>)`),
  picture,
  fc.constantFrom(
    `<https://c.example/u${NUMBER}>`,
    `https://c.example/u${NUMBER} `,
    `<!-- z${NUMBER} -->`,
    '[^1]',
    '[^2]',
    '[^3]',
    '<br>',
    '&amp;&lt;&copy;&#x1F600;',
    '👨‍👩‍👧‍👦',
    `<span data-x="z${NUMBER}" />`,
  ),
);

const mdxInline = fc.oneof(
  around('{ ', ' }'),
  around('{"', '"}'),
  around(`<Foo.Bar icon="z${NUMBER}" on={() => { return "z${NUMBER}" }}>`, '</Foo.Bar>'),
  fc.constantFrom(`{/* z${NUMBER} */}`, `<Chart data={[1, "z${NUMBER}"]} />`),
);

/** What a text is written in, and how carefully. */
export interface Manner {
  readonly mdx: boolean;
  readonly wild: boolean;
}

function inlineOf({ mdx, wild }: Manner): Arbitrary<string> {
  return fc.oneof(
    { weight: 10, arbitrary: plainInline },
    { weight: mdx ? 2 : 0, arbitrary: mdxInline },
    { weight: wild ? 5 : 0, arbitrary: fc.constantFrom(...STRAY) },
  );
}

/** A line of text. */
export function lineOf(manner: Manner, most = 6): Arbitrary<string> {
  return fc
    .tuple(phrase('w', 2), fc.array(inlineOf(manner), { maxLength: most }), fc.constantFrom(' ', ''))
    .map(([first, rest, gap]) => [first, ...rest].join(gap));
}
