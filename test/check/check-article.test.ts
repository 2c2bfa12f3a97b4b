import { describe, expect, it } from 'vitest';
import { checkFiles, inShort, PNG } from './check-folder.ts';

const HEAD = '---\ntitle: A\ndescription: about\n---\n';
const wide = (columns: number) => ['a|', '-|', 'b|'].map((cell) => `|${cell.repeat(columns)}`).join('\n');

describe('a check', () => {
  it.each<[what: string, text: string, findings: string[]]>([
    ['says nothing of a sound article', `${HEAD}Text with [a link](https://example.org).`, []],
    ['finds missing front matter fields', '---\ntitle: A\n---\nText', ['1 warning no-description']],
    ['finds an unknown language', HEAD.replace('title', 'lang: xx\ntitle'), ['2 warning unknown-language']],
    ['finds a language of its own', HEAD.replace('title', 'lang: x-mine\ntitle'), ['2 warning unknown-language']],
    ['finds what is no language', HEAD.replace('title', 'lang: "?"\ntitle'), ['2 warning unknown-language']],
    ['finds broken front matter', '---\ntitle: "A\n---\nText', ['2 error front-matter']],
    ['finds front matter without an end', '---\ntitle: A\n\nText', ['1 error front-matter']],
    ['finds an empty file', '', ['- error unreadable']],
    ['finds a cover that is not there', HEAD.replace('title', 'cover: a.png\ntitle'), ['2 warning missing-image']],
    ['counts from the file', `${HEAD}\n[x](gone.md)`, ['6 error dead-link']],
    ['counts without front matter', '# A\n\n[x](gone.md)', ['1 warning no-description', '3 error dead-link']],
    ['counts the heading that is the title', `${HEAD}# A\n\n[x](gone.md)`, ['7 error dead-link']],
    ['counts in TOML', '+++\ntitle = "A"\ndescription = "b"\n+++\n\n[x](gone.md)', ['6 error dead-link']],
    ['counts in CRLF', `${HEAD}\n[x](gone.md)`.replaceAll('\n', '\r\n'), ['6 error dead-link']],
    ['counts inside a paragraph', `${HEAD}one\ntwo\n[x](gone.md)`, ['7 error dead-link']],
    ['counts in lists', `${HEAD}- one\n  - two [x](gone.md)`, ['6 error dead-link']],
    ['counts in tables', `${HEAD}|a|\n|-|\n|[x](gone.md)|`, ['7 error dead-link']],
    ['counts in quotes', `${HEAD}> one\n> [x](gone.md)`, ['6 error dead-link']],
    ['counts in footnotes', `${HEAD}one[^1]\n\n[^1]: [x](gone.md)`, ['7 error dead-link']],
    ['counts references where they are used', `${HEAD}[x][r]\n\n[r]: gone.md`, ['5 error dead-link']],
    ['counts in HTML', `${HEAD}<p>one\n<a href="gone.md">x</a></p>`, ['6 error dead-link']],
    ['counts pictures in HTML', `${HEAD}<p>one\n<img src="gone.png"></p>`, ['6 error missing-image']],
    ['finds a missing picture', `${HEAD}\n![x](img/gone.png)`, ['6 error missing-image']],
    ['lets 20 columns pass', `${HEAD}${wide(20)}`, []],
    ['finds a table of 21 columns', `${HEAD}\n${wide(21)}`, ['6 warning wide-table']],
    ['finds long code', `${HEAD}\n\`\`\`\n${'line\n'.repeat(2_000)}\`\`\``, ['6 warning page-limit']],
    ['finds a long paragraph', `${HEAD}Hello.\n\n${'A word. '.repeat(1_100)}`, ['7 warning page-limit']],
    ['finds a long list', `${HEAD}Hello.\n\n${'- item\n'.repeat(200)}`, ['7 warning page-limit']],
    ['finds an anchor of nothing', `${HEAD}## One\n\n[x](#two)`, ['7 warning dead-anchor']],
    ['knows anchors', `${HEAD}[a](#one) [b](#own) [c](#top)\n\n## One\n\n## Two {#own}`, []],
    ['finds an SVG', `${HEAD}![x](https://example.org/a.svg?x=1)`, ['5 warning image-form']],
  ])('%s', async (_what, text, findings) => {
    expect(inShort(await checkFiles({ 'posts/a.md': text }))).toEqual(findings);
  });

  it('names the file and what to do', async () => {
    const [finding] = await checkFiles({ 'posts/in/a.md': `${HEAD}[x](gone.md)` });
    expect(finding).toEqual({
      file: 'posts/in/a.md',
      line: 5,
      severity: 'error',
      rule: 'dead-link',
      message: 'the link "gone.md" leads to no article and no file',
      remedy: 'Correct the path, counted from this file, or take the link out.',
    });
  });

  it('counts in MDX', async () => {
    const text = `${HEAD}import A from './a';\n\n<A b={1}>\n[x](gone.md)\n</A>\n\n<img src={require('./x.png')} />`;
    expect(inShort(await checkFiles({ 'posts/a.mdx': text }))).toEqual(['8 error dead-link']);
  });

  it('finds files that are no text and files that are too large', async () => {
    const damaged = Buffer.concat([Buffer.from(HEAD), Uint8Array.of(0xff, 0xfe, 0x41)]);
    const files = { 'posts/a.md': damaged, 'posts/b.md': 'x'.repeat(2 * 1024 * 1024 + 1) };
    expect(inShort(await checkFiles(files))).toEqual(['- warning unreadable', '- error unreadable']);
  });
});

describe('a link', () => {
  it.each([
    ['b.md'],
    ['./b'],
    ['b.html'],
    ['../b/'],
    ['/b'],
    ['/posts/2024/b/'],
    ['b.md?x=1#y'],
    ['bundle/'],
    ['../bundle/'],
    ['bundle/index.md'],
    ['2024-01-02-dated.md'],
    ['../dated'],
    ['%D1%84.md'],
    ['mailto:a@example.org'],
    ['//example.org/a'],
    ['{{site.baseurl}}/a'],
    ['{{<ref"b.md">}}'],
    ['{%link%}'],
    ['@site/docs/a.md'],
    ['@/blog/a.md'],
    ['~/a.md'],
  ])('to %s raises no alarm', async (href) => {
    const article = `${HEAD}[x](${href})`;
    const other = `---\ntitle: O\ndescription: o\n---\nText`;
    const names = ['b.md', 'bundle/index.md', '2024-01-02-dated.md', '_draft.md', 'ф.md'];
    const others = Object.fromEntries(names.map((name) => [`posts/${name}`, other]));
    expect(await checkFiles({ 'posts/a.md': article, 'posts/bundle/a.png': PNG, ...others })).toEqual([]);
  });

  it.each([
    ['gone.md', 'error', 'error'],
    ['../gone/', 'error', 'warning'],
    ['gone.html', 'error', 'warning'],
    ['/gone', 'warning', undefined],
    ['/files/paper.pdf', 'warning', undefined],
    ['paper.pdf', 'error', 'error'],
    ['bundle/a.png', 'warning', undefined],
    ['_draft.md', 'warning', undefined],
    ['www.example.org', 'error', 'error'],
  ])('to %s is a matter of the site: without one %s, with one %s', async (href, without, withSite) => {
    const files = {
      'posts/a.md': `${HEAD}[x](${href})`,
      'static/files/paper.pdf': '',
      'posts/bundle/a.png': '',
      'posts/_draft.md': '',
    };
    expect((await checkFiles(files)).map(({ severity }) => severity)).toEqual([without]);
    const there = await checkFiles(files, 'https://example.org');
    expect(there.map(({ severity }) => severity)).toEqual(withSite === undefined ? [] : [withSite]);
  });

  it('to an article that is not out yet is told, but not between two of them', async () => {
    const link = (name: string) => `[x](${name}.md)`;
    const draft = HEAD.replace('title', 'draft: true\ntitle');
    const future = HEAD.replace('title', 'date: 2999-01-01\ntitle');
    const files = {
      'posts/a.md': `${HEAD}${link('b')} ${link('c')}`,
      'posts/b.md': `${draft}${link('c')}`,
      'posts/c.md': `${future}${link('b')}`,
    };
    expect(inShort(await checkFiles(files))).toEqual(['5 warning dead-link', '5 warning dead-link']);
  });

  it('whose anchor is written by other rules is told what to write', async () => {
    const [finding] = await checkFiles({ 'posts/a.md': `${HEAD}[x](#C-Notes!)\n\n## C notes` });
    expect(finding?.remedy).toBe('Write "#c-notes", or name the heading: {#C-Notes!}.');
  });

  it.each([
    ['www.example.org/a', 'Write the whole address: https://www.example.org/a.'],
    ['me@example.org', 'Write mailto: before it: mailto:me@example.org.'],
  ])('to %s is told what to write', async (href, remedy) => {
    expect((await checkFiles({ 'posts/a.md': `${HEAD}[x](${href})` }))[0]?.remedy).toBe(remedy);
  });
});

describe('a picture', () => {
  const large = new Uint8Array(10 * 1024 * 1024 + 1);
  const narrow = PNG.with(18, 0x20);
  const files = {
    'posts/a.png': PNG,
    'posts/ä b.png': PNG,
    'posts/root/r.png': PNG,
    'posts/large.png': Buffer.concat([PNG, large]),
    'posts/narrow.png': narrow,
    'posts/text.png': 'no picture',
    'posts/a.svg': '<svg/>',
    'static/img/s.png': PNG,
    'outside.png': PNG,
  };

  it.each<[url: string, finding: string | undefined, withSite: string | undefined]>([
    ['a.png', undefined, undefined],
    ['./a.png?v=2', undefined, undefined],
    ['%C3%A4%20b.png', undefined, undefined],
    ['/root/r.png', undefined, undefined],
    ['https://example.org/a.png', undefined, undefined],
    ['@site/static/img/s.png', undefined, undefined],
    ['{{site.url}}/a.png', undefined, undefined],
    ['gone.png', 'error missing-image', 'error missing-image'],
    ['/img/s.png', 'warning missing-image', 'warning missing-image'],
    ['../../img/s.png', 'warning missing-image', 'warning missing-image'],
    ['../outside.png', 'warning missing-image', 'warning missing-image'],
    ['/img/gone.png', 'error missing-image', 'warning missing-image'],
    ['large.png', 'warning image-form', 'warning image-form'],
    ['narrow.png', 'warning image-form', 'warning image-form'],
    ['text.png', 'warning image-form', 'warning image-form'],
    ['a.svg', 'warning image-form', 'warning image-form'],
  ])('at %s: %s', async (url, finding, withSite) => {
    const site = { ...files, 'posts/a.md': `${HEAD}![x](${url})` };
    expect(inShort(await checkFiles(site))).toEqual(finding === undefined ? [] : [`5 ${finding}`]);
    const there = inShort(await checkFiles(site, 'https://example.org'));
    expect(there).toEqual(withSite === undefined ? [] : [`5 ${withSite}`]);
  });
});
