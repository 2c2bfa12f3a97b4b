import { join } from 'node:path';
import type { InputRichMessage, MessageEntity } from 'grammy/types';
import { describe, expect, it } from 'vitest';
import { createFullCatalog, loadEverything } from '../../src/catalog/load-everything.ts';
import { createArticleRenderer, PREVIEW_FORMS, type RenderedMessage } from '../../src/cli/render-article.ts';
import { loadTexts } from '../../src/locales/texts.ts';
import { parseMarkdown } from '../../src/markdown/parse.ts';
import { plainText } from '../../src/markdown/plain-text.ts';
import { NOW } from '../check/check-folder.ts';
import { type ClassicMessage, validateClassic } from '../render/validate-classic.ts';
import { textOfRich, violationsOf } from '../render/validate-rich.ts';

const FOLDER = join(import.meta.dirname, '../../content');
const { articles } = await loadEverything({ folders: [FOLDER] }, NOW);
const catalog = createFullCatalog(articles);

function rendererOf(form: (typeof PREVIEW_FORMS)[number]) {
  const site = { url: 'https://example.org', template: '{site}/articles/{slug}' };
  const settings = { site, botUsername: 'notes_bot', contentFolders: [FOLDER], form, page: undefined };
  return createArticleRenderer(settings, catalog, loadTexts().for());
}

interface Sent {
  readonly text?: string;
  readonly entities?: MessageEntity[];
  readonly caption?: string;
  readonly caption_entities?: MessageEntity[];
  readonly photo?: string;
  readonly media?: readonly (Sent & { readonly media: string })[] & string;
  readonly rich_message?: InputRichMessage;
}

function faultsOf(line: RenderedMessage): string[] {
  // What is printed is what counts, after its way through JSON.
  const { method, payload, files = {} } = JSON.parse(JSON.stringify(line)) as RenderedMessage;
  const sent = payload as Sent;
  if (method === 'sendRichMessage') {
    const numbered = JSON.stringify(sent.rich_message).replaceAll('attach://file', 'attach://');
    return violationsOf(JSON.parse(numbered), Object.keys(files).length);
  }
  return validateClassic([asMessage(method, sent, files)]);
}

function asMessage(method: string, sent: Sent, files: Readonly<Record<string, string>>): ClassicMessage {
  const words = { rawText: sent.caption ?? '', rawEntities: sent.caption_entities ?? [] } as const;
  const picture = (media: string) => {
    const path = files[media.replace('attach://', '')];
    return path === undefined ? { kind: 'url' as const, url: media } : { kind: 'file' as const, path };
  };
  // The fallback is not printed: it is sent only after a refusal.
  const fallback = { rawText: 'x', rawEntities: [] };
  switch (method) {
    case 'sendMessage':
      return { kind: 'text', text: { rawText: sent.text ?? '', rawEntities: (sent.entities ?? []) as never } };
    case 'sendPhoto':
      return { kind: 'photo', photo: picture(sent.photo ?? ''), caption: words as never, fallback };
    case 'sendMediaGroup': {
      const photos = (sent.media ?? []).map((each) => ({
        photo: picture(each.media),
        caption: { rawText: each.caption ?? '', rawEntities: (each.caption_entities ?? []) as never },
      }));
      return { kind: 'album', photos, fallback };
    }
    default:
      throw new Error(`${method} sends no page of an article`);
  }
}

/** The words and numbers of a text: what forms add are signs, spaces and marks. */
function wordsOf(text: string): string[] {
  return text.match(/\p{L}+|\p{N}+/gu) ?? [];
}

function printedText({ method, payload }: RenderedMessage): string {
  const sent = payload as Sent;
  if (method === 'sendRichMessage') return textOfRich(sent.rich_message?.blocks ?? []);
  if (method === 'sendMediaGroup') return (sent.media ?? []).map(({ caption }) => caption ?? '').join('\n');
  return sent.text ?? sent.caption ?? '';
}

/** Words that are missing in `text`, counting how often each is there. */
function missing(expected: readonly string[], text: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const word of text) left.set(word, (left.get(word) ?? 0) + 1);
  return expected.filter((word) => {
    const count = left.get(word) ?? 0;
    left.set(word, count - 1);
    return count <= 0;
  });
}

describe.each(PREVIEW_FORMS)('every article in the %s form', (form) => {
  const render = rendererOf(form);

  it('is taken by Telegram as it is printed', async () => {
    expect(articles.length).toBeGreaterThan(50);
    for (const article of catalog.articles) {
      const lines = await render(article);
      const faults = lines.flatMap((line) =>
        faultsOf(line).map((fault) => `${article.file}, page ${line.page}: ${fault}`),
      );
      expect(faults).toEqual([]);
      if (form === 'plain') expect(lines.every(({ payload }) => !(payload as Sent).entities?.length)).toBe(true);
    }
  });

  it('says every word of the article', async () => {
    for (const article of catalog.articles) {
      const printed = (await render(article)).map(printedText).join('\n');
      const document = parseMarkdown(article.body, { mdx: article.mdx });
      expect({ file: article.file, lost: missing(wordsOf(plainText(document)), wordsOf(printed)) }).toEqual({
        file: article.file,
        lost: [],
      });
    }
  });
});
