import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseMarkdown } from '../../src/markdown/parse.ts';
import { plainText } from '../../src/markdown/plain-text.ts';
import { hostileMarkdown, numberedMarkdown } from './arbitrary-markdown.ts';
import { judgePages } from './judge-pages.ts';
import { misses, missing } from './lost-words.ts';
import { articleOf, surroundings } from './sample-reading.ts';

// SOAK=2000 SEED=7 makes a long run of it.
const SOAK = Number(process.env.SOAK ?? 0);
const SEED = process.env.SEED === undefined ? {} : { seed: Number(process.env.SEED) };
const TIMEOUT = SOAK > 0 ? 1_200_000 : 60_000;
// Shrinking long articles takes minutes; the seed is enough to come back to a failure.
const runs = (numRuns: number) => ({
  numRuns: SOAK || numRuns,
  endOnFailure: process.env.SHRINK === undefined,
  ...SEED,
});

const FIXTURES = join(import.meta.dirname, '../fixtures/articles');
const TITLE = 'Titel';

const judge = (body: string, mdx: boolean) =>
  judgePages(articleOf(body, { title: TITLE, path: join(FIXTURES, 'any.md'), mdx }), {
    ...surroundings,
    contentFolders: [FIXTURES],
  });

describe('any Markdown', () => {
  it(
    'becomes pages that Telegram takes, with each word once and in order',
    async () => {
      await fc.assert(
        fc.asyncProperty(numberedMarkdown, async (source) => {
          const judged = await judge(source.body, source.mdx);
          expect(judged.faults).toEqual([]);
          expect(misses(source, judged)).toEqual([]);
        }),
        runs(60),
      );
    },
    TIMEOUT,
  );

  it(
    'becomes pages that Telegram takes and that lose no letter, however hostile it is',
    async () => {
      await fc.assert(
        fc.asyncProperty(hostileMarkdown, async ({ body, mdx }) => {
          const judged = await judge(body, mdx);
          expect(judged.faults).toEqual([]);
          const whole = plainText(parseMarkdown(body, { mdx }));
          expect({
            rich: missing(whole, judged.rich),
            classic: missing(whole, [...judged.classic, ...judged.captions]),
            plain: missing(whole, judged.plain),
          }).toEqual({ rich: '', classic: '', plain: '' });
        }),
        runs(150),
      );
    },
    TIMEOUT,
  );
});
