import { describe, expect, it } from 'vitest';
import { loadTexts } from '../../src/locales/texts.ts';
import { renderCard, saveButton } from '../../src/render/card.ts';
import type { OutgoingMessage } from '../../src/render/message.ts';
import { renderPush } from '../../src/render/push.ts';
import { decodeButton } from '../../src/telegram/callback-data.ts';
import { asHtml } from './as-html.ts';
import { sampleArticle, sampleTag } from './sample-article.ts';

const words = loadTexts().for('en');
const textOf = (message: OutgoingMessage) => (message.kind === 'text' ? message.text : message.caption);
const buttonsOf = (message: OutgoingMessage) =>
  (message.keyboard ?? []).map((row) =>
    row.map((button) => [
      button.text,
      'callback_data' in button ? decodeButton(button.callback_data) : 'url' in button && button.url,
    ]),
  );

describe('renderCard', () => {
  it('shows title, description, tags, minutes and date', () => {
    expect(asHtml(textOf(renderCard(sampleArticle(), { words, saved: false })))).toBe(
      '<bold>Flexbox in practice</bold>\n\nWhat to reach for, and when.\n\nTags: css, web development\n4 min read · 1 December 2025',
    );
  });

  it('offers to read, open on site, save and go on', () => {
    const article = 'k3v9x0q2ab';
    expect(buttonsOf(renderCard(sampleArticle(), { words, saved: false, url: 'https://a.bc/d' }))).toEqual([
      [
        ['Read here', { action: 'readArticle', article, part: 1 }],
        ['Open on site', 'https://a.bc/d'],
      ],
      [
        ['Save', { action: 'saveArticle', article, saved: true }],
        ['Related', { action: 'related', article }],
      ],
    ]);
  });

  it('has no button without something behind it', () => {
    const texts = buttonsOf(renderCard(sampleArticle(), { words, saved: true, hasRelated: false }))
      .flat()
      .map(([text]) => text);
    expect(texts).toEqual(['Read here', '✓ Saved']);
  });

  it('continues an article that is begun', () => {
    const rows = (place: { page: number; pages: number; finished: boolean }, url?: string) =>
      buttonsOf(renderCard(sampleArticle(), { words, saved: false, place, url })).map((row) =>
        row.map(([text]) => text),
      );
    const begun = { page: 3, pages: 7, finished: false };
    expect(rows(begun, 'https://a.bc')).toEqual([
      ['Continue: page 3/7', 'Open on site'],
      ['Save', 'Related'],
    ]);
    expect(buttonsOf(renderCard(sampleArticle(), { words, saved: false, place: begun }))[0]?.[0]).toEqual([
      'Continue: page 3/7',
      { action: 'openPage', article: 'k3v9x0q2ab', page: 3 },
    ]);
    expect(rows({ page: 12, pages: 17, finished: false }, 'https://a.bc').slice(0, 2)).toEqual([
      ['Continue: page 12/17'],
      ['Open on site'],
    ]);
    expect(rows({ page: 7, pages: 7, finished: true })[0]).toEqual(['Read here']);
    expect(rows({ page: 1, pages: 1, finished: false })[0]).toEqual(['Read here']);
  });

  it('says which part of a series it is', () => {
    const series = { part: 2, parts: 5, title: 'CSS שלום' };
    const text = textOf(renderCard(sampleArticle(), { words, saved: false, series })).rawText;
    expect(text).toContain('\n\nPart 2 of 5 of “\u2068CSS שלום\u2069”\nTags: css');
  });

  it('hands the article on with a third button beside Save', () => {
    const share = { text: 'Share', switch_inline_query: 'x' };
    const { keyboard = [] } = renderCard(sampleArticle(), { words, saved: true, share });
    expect(keyboard.at(-1)?.map(({ text }) => text)).toEqual(['✓ Saved', 'Related', 'Share']);
  });

  it('does not offer to read where there is nothing to read', () => {
    const { keyboard } = renderCard(sampleArticle({ body: ' \n' }), { words, saved: false });
    expect(keyboard?.map((row) => row.map(({ text }) => text))).toEqual([['Save', 'Related']]);
  });

  it('takes a save back', () => {
    const button = saveButton(words, sampleArticle().id, true);
    expect(decodeButton('callback_data' in button ? button.callback_data : '')).toMatchObject({ saved: false });
  });

  it('leaves out what the article does not say', () => {
    const { date: _date, ...undated } = sampleArticle({ tags: [], description: 'flexbox in practice ' });
    expect(textOf(renderCard(undated, { words, saved: false })).rawText).toBe('Flexbox in practice\n\n4 min read');
  });

  it('counts the tags beyond ten', () => {
    const tags = Array.from({ length: 13 }, (_, index) => sampleTag(`t${index}`));
    expect(textOf(renderCard(sampleArticle({ tags }), { words, saved: false })).rawText).toContain('t9 +3\n');
  });

  it('is a photo with a cover that Telegram takes as one', () => {
    const cover = { kind: 'file', path: '/c/a.PNG' } as const;
    expect(renderCard(sampleArticle({ cover }), { words, saved: false })).toMatchObject({
      kind: 'photo',
      photo: cover,
    });
    const drawing = { kind: 'url', url: 'https://a.bc/d.svg?v=2' } as const;
    expect(renderCard(sampleArticle({ cover: drawing }), { words, saved: false }).kind).toBe('text');
  });

  it('cuts the description at a word to hold a caption of at most 1,024', () => {
    const tags = Array.from({ length: 30 }, () => sampleTag('x'.repeat(60)));
    const article = sampleArticle({
      title: 'T'.repeat(2_000),
      tags,
      description: 'word '.repeat(400),
      cover: { kind: 'url', url: 'https://a.bc/d.jpg' },
    });
    for (const message of [
      renderCard(article, { words, saved: false }),
      renderPush(article, { words, topic: { kind: 'all' } }),
    ]) {
      expect(message.kind).toBe('photo');
      expect(textOf(message).rawText.length).toBeLessThanOrEqual(1_024);
      expect(textOf(message).rawText).toMatch(/word…\n\nTags/);
    }
  });

  it('holds a text of at most 4,096', () => {
    const message = renderCard(sampleArticle({ description: 'a'.repeat(9_000) }), { words, saved: false });
    expect(textOf(message).rawText.length).toBe(4_096);
  });
});

describe('renderPush', () => {
  it('tells which subscription brought it and offers to end it', () => {
    const tag = sampleTag('web development');
    const push = renderPush(sampleArticle(), { words, topic: { kind: 'tag', tag } });
    expect(asHtml(textOf(push))).toMatch(/2025\n\nYou are subscribed to #<bold>web development<\/bold>\.$/);
    expect(buttonsOf(push)[1]).toEqual([
      ['Unsubscribe #web development', { action: 'subscribe', topic: tag.id, on: false, where: 'push' }],
    ]);
    expect(buttonsOf(push)[2]).toEqual([['Settings', { action: 'settings', screen: 'main', where: 'below' }]]);
  });

  it('says which search brought it, and offers to stop watching it', () => {
    const watch = { id: 'ab12cd34', name: 'kafka lag #machine learning' };
    const push = renderPush(sampleArticle(), { words, topic: { kind: 'watch', watch } });
    expect(asHtml(textOf(push))).toMatch(/2025\n\nYou watch the search “<bold>kafka lag #machine learning<\/bold>”\.$/);
    expect(buttonsOf(push)[1]).toEqual([
      ['Stop watching “kafka lag #machine…”', { action: 'subscribe', topic: 'ab12cd34', on: false, where: 'push' }],
    ]);
    const again = renderPush(sampleArticle(), { words, topic: { kind: 'watch', watch }, subscribed: false });
    expect(buttonsOf(again)[1]?.[0]?.[0]).toBe('Watch “kafka lag #machine…”');
  });

  it('knows subscriptions to everything', () => {
    const push = renderPush(sampleArticle(), { words, topic: { kind: 'all' } });
    expect(textOf(push).rawText).toMatch(/subscribed to everything\.$/);
    expect(buttonsOf(push)[1]).toEqual([
      ['Unsubscribe everything', { action: 'subscribe', topic: 'all', on: false, where: 'push' }],
    ]);
  });

  it('puts the settings beside a short tag', () => {
    const push = renderPush(sampleArticle(), { words, topic: { kind: 'tag', tag: sampleTag('css') } });
    expect(push.keyboard?.map((row) => row.map(({ text }) => text))).toEqual([
      ['Read here', 'Save'],
      ['Unsubscribe #css', 'Settings'],
    ]);
  });

  it('shows what the reader has done with it', () => {
    const topic = { kind: 'tag', tag: sampleTag('css') } as const;
    const push = renderPush(sampleArticle(), { words, topic, saved: true, subscribed: false });
    expect(push.keyboard?.map((row) => row.map(({ text }) => text))).toEqual([
      ['Read here', '✓ Saved'],
      ['Subscribe #css', 'Settings'],
    ]);
  });

  it('keeps a text within the length asked for', () => {
    const article = sampleArticle({ description: 'word '.repeat(400) });
    const push = renderPush(article, { words, topic: { kind: 'all' }, textLimit: 1_024 });
    expect(textOf(push).rawText.length).toBeLessThanOrEqual(1_024);
    expect(textOf(push).rawText).toMatch(/subscribed to everything\.$/);
  });

  it('cuts a long tag at a whole character', () => {
    const push = renderPush(sampleArticle(), { words, topic: { kind: 'tag', tag: sampleTag('👩🏽‍🚀'.repeat(9)) } });
    expect(buttonsOf(push)[1]?.[0]?.[0]).toBe(`Unsubscribe #${'👩🏽‍🚀'.repeat(3)}…`);
  });
});
