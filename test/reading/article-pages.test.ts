import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openOnce } from '../../src/reading/article-pages.ts';
import { articleOf, samplePages, surroundings, textIn, words } from './sample-reading.ts';

const paragraph = 'Some words that say little, and then a few more of them. '.repeat(20);
const sections = (count: number) =>
  Array.from({ length: count }, (_, n) => `## Part ${n}\n\n${paragraph}`).join('\n\n');

/** A worker of our own making; its file lives as long as the test. */
async function workerFile(code: string): Promise<URL> {
  const folder = await mkdtemp(join(tmpdir(), 'worker-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, 'worker.mjs');
  await writeFile(file, `import { parentPort } from 'node:worker_threads';\n${code}`);
  return pathToFileURL(file);
}

function closing(made: ReturnType<typeof samplePages>) {
  onTestFinished(() => made.pages.close());
  return made;
}

describe('an article that is opened', () => {
  it('knows its pages, its sections and where its anchors are', async () => {
    const { pages } = closing(samplePages());
    const text = await pages.open(articleOf(sections(20)), words);
    expect(text.pages).toBeGreaterThan(2);
    expect(text.sections.map(({ title }) => title)).toEqual(Array.from({ length: 20 }, (_, n) => `Part ${n}`));
    expect(text.pageOf('part-0')).toBe(1);
    expect(text.pageOf('part-19')).toBe(text.pages);
    expect(text.pageOf('part%2D19')).toBe(text.pages);
    expect(text.pageOf('constructor')).toBeUndefined();
    expect(text.pageOf('%')).toBeUndefined();
  });

  it('has no pages when it shows nothing', async () => {
    const { pages } = closing(samplePages());
    expect((await pages.open(articleOf('<!-- later -->'), words)).pages).toBe(0);
  });

  it('has only the pages it has', async () => {
    const { pages } = closing(samplePages());
    const text = await pages.open(articleOf('Words'), words);
    await expect(text.messages(0, 'rich')).rejects.toThrow(RangeError);
    await expect(text.messages(2, 'rich')).rejects.toThrow(RangeError);
  });

  it('is the same from the worker thread, from this one, and kept nowhere', async () => {
    const article = articleOf(`${sections(12)}\n\n[^1]: A note\n\nWords[^1] and $x^2$.`);
    const near = await closing(samplePages()).pages.open(article, words);
    const far = await closing(samplePages({ longFrom: 10 })).pages.open(article, words);
    const once = await openOnce(article, words, surroundings);
    for (const text of [far, once]) {
      expect([text.pages, text.sections]).toEqual([near.pages, near.sections]);
      for (let page = 1; page <= near.pages; page++) {
        expect(await text.messages(page, 'rich')).toEqual(await near.messages(page, 'rich'));
      }
    }
  });
});

describe('an article that cannot be prepared', () => {
  const body = `First words.\n\n${'A line of a long paragraph\n'.repeat(1_000)}\n\nLast words.`;

  it.each([
    ['takes too long', "parentPort.on('message', () => {});", /longer than 40 ms/],
    ['kills its thread', "parentPort.on('message', () => process.exit(3));", /ended with 3/],
    ['makes its thread fail', "parentPort.on('message', () => { throw new Error('odd'); });", /failed/],
    ['finds no thread', 'throw new Error("no start");', /failed/],
    ['finds no code', 'this is no JavaScript', /failed/],
  ])('because it %s comes as bare text, and the log says why', async (_, code, reason) => {
    const worker = { file: await workerFile(code), ...(reason.test('longer than 40 ms') ? { timeoutMs: 40 } : {}) };
    const { pages, warnings } = closing(samplePages({ longFrom: 10, worker }));
    const text = await pages.open(articleOf(body), words);
    const shown = await Promise.all(Array.from({ length: text.pages }, (_, page) => text.messages(page + 1, 'plain')));
    expect(text.pages).toBeGreaterThan(2);
    expect(textIn(shown)).toContain('First words.');
    expect(textIn(shown).match(/A line of a long paragraph/g)?.length).toBe(1_000);
    expect(textIn(shown)).toContain('Last words.');
    expect(warnings).toMatchObject([[expect.anything(), { error: { message: expect.stringMatching(reason) } }]]);
  });

  it('is not tried again for every reader, but again after a while', async () => {
    const file = await workerFile("parentPort.on('message', () => process.exit(3));");
    let now = new Date('2026-01-01T00:00:00Z');
    const { pages, warnings } = closing(samplePages({ longFrom: 10, worker: { file }, now: () => now }));
    const article = articleOf(body);
    await Promise.all([pages.open(article, words), pages.open(article, words)]);
    await pages.open(article, words);
    expect(warnings.length).toBe(1);
    now = new Date('2026-01-01T00:11:00Z');
    await pages.open(article, words);
    expect(warnings.length).toBe(2);
  });

  it('does not spoil the next one: a new thread takes over', async () => {
    const file = await workerFile(`parentPort.on('message', ({ body }) => {
      if (body.startsWith('First')) process.exit(3);
      parentPort.postMessage({ pages: ['{"blocks":[],"footnotes":[]}'], sections: [], anchors: [], isRtl: false });
    });`);
    const { pages, warnings } = closing(samplePages({ longFrom: 10, worker: { file } }));
    const [, next] = await Promise.all([
      pages.open(articleOf(body), words),
      pages.open(articleOf('Another article of some length'), words),
    ]);
    expect(next.pages).toBe(1);
    expect(warnings.length).toBe(1);
  });
});

describe('what has been opened', () => {
  /** Counts in its pages how many articles it has prepared. */
  const counting = `let count = 0;
    parentPort.on('message', ({ body }) => {
      count += 1;
      const page = JSON.stringify({ blocks: [{ type: 'paragraph', children: [{ type: 'text', text: String(count) }] }], footnotes: [] });
      parentPort.postMessage({ pages: [page.padEnd(body.length)], sections: [], anchors: [], isRtl: false });
    });`;
  const opener = async (keptCharacters: number) => {
    const worker = { file: await workerFile(counting) };
    const { pages } = closing(samplePages({ longFrom: 10, keptCharacters, worker }));
    return async (body: string, overrides = {}) => {
      const text = await pages.open(articleOf(body, { title: '.', ...overrides }), words);
      return Number(/\d+/.exec(textIn(await text.messages(1, 'plain')))?.[0]);
    };
  };

  it('is prepared once, for those who come at the same time and for those who come later', async () => {
    const open = await opener(10_000);
    expect(await Promise.all([open('x'.repeat(400)), open('x'.repeat(400))])).toEqual([1, 1]);
    expect(await open('x'.repeat(400))).toBe(1);
  });

  it('is prepared anew when its content or its language is another', async () => {
    const open = await opener(10_000);
    await open('x'.repeat(400));
    expect(await open('x'.repeat(400), { contentHash: 'other' })).toBe(2);
    expect(await open('x'.repeat(400), { lang: 'he' })).toBe(3);
  });

  it('is forgotten when there is no room for it', async () => {
    const open = await opener(1_000);
    expect([await open('a'.repeat(400)), await open('b'.repeat(400)), await open('c'.repeat(400))]).toEqual([1, 2, 3]);
    expect([await open('b'.repeat(400)), await open('a'.repeat(400))]).toEqual([2, 4]);
  });

  it('is not waited for once all is closed', async () => {
    const file = await workerFile("parentPort.on('message', () => {});");
    const { pages } = samplePages({ longFrom: 10, worker: { file } });
    const opening = [pages.open(articleOf('Some words here'), words), pages.open(articleOf('Other words here'), words)];
    await pages.close();
    expect((await Promise.all(opening)).map((text) => text.pages)).toEqual([1, 1]);
    expect((await pages.open(articleOf('Words after the end'), words)).pages).toBe(1);
    await pages.close();
  });
});
