import { describe, expect, it } from 'vitest';
import { decodeText } from '../../src/catalog/decode-text.ts';
import { parseArticle } from '../../src/catalog/parse-article.ts';
import { contentFile, parseText } from './parsed.ts';

const warnings = (text: string, path?: string) => parseText(text, path).problems.map(({ message }) => message);
const content = (text: string, path?: string) => parseText(text, path).article.content;

describe('the bytes of a file', () => {
  const plain = '---\ntitle: A\ntags: [x]\n---\n\n```\ncode\n```\n';

  it.each([
    ['a byte order mark', `\ufeff${plain}`],
    ['CRLF', plain.replaceAll('\n', '\r\n')],
    ['mixed line ends', plain.replace('\n', '\r\n')],
    ['old Mac line ends', plain.replaceAll('\n', '\r')],
    ['a byte order mark and CRLF', `\ufeff${plain.replaceAll('\n', '\r\n')}`],
    ['control characters', plain.replace('code', 'co\u0000d\u0008e')],
  ])('give the same article with %s', (_what, text) => {
    expect(content(text)).toEqual(content(plain));
  });

  it('are read as UTF-16 when they say so', () => {
    expect(decodeText(Buffer.from('\ufeff# Ä', 'utf16le'))).toEqual({ text: '# Ä', damaged: false });
  });

  it('keep joiners, direction marks and no-break spaces in the body', () => {
    const body = 'می\u200cخواهم 👩\u200d💻 \u202bx\u202c a\u00a0b';
    expect(content(`---\ntitle: A\n---\n${body}`).body).toBe(body);
  });

  it('are reported when they are not text', () => {
    expect(decodeText(Buffer.from([0x41, 0xff, 0x42])).damaged).toBe(true);
  });
});

describe('the title', () => {
  it('is taken from the first heading when there is no front matter, once and without a warning', () => {
    expect(parseText('# Hello *there*\n\nText\n')).toMatchObject({
      article: { content: { title: 'Hello there', body: 'Text\n' } },
      problems: [],
    });
  });

  it.each([
    ['---\ndate: 2024-01-01\n---\n# Hello\nText', 'Hello', 1],
    ['---\ndate: 2024-01-01\ntitle: ~\n---\n# Hello\nText', 'Hello', 3],
    ['---\ntitle: ""\n---\nText', 'My post', 2],
    ['Text only', 'My post', 1],
  ])('missing in %j is reported, and %j is used', (text, title, line) => {
    const { article, problems } = parseText(text, '2024-01-01-my-post.md');
    expect(article.content.title).toBe(title);
    expect(problems).toMatchObject([
      { severity: 'warning', line, message: expect.stringContaining('title is missing') },
    ]);
    expect(problems[0]?.remedy).toMatch(text.includes('title:') ? /^Write it behind "title:"/ : /^Add a line/);
  });

  it.each(['[', '*a_ ', '# a {#', '{#', '<!--'])('is found quickly in a heading of very many %j', (run) => {
    const { title } = content(`# Start ${run.repeat(Math.ceil(200_000 / run.length))}\n\nText`);
    expect(title).toMatch(/^(?:Start|Post)/);
  });

  it.each(['[', '{{a(', '*a_ '])('does not wait for a description of very many %j', (run) => {
    const description = run.repeat(Math.ceil(200_000 / run.length));
    expect(content(`---\ntitle: A\ndescription: '${description}'\n---\n`).description).not.toBe('');
  });

  it.each([
    ['# Hello\n\nText', 'Text'],
    ['Hello\n=====\n\nText', 'Text'],
    ['# hello  #\n\nText', 'Text'],
    ['# *Hello* {#id}\n\nText', 'Text'],
    ['![](a.png)\n\n# Hello\n\nText', '![](a.png)\n\n\nText'],
    ['# Hello\n\n# Second\n', '# Second\n'],
    ['# Hello {:.big}\n', ''],
  ])('repeated as the first heading of %j is shown once', (body, rest) => {
    expect(content(`---\ntitle: Hello\n---\n${body}`).body).toBe(rest);
  });

  it.each([
    '# Hello, world\n\nText',
    '## Hello\n\nText',
    '```\n# Hello\n```\n',
    '~~~~md\n~~~\n# Hello\n~~~~\n',
    '<!--\n# Hello\n-->\n',
    '#Hello\n',
    '# First\n\n# Hello\n',
    '    # Hello\n',
  ])('does not take anything out of %j', (body) => {
    expect(content(`---\ntitle: Hello\n---\n${body}`).body).toBe(body);
  });

  it('with code in it is found again in a heading with code', () => {
    expect(content('---\ntitle: The `map()` method\n---\n# The `map()` method\n').body).toBe('');
    expect(content('---\ntitle: The map() method\n---\n# The `map()` method\n').body).toBe('');
  });
});

describe('the description', () => {
  it.each([
    ['description: Some words', 'Body', 'Some words'],
    ['description: |\n  Some\n  words', 'Body', 'Some words'],
    ['description: Some **bold** [words](https://example.org) and `code`', 'Body', 'Some bold words and code'],
    ['description: 5 < 6 & C# > D', 'Body', '5 < 6 & C# > D'],
    ['description: Hello', 'Body here.', 'Body here.'],
    ['description: 42', 'Body', '42'],
    ['description: ~', 'Body', 'Body'],
    ["description: The {{jsxref('Array')}} and {{Glossary('CORS', 'rules')}}", 'Body', 'The Array and CORS'],
    ['description: Writing {{ name }} in templates', 'Body', 'Writing {{ name }} in templates'],
    ['x: 1', '## Part\n\nFirst *para*\ngraph.\n\nSecond.', 'First para graph.'],
    ['x: 1', '{{JSRef}}\n\nThe {{jsxref("Array")}} object.', 'The Array object.'],
    ['x: 1', 'Hello', ''],
    ['x: 1', '![A picture](a.png)', ''],
    ['x: 1', '', ''],
  ])('of %j over %j is %j', (field, body, description) => {
    expect(content(`---\ntitle: Hello\n${field}\n---\n${body}`).description).toBe(description);
  });

  it('made from a long paragraph ends at a word near 300 characters', () => {
    const { description } = content(`---\ntitle: A\n---\n${'lorem ipsum, '.repeat(60)}`);
    expect(description.length).toBeLessThanOrEqual(300);
    expect(description).toMatch(/ipsum…$|lorem…$/);
  });

  it('is found behind a long block of code and not cut inside a surrogate pair', () => {
    const body = `\`\`\`\n${'x\n'.repeat(5_000)}\`\`\`\n\n${'😀'.repeat(400)}`;
    expect(content(`---\ntitle: A\n---\n${body}`).description).toMatch(/^(?:😀){140,150}…$/u);
  });
});

describe('an article', () => {
  it('is dated by its path when front matter gives no date, or an impossible one', () => {
    const inPath = new Date('2016-04-14T00:00:00Z');
    expect(content('---\ntitle: A\n---\n', '2016-04-14-a.md').date).toEqual(inPath);
    expect(content('---\ntitle: A\ndate: 2020-01-01\n---\n', '2016-04-14-a.md').date).toEqual(new Date('2020-01-01'));
    expect(content('---\ntitle: A\ndate: 2025-02-30\n---\n', '2016-04-14-a.md').date).toEqual(inPath);
    expect(warnings('---\ntitle: A\ndate: 2025-02-30\n---\n')).toEqual([
      'date: "2025-02-30" is no date, so it is left out',
    ]);
    expect(content('---\ntitle: A\ndate: true\n---\n')).not.toHaveProperty('date');
  });

  it('takes its language from front matter before its file name', () => {
    expect(content('# A', 'post.fr.md').lang).toBe('fr');
    expect(content('# A', 'post.pt-br.md').lang).toBe('pt-BR');
    expect(content('---\ntitle: A\nlang: de\n---\n', 'post.fr.md').lang).toBe('de');
  });

  it('counts its reading time when none is given', () => {
    expect(content(`# A\n\n${'word '.repeat(238 * 4)}`).readingMinutes).toBe(4);
    expect(content('# A').readingMinutes).toBe(1);
    expect(content(`---\ntitle: A\nreadingMinutes: 20\n---\n${'word '.repeat(238)}`).readingMinutes).toBe(20);
  });

  it('keeps one content hash whatever its line ends, another for another text', () => {
    expect(content('# A\r\n\r\nB').contentHash).toBe(content('# A\n\nB').contentHash);
    expect(content('# A\n\nC').contentHash).not.toBe(content('# A\n\nB').contentHash);
  });

  it('is not made of an empty or broken file, which is named', () => {
    for (const text of ['', ' \n\n', '---\ntitle: a: b\n---\n', '---js\n{}\n---\n']) {
      const { article, problems } = parseArticle(contentFile('a/b.md'), text);
      expect(article).toBeUndefined();
      expect(problems).toMatchObject([{ severity: 'error', file: 'content/a/b.md' }]);
    }
  });

  it('is made of front matter alone, and of MDX', () => {
    expect(content('---\ntitle: A\n---')).toMatchObject({ title: 'A', body: '', mdx: false });
    expect(content('import X from "./x"\n\n# A\n\nText', 'a.mdx')).toMatchObject({
      title: 'A',
      description: 'Text',
      mdx: true,
    });
  });

  it('warns of a second block at its line', () => {
    const { problems } = parseText('---\ntitle: A\n---\n---\nlayout: x\n---\nText');
    expect(problems).toMatchObject([{ severity: 'warning', line: 4 }]);
  });
});
