import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { parseMarkdown } from '../../src/markdown/parse.ts';
import { plainText } from '../../src/markdown/plain-text.ts';
import { openOnce } from '../../src/reading/article-pages.ts';
import { numberedMarkdown } from './arbitrary-markdown.ts';
import { hostileMarkdown } from './hostile-markdown.ts';
import { allPayloads, judgePages } from './judge-pages.ts';
import { misses, missing } from './lost-words.ts';
import { articleOf, samplePages, surroundings, words } from './sample-reading.ts';

// SOAK=2000 SEED=7 makes a long run of it.
const SOAK = Number(process.env.SOAK ?? 0);
const TIMEOUT = SOAK > 0 ? 1_200_000 : 60_000;
// Shrinking long articles takes minutes; the seed is enough to come back to a failure.
const runs = (numRuns: number) => ({ numRuns: SOAK || numRuns, endOnFailure: process.env.SHRINK === undefined });

const FIXTURES = join(import.meta.dirname, '../fixtures/articles');
const TITLE = 'Titel';

const around = { ...surroundings, contentFolders: [FIXTURES] };

const article = ({ body, mdx }: { readonly body: string; readonly mdx: boolean }) =>
  articleOf(body, { title: TITLE, path: join(FIXTURES, 'any.md'), mdx });

describe('any Markdown', () => {
  it(
    'becomes pages that Telegram takes, with each word once and in order',
    async () => {
      await fc.assert(
        fc.asyncProperty(numberedMarkdown, async (source) => {
          const judged = await judgePages(article(source), around);
          expect(judged.faults).toEqual([]);
          expect(misses(source, judged)).toEqual([]);
        }),
        runs(25),
      );
    },
    TIMEOUT,
  );

  it(
    'becomes pages that Telegram takes and that lose no letter, however hostile it is',
    async () => {
      await fc.assert(
        fc.asyncProperty(hostileMarkdown, async ({ body, mdx }) => {
          const judged = await judgePages(article({ body, mdx }), around);
          expect(judged.faults).toEqual([]);
          const whole = plainText(parseMarkdown(body, { mdx }));
          expect({
            rich: missing(whole, judged.rich),
            classic: missing(whole, [...judged.classic, ...judged.captions]),
            plain: missing(whole, judged.plain),
          }).toEqual({ rich: '', classic: '', plain: '' });
        }),
        runs(100),
      );
    },
    TIMEOUT,
  );

  it(
    'becomes the same pages again, and in the worker thread',
    async () => {
      const { pages } = samplePages({ contentFolders: [FIXTURES], longFrom: 0 });
      onTestFinished(() => pages.close());
      await fc.assert(
        fc.asyncProperty(fc.oneof(numberedMarkdown, hostileMarkdown), async (source) => {
          const once = await allPayloads(await openOnce(article(source), words, around));
          expect(await allPayloads(await openOnce(article(source), words, around))).toEqual(once);
          expect(await allPayloads(await pages.open(article(source), words))).toEqual(once);
        }),
        runs(6),
      );
    },
    TIMEOUT,
  );
});
