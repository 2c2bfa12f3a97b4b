import { describe, expect, it } from 'vitest';
import type { ChatMessage } from '../../src/playground/chat-protocol.ts';
import { blocksOf, chapters, named, now, openLibrary, read, turn } from './reading-scene.ts';
import { labels, set } from './scene.ts';

const BOT = 'https://t.me/work_notes_test_bot?start=';
const BODY = [
  'Read [the other](other.md), [it by slug](/articles/other/), [its part](other.md#chapter-3) and [the draft](draft.md).',
  'On the site: [about](/about), [a page beside](more.html), [elsewhere](https://example.org/a?b=c).',
  'Not to be opened: [a script](javascript:alert(1)), [a letter](mailto:ada@notes.example).',
  'Here: [the third chapter](#chapter-3), [the first](#chapter-1), [nowhere](#nowhere).',
].join('\n\n');
const LIBRARY = {
  'links.md': named(
    'links',
    'Many links',
    `## Chapter 1\n\n${BODY}\n\n${chapters(3).replaceAll('Chapter 1', 'Chapter one')}`,
  ),
  'other.md': named('other', 'The other one', chapters(3), { slug: 'other' }),
  'draft.md': named('draft', 'Not yet', 'Soon.', { draft: 'true' }),
};

function richLinks(page: ChatMessage): Record<string, string> {
  const links = blocksOf(page).flatMap((part) => {
    const { type, url, text, anchor_name: anchor } = part as unknown as Record<string, string>;
    if (type === 'url') return [[String(text), String(url)]];
    return type === 'anchor_link' ? [[String(text), `#${anchor}`]] : [];
  });
  return Object.fromEntries(links);
}

function classicLinks({ text, entities }: ChatMessage): Record<string, string> {
  const links = entities.flatMap((entity) =>
    entity.type === 'text_link' ? [[text.slice(entity.offset, entity.offset + entity.length), entity.url]] : [],
  );
  return Object.fromEntries(links);
}

const ELSEWHERE = {
  'the other': `${BOT}a_other`,
  'it by slug': `${BOT}a_other`,
  'its part': `${BOT}a_other`,
  about: 'https://notes.example/about',
  'a page beside': 'https://notes.example/articles/more.html',
  elsewhere: 'https://example.org/a?b=c',
};

describe('links in a text', () => {
  it('open articles and pages in the bot, and the rest on the site: rich', async () => {
    const { mia } = await openLibrary(LIBRARY);
    const page = await read(mia, 'links');
    expect(page.text).toContain('the draft');
    const links = richLinks(page);
    expect(links).toMatchObject({ ...ELSEWHERE, 'the third chapter': expect.stringContaining(`_links`) });
    expect(links['the first']).toBe('#chapter-1');
    for (const dead of ['the draft', 'a script', 'nowhere']) expect(links).not.toHaveProperty([dead]);
  });

  it('open articles and pages in the bot, and the rest on the site: classic', async () => {
    const { mia } = await openLibrary(LIBRARY);
    await set(mia, 'form', 'classic');
    await read(mia, 'links');
    const page = await mia.waitForMessage(({ text }) => text.includes('the third chapter'));
    const links = classicLinks(page);
    expect(links).toMatchObject({ ...ELSEWHERE, 'the third chapter': expect.stringContaining(`_links`) });
    for (const dead of ['the draft', 'a script', 'nowhere', 'the first']) expect(links).not.toHaveProperty([dead]);
  });

  it('lead to the card of an article', async () => {
    const { mia } = await openLibrary(LIBRARY);
    const link = richLinks(await read(mia, 'links'))['the other'] ?? '';
    const shown = await mia.ask(`/start ${link.slice(BOT.length)}`);
    expect(shown.text).toMatch(/^The other one/);
    expect(labels(shown)).toContain('Read here');
  });

  it('lead to the page with a heading', async () => {
    const { mia } = await openLibrary(LIBRARY);
    const link = richLinks(await read(mia, 'links'))['the third chapter'] ?? '';
    expect(link).toMatch(/\?start=p_\d_links$/);
    const page = await mia.ask(`/start ${link.slice(BOT.length)}`);
    expect(page.rich).toBeDefined();
    expect(page.text).toContain('Start of 3.');
    await turn(mia, page, '‹', 'Start of 2.');
    expect(labels(now(mia, page)).join()).toContain('2/');
  });

  it.each(['p_0_links', 'p_2_gone', 'p_99999_links', 'p_x_links', 'a_draft'])(
    'greet when they lead nowhere: %s',
    async (payload) => {
      const { mia } = await openLibrary(LIBRARY);
      const answer = await mia.ask(`/start ${payload}`);
      expect(answer.text).toContain('no longer here');
      expect(labels(answer)).toContain('Latest articles');
    },
  );

  it('to a page beyond the end lead to the last', async () => {
    const { mia } = await openLibrary(LIBRARY);
    expect((await mia.ask('/start p_9999_other')).text).toContain('Start of 3.');
  });
});
