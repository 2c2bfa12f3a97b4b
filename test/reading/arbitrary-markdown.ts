import fc, { type Arbitrary } from 'fast-check';
import { lineOf, type Manner, picture } from './arbitrary-line.ts';
import { NUMBER, numbered, phrase } from './numbered-words.ts';
import { STRAY } from './stray-marks.ts';

/**
 * Markdown as people write it, well or badly, in which every word that a reader is to find bears a number of its own, so
 * that a test can tell what became of each without knowing how it was read. The letter before a number says what is to
 * become of it; see `WordKind`.
 */
export interface NumberedMarkdown {
  readonly body: string;
  readonly mdx: boolean;
  /** Whether marks were strewn in that open nothing and close nothing. */
  readonly wild: boolean;
}

type Lines = readonly string[];

const indent = (lines: Lines, first: string, others: string): Lines =>
  lines.map((line, at) => (at === 0 ? first : line === '' ? others.trimEnd() : others) + line);
const apart = (blocks: readonly Lines[]): Lines => blocks.flatMap((block, at) => (at === 0 ? block : ['', ...block]));

function codeOf(info: string, most: number): Arbitrary<Lines> {
  return fc
    .tuple(
      fc.constantFrom('```', '~~~', '`````'),
      fc.array(phrase('w', 6), { minLength: 1, maxLength: 5 }),
      fc.integer({ min: 1, max: most }),
    )
    .map(([fence, lines, times]) => [
      fence + info,
      ...Array.from({ length: times }, (_, at) => `${' '.repeat((at * 3) % 8)}${lines[at % lines.length]}`),
      fence,
    ]);
}

function tableOf(manner: Manner): Arbitrary<Lines> {
  const cell = fc.oneof({ weight: 4, arbitrary: phrase('w', 3) }, lineOf({ ...manner, wild: false }, 2));
  const bare = cell.map((text) => text.replaceAll('|', ''));
  return fc
    .tuple(
      fc.oneof({ weight: 9, arbitrary: fc.integer({ min: 1, max: 8 }) }, fc.constantFrom(20, 21, 25)),
      fc.array(bare, { minLength: 1, maxLength: 12 }),
      fc.oneof({ weight: 6, arbitrary: fc.nat(8) }, fc.constantFrom(80, 320)),
      fc.constantFrom('---', ':--', '--:', ':-:'),
      phrase('h', 2),
    )
    .map(([columns, cells, rows, rule, head]) => {
      const row = (of: (column: number) => string) =>
        `| ${Array.from({ length: columns }, (_, at) => of(at)).join(' | ')} |`;
      // Wide and long tables have short cells, or one alone would be a book.
      const short = columns * rows > 100;
      const cellAt = (at: number) => (short ? `w${NUMBER}` : (cells[at % cells.length] ?? ''));
      return [
        row(() => (short ? `h${NUMBER}` : head)),
        row(() => rule),
        ...Array.from({ length: rows }, (_, at) => row((column) => cellAt(at * columns + column))),
      ];
    });
}

function leafOf(manner: Manner): Arbitrary<Lines> {
  const line = lineOf(manner);
  const paragraph = fc.array(
    fc.tuple(line, fc.constantFrom('', '', '  ', '\\')).map(([text, end]) => text + end),
    { minLength: 1, maxLength: 4 },
  );
  return fc.oneof(
    { weight: 8, arbitrary: paragraph },
    { weight: 1, arbitrary: phrase('w', 900).map((text) => [text]) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.integer({ min: 300, max: 9_000 }), fc.constantFrom('x', '漢', '👍🏽'))
        .map(([length, sign]) => [`${sign.repeat(Math.ceil(length / sign.length))}w${NUMBER}`]),
    },
    {
      weight: 4,
      arbitrary: fc
        .tuple(fc.integer({ min: 1, max: 6 }), line, fc.constantFrom('', ' #', ' {#own}', ' ###'))
        .map(([level, text, end]) => [`${'#'.repeat(level)} ${text}${end}`]),
    },
    { weight: 1, arbitrary: fc.tuple(line, fc.constantFrom('===', '---')).map(([text, rule]) => [text, rule]) },
    { weight: 2, arbitrary: codeOf(`js {1,3} title="z${NUMBER}"`, 12) },
    { weight: 1, arbitrary: codeOf('', 400) },
    {
      weight: 1,
      arbitrary: fc
        .array(phrase('w', 3), { minLength: 1, maxLength: 4 })
        .map((lines) => lines.map((text) => `    ${text}`)),
    },
    { weight: 3, arbitrary: tableOf(manner) },
    {
      weight: 2,
      arbitrary: fc.array(picture, { minLength: 1, maxLength: 25 }).map((pictures) => [pictures.join(' ')]),
    },
    { weight: 1, arbitrary: phrase('w', 20).map((text) => ['$$', `\\frac{a}{b} ${text}`, '$$']) },
    { weight: 1, arbitrary: fc.tuple(phrase('w', 3), line).map(([term, text]) => [term, `: ${text}`]) },
    {
      weight: 1,
      arbitrary: fc
        .array(fc.tuple(phrase('h', 2), phrase('w', 3)), { minLength: 1, maxLength: 4 })
        .map((cells) => [
          '<table>',
          `<tr>${cells.map(([head]) => `<th>${head}</th>`).join('')}</tr>`,
          `<tr>${cells.map(([, text]) => `<td>${text}</td>`).join('')}</tr>`,
          '</table>',
        ]),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom<Lines[]>(
        ['---'],
        ['***'],
        [`<!-- z${NUMBER}`, `z${NUMBER} -->`],
        [`[ref]: https://z${NUMBER}.example`],
        ['<a id="own"></a>'],
        ['<iframe src="https://v.example/e"></iframe>'],
        [`<style>z${NUMBER}</style>`],
        ['{: .x }'],
      ),
    },
    {
      weight: manner.mdx ? 2 : 0,
      arbitrary: fc.constantFrom<Lines[]>(
        ['import Z from "./z"'],
        ['export const a = {', '  b: "z",', '};'],
        [`{/* z${NUMBER} */}`],
        [`<Chart a={1} icon="z${NUMBER}" />`],
      ),
    },
    {
      weight: manner.wild ? 3 : 0,
      arbitrary: fc
        .constantFrom(
          ...STRAY,
          '```',
          '~~~',
          '$$',
          '\\begin{align}',
          '- ',
          '1. ',
          '> ',
          '<ol start="x">',
          '***',
          '<Tabs>',
        )

        .map((mark) => [mark]),
    },
  );
}

/** A run of blocks as lines, without empty ones at its ends. */
function blocksOf(manner: Manner, most: number): Arbitrary<Lines> {
  const { run } = fc.letrec<{ run: Lines; one: Lines }>((tie) => ({
    run: fc.array(tie('one'), { minLength: 1, maxLength: most, depthIdentifier: 'markdown', size: 'max' }).map(apart),
    one: fc.oneof(
      { maxDepth: 5, depthIdentifier: 'markdown' },
      { weight: 9, arbitrary: leafOf(manner) },
      { weight: 1, arbitrary: tie('run').map((lines) => indent(lines, '> ', '> ')) },
      {
        weight: 1,
        arbitrary: fc
          .tuple(fc.constantFrom('NOTE', 'tip', 'WARNING'), tie('run'))
          .map(([kind, lines]) => indent([`[!${kind}]`, `w${NUMBER}`, '', ...lines], '> ', '> ')),
      },
      {
        weight: 3,
        arbitrary: fc
          .tuple(
            fc.array(tie('run'), { minLength: 1, maxLength: 3, size: 'max' }),
            fc.constantFrom('- ', '* ', '1. ', '7. ', '- [ ] ', '- [x] '),
            fc.boolean(),
          )
          .map(([items, mark, loose]) => {
            const width = ' '.repeat(mark.indexOf(' ') + 1);
            return items.flatMap((lines, at) => [
              ...(loose && at > 0 ? [''] : []),
              ...indent(mark.includes('[') ? [`w${NUMBER}`, '', ...lines] : lines, mark, width),
            ]);
          }),
      },
      {
        weight: 1,
        arbitrary: fc
          .tuple(phrase('w', 3), fc.constantFrom('', ' open'), tie('run'))
          .map(([summary, open, lines]) => [
            `<details${open}><summary>${summary}</summary>`,
            '',
            ...lines,
            '',
            '</details>',
          ]),
      },
      {
        weight: 1,
        arbitrary: fc.tuple(phrase('w', 2), tie('run')).map(([title, lines]) => [`:::note ${title}`, ...lines, ':::']),
      },
      { weight: 1, arbitrary: tie('run').map((lines) => ['<div align="center">', '', ...lines, '', '</div>']) },
      {
        weight: manner.mdx ? 2 : 0,
        arbitrary: tie('run').map((lines) => [`<Tabs.Item icon="z${NUMBER}">`, '', ...lines, '', '</Tabs.Item>']),
      },
      {
        weight: 1,
        arbitrary: fc
          .tuple(phrase('w', 2), fc.integer({ min: 2, max: 120 }))
          .map(([text, count]) => Array.from({ length: count }, (_, at) => `${at + 1}. ${text}`)),
      },
    ),
  }));
  return run;
}

/** Articles from nothing up to some 60 KB. */
export const numberedMarkdown: Arbitrary<NumberedMarkdown> = fc
  .record({ mdx: fc.boolean(), wild: fc.boolean() })
  .chain((manner) => {
    const notes = fc
      .subarray(['1', '2', '3'])
      .chain((labels) => fc.tuple(...labels.map((label) => blocksOf(manner, 2).map((lines) => noteOf(label, lines)))));
    const sections = fc.array(blocksOf(manner, 5), { maxLength: 5, size: 'max' });
    return fc
      .tuple(sections, notes, fc.nat(), fc.constantFrom('\n', '\n', '\r\n', '\r'))
      .map(([parts, footnotes, place, end]) => {
        const at = place % (parts.length + 1);
        const lines = apart(
          [...parts.slice(0, at), ...footnotes, ...parts.slice(at)].filter((part) => part.length > 0),
        );
        return { ...manner, body: numbered(cutAtBlock(lines.join('\n'))).replaceAll('\n', end) };
      });
  });

const MOST_CHARACTERS = 60_000;

function cutAtBlock(text: string): string {
  return text.length <= MOST_CHARACTERS ? text : text.slice(0, text.lastIndexOf('\n\n', MOST_CHARACTERS));
}

/** Paragraphs stand around it: what a note begins with has its own indentation, and indented code would belong to it. */
function noteOf(label: string, lines: Lines): Lines {
  const inside = lines.map((line) => line.replaceAll(`w${NUMBER}`, `f${NUMBER}`));
  return [`[^${label}]: f${NUMBER}`, '', ...indent(inside, '    ', '    '), '', `w${NUMBER}`];
}
