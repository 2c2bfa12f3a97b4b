import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Article } from '../../src/catalog/article.ts';
import { assignIds } from '../../src/catalog/assign-ids.ts';
import { createContentLoader } from '../../src/catalog/content-loader.ts';
import { createCatalog } from '../../src/catalog/create-catalog.ts';
import { openOnce } from '../../src/reading/article-pages.ts';
import { temporaryFolder } from '../catalog/temporary-folder.ts';
import { pngHeader } from './pictures.ts';
import { surroundings, textIn, words } from './sample-reading.ts';

const filler = 'Words that fill the page, one after another. '.repeat(30);
const parts = Array.from({ length: 12 }, (_, n) => `## Part ${n}\n\n${filler}`).join('\n\n');

/** The text of `first.md` among other files. */
async function open(body: string, files: Readonly<Record<string, Buffer | string>> = {}) {
  const folder = temporaryFolder({ 'first.md': `---\ntitle: First\nid: first\n---\n${body}` });
  const others = { 'second.md': '---\ntitle: Second\nid: second\n---\nText', ...files };
  for (const [name, content] of Object.entries(others)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), content);
  }
  const { articles } = await createContentLoader({ folders: [folder] }).load();
  const catalog = createCatalog(assignIds(articles, []).articles, new Date());
  const article = catalog.article('first') as Article;
  return { folder, text: await openOnce(article, words, { ...surroundings, catalog, contentFolders: [folder] }) };
}

const linksOn = (value: unknown): string[] =>
  [...JSON.stringify(value).matchAll(/"(?:url|anchor_name)":"([^"]*)"/g)].map(([, link]) => link ?? '');

describe('a page', () => {
  it('has the title and, when there is much to choose from, the contents on top of the first one only', async () => {
    const { text } = await open(parts);
    const [first, second] = await Promise.all([text.messages(1, 'rich'), text.messages(2, 'rich')]);
    const blocks = first.flatMap((message) => (message.kind === 'rich' ? message.blocks : []));
    expect(blocks.slice(0, 2)).toMatchObject([{ type: 'heading', text: 'First', size: 1 }, { type: 'details' }]);
    expect(textIn(second)).not.toContain('First');
    expect(JSON.stringify(second)).not.toContain('"details"');
    for (const form of ['classic', 'plain'] as const) {
      expect(textIn(await text.messages(1, form))).toContain('First');
      expect(textIn(await text.messages(2, form))).not.toContain('First');
    }
  });

  it('has no contents when the text is short', async () => {
    const { text } = await open('## One\n\nWords\n\n## Two\n\nWords\n\n## Three\n\nWords\n\n## Four\n\nWords');
    expect(JSON.stringify(await text.messages(1, 'rich'))).not.toContain('"details"');
  });

  it('links to articles and to its other pages in the bot, to its own anchors, and to the site', async () => {
    const links = '[a](second.md) [b](#part-11) [c](#part-0) [d](/about) [e](first.md#part-11) [f](#nowhere)';
    const { text } = await open(`${links}\n\n${parts}`);
    const last = `https://t.me/notes_bot?start=p_${text.pages}_first`;
    const body = (await text.messages(1, 'rich')).flatMap((message) => ('blocks' in message ? message.blocks : []));
    const site = 'https://notes.example/about';
    const second = 'https://t.me/notes_bot?start=a_second';
    expect(linksOn(body.find(({ type }) => type === 'paragraph'))).toEqual([second, last, 'part-0', site, last]);
    const inClassic = linksOn(await text.messages(1, 'classic')).filter((link) => link.startsWith('https:'));
    expect(inClassic).toEqual([second, last, site, last]);
  });

  it('shows pictures of the content folder as files, others by their address or as links', async () => {
    const body = '![near](img/near.png)\n\n![far](https://example.org/far.png)\n\n![odd](img/odd.png)';
    const files = { 'img/near.png': pngHeader(80, 60), 'img/odd.png': 'no picture' };
    const { folder, text } = await open(body, files);
    const [rich] = await text.messages(1, 'rich');
    expect(rich).toMatchObject({ files: [join(folder, 'img/near.png')] });
    expect(JSON.stringify(rich)).toContain('"media":"attach://0"');
    expect(JSON.stringify(rich)).toContain('"media":"https://example.org/far.png"');
    expect(textIn(rich)).toContain('odd');
    const [bare] = await text.messages(1, 'rich', { withoutMedia: true });
    expect(JSON.stringify(bare)).toContain('"media":"attach://0"');
    expect(JSON.stringify(bare)).not.toContain('"media":"https');
    const kinds = (await text.messages(1, 'classic')).map(({ kind }) => kind);
    expect(kinds).toContain('photo');
  });

  it('shows pictures that only the site has by their address there', async () => {
    const { text } = await open('![Diagram](/img/flow.png)');
    const [rich] = await text.messages(1, 'rich');
    expect(JSON.stringify(rich)).toContain('"media":"https://notes.example/img/flow.png"');
    const [bare] = await text.messages(1, 'rich', { withoutMedia: true });
    expect(linksOn(bare)).toEqual(['https://notes.example/img/flow.png']);
  });
});
