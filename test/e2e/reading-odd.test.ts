import { describe, expect, it } from 'vitest';
import type { ChatMessage } from '../../src/playground/chat-protocol.ts';
import type { Person } from '../../src/playground/person.ts';
import { blocksOf, card, named, now, openLibrary, read, tap, turn } from './reading-scene.ts';
import { labels, set } from './scene.ts';

const ARABIC = 'هذه مقالة عن الوسطاء والأقسام. '.repeat(12);
const MDX = `import Chart from './chart.js'
export const year = 2026

# Heading

<Note kind="warning">Mind the **gap**.</Note>

<Chart data={[1, 2, 3]} />

The year is {year}, and 1 < 2.

<Tabs><Tab title="One">First tab.</Tab></Tabs>
`;

/** Reads every page of an article by its buttons, rich or classic, and gives all that came. */
async function readThrough(person: Person, id: string): Promise<string> {
  let page = await read(person, id);
  const texts = [page.text];
  while (labels(page).includes('›')) {
    const before = page.text;
    await person.press('›', page);
    page = await person.waitForMessage((message) => message.id === page.id && message.text !== before);
    texts.push(page.text);
  }
  return texts.join('\n');
}

async function classic(person: Person, id: string): Promise<ChatMessage> {
  await set(person, 'form', 'classic');
  return await read(person, id);
}

describe('MDX', () => {
  it.each(['rich', 'classic'] as const)('is read without its machinery: %s', async (form) => {
    const { mia } = await openLibrary({ 'a.mdx': named('a', 'With parts', MDX, { description: 'Brief' }) });
    await set(mia, 'form', form);
    const { text } = await read(mia, 'a');
    for (const kept of ['Heading', 'Mind the gap.', 'The year is', 'year', '1 < 2', 'First tab.']) {
      expect(text).toContain(kept);
    }
    for (const gone of ['import', 'export', '<Note', '<Chart', 'Tabs>']) expect(text).not.toContain(gone);
  });

  it('that is broken is shown all the same', async () => {
    const body = 'Before.\n\n<Note\n\n{unclosed\n\n</Wrong> After.';
    const { mia } = await openLibrary({ 'a.mdx': named('a', 'Broken', body, { description: 'Brief' }) });
    const { text } = await read(mia, 'a');
    expect(text).toContain('Before.');
    expect(text).toContain('After.');
  });
});

describe('other scripts', () => {
  it.each([
    ['by its language', { lang: 'ar' }, ARABIC],
    ['by its words', {}, ARABIC],
  ])('a right-to-left article is sent as such %s', async (_how, fields, body) => {
    const { mia, jonas } = await openLibrary({
      'a.md': named('a', 'عن الوسطاء', body, fields),
      'b.md': named('b', 'Left to right', 'Words.'),
    });
    expect((await read(mia, 'a')).rich?.is_rtl).toBe(true);
    expect((await read(mia, 'b')).rich?.is_rtl).not.toBe(true);
    expect((await classic(jonas, 'a')).text).toContain('هذه مقالة');
  });

  it('a Chinese article is read to its end, its table in columns', async () => {
    const table = '| 名称 | 端口 |\n| --- | --- |\n| 卡夫卡 | 9092 |\n| ab | 1 |';
    const body = `${table}\n\n${'这是一篇关于消息队列的文章。'.repeat(700)}\n\n结束。`;
    const { mia, jonas } = await openLibrary({ 'a.md': named('a', '消息队列', body, { lang: 'zh' }) });
    const whole = await readThrough(mia, 'a');
    expect(whole.split('这是一篇')).toHaveLength(701);
    expect(whole).toContain('结束。');
    await set(jonas, 'form', 'classic');
    await jonas.press('Read here', await card(jonas, 'a'));
    const first = await jonas.waitForMessage(({ entities }) => entities.some(({ type }) => type === 'pre'));
    const pre = first.entities.find(({ type }) => type === 'pre');
    const columns = first.text.slice(pre?.offset ?? 0, (pre?.offset ?? 0) + (pre?.length ?? 0));
    // The ideographs are two columns wide, so the shorter name has four more spaces.
    expect(columns).toMatch(/卡夫卡( +)\S? *9092/);
    expect(columns).toMatch(/ab {5,}/);
  });
});

describe('an article', () => {
  it('of code only is read in both forms, in its language', async () => {
    const code = Array.from({ length: 400 }, (_, n) => `const line${n} = ${n};`).join('\n');
    const { mia, jonas } = await openLibrary({ 'a.md': named('a', 'Code', `\`\`\`ts\n${code}\n\`\`\``) });
    const whole = await readThrough(mia, 'a');
    for (const n of [0, 199, 399]) expect(whole.split(`const line${n} = `)).toHaveLength(2);
    expect(blocksOf(await read(mia, 'a')).find(({ type }) => type === 'pre')).toMatchObject({ language: 'ts' });
    await set(jonas, 'form', 'classic');
    await jonas.press('Read here', await card(jonas, 'a'));
    const part = await jonas.waitForMessage(({ text }) => text.includes('const line0 = '));
    expect(part.entities).toContainEqual(expect.objectContaining({ type: 'pre', language: 'ts' }));
  });

  it.each(['', '   \n\n  '])('without a text has no button to read it, and old buttons say so', async (body) => {
    const { mia } = await openLibrary({ 'a.md': named('a', 'Bare', body) });
    const shown = await card(mia, 'a');
    expect(labels(shown)).not.toContain('Read here');
    for (const action of ['openPage', 'turnPage', 'trouble'] as const) {
      const before = mia.messages.length;
      await tap(mia, { action, article: 'a', page: 1 }, shown);
      await mia.waitForMessage(({ text }) => text.includes('no text of its own'), {
        after: mia.messages[before - 1]?.id ?? 0,
      });
    }
  });

  it('of comments and definitions alone has nothing to show, which is said', async () => {
    const { mia } = await openLibrary({ 'a.md': named('a', 'Hidden', '<!-- nothing -->\n\n[x]: https://example.org') });
    const shown = await card(mia, 'a');
    await tap(mia, { action: 'readArticle', article: 'a', part: 1 }, shown);
    await mia.waitForMessage(({ text }) => text.includes('no text of its own'), { after: shown.id });
  });
});

describe('an article of 850 KB', () => {
  const chapter = (n: number) =>
    `## Chapter ${n}\n\nStart of ${n}.\n\n${`Words *with* \`marks\` and [links](https://example.org/${n}). `.repeat(150)}`;
  const body = Array.from({ length: 100 }, (_, n) => chapter(n + 1)).join('\n\n');

  it('opens, is turned to its end, and lets another reader be answered meanwhile', async () => {
    expect(body.length).toBeGreaterThan(850_000);
    const { mia, jonas } = await openLibrary({
      'a.md': named('a', 'A book', body),
      'b.md': named('b', 'Small', 'Text.'),
    });
    const shown = await card(mia, 'a');
    const order: string[] = [];
    const opened = mia
      .waitForMessage(({ text }) => text.includes('Start of 1.'), { after: shown.id })
      .then((page) => {
        order.push('book');
        return page;
      });
    await tap(mia, { action: 'readArticle', article: 'a', part: 1 }, shown);
    const [page] = await Promise.all([opened, read(jonas, 'b').then(() => order.push('small'))]);
    expect(order).toEqual(['small', 'book']);
    const pages = Number(
      labels(page)
        .find((label) => label.startsWith('1/'))
        ?.slice(2),
    );
    expect(pages).toBeGreaterThan(50);
    await tap(mia, { action: 'turnPage', article: 'a', page: pages }, page);
    const last = await mia.waitForMessage(
      (message) => message.id === page.id && labels(message).includes(`${pages}/${pages}`),
    );
    expect(last.text).toContain('Words with marks and links.');
    await turn(mia, last, 'Contents', 'Contents, with the pages');
    expect(labels(now(mia, page))).toContain('1/9');
  }, 60_000);
});
