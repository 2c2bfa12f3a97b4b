import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ChatMessage } from '../../src/playground/chat-protocol.ts';
import { chromiumPath, launchChromium, PATIENCE_MS } from './page-browser.ts';
import { measure, openByHand } from './page-by-hand.ts';
import { articlePage, botMessage, everyBlock, richMessage, rightToLeft } from './page-rich-sample.ts';

const PHONE = { viewport: { width: 360, height: 740 } };
const TOO_WIDE = `[...document.querySelectorAll('main, main *:not(pre *, .table-scroll *, .slides *)')]
  .filter((node) => node.getBoundingClientRect().right > innerWidth + 1)
  .map((node) => node.outerHTML.slice(0, 80))`;

describe.skipIf(chromiumPath === undefined)('rich messages on the page', { timeout: 60_000 }, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser?.close());

  it.each([360, 600, 1200])('fit a window %i pixels wide, whatever they hold', async (width) => {
    const { page, complaints } = await openByHand(browser, [richMessage(1, everyBlock), richMessage(2, rightToLeft)], {
      viewport: { width, height: 700 },
    });
    await page.locator('math').first().waitFor({ state: 'attached' });
    expect(await page.evaluate(TOO_WIDE)).toEqual([]);
    expect(await page.evaluate('scroller.scrollWidth - scroller.clientWidth')).toBe(0);
    const [bubble, list] = await page.evaluate<[number, number]>(
      "['.with-rich', '#messages'].map((at) => document.querySelector(at).clientWidth)",
    );
    expect(list - bubble).toBeLessThan(40);
    expect(complaints).toEqual([]);
  });

  it('say what their parts are', async () => {
    const { page } = await openByHand(browser, [richMessage(1, everyBlock)]);
    const rich = page.locator('.rich');
    await rich.getByRole('heading', { name: 'Tables', level: 4 }).waitFor();
    expect(await rich.getByRole('heading').count()).toBe(7);
    expect(await rich.getByRole('columnheader').allTextContents()).toEqual(['Method', 'Calls', 'Way']);
    expect(await measure(page, 'td + td', 'getComputedStyle(node).textAlign')).toBe('right');
    expect(await rich.locator('.label').allTextContents()).toEqual(['•', '◦', '9.', '10.', '1.']);
    expect(await rich.getByRole('img', { name: 'Done', exact: true }).count()).toBe(1);
    expect(await rich.getByRole('img', { name: 'Not done' }).count()).toBe(1);
    expect(await rich.getByRole('link', { name: 'me@example.org' }).getAttribute('href')).toBe('mailto:me@example.org');
    expect(await rich.getByRole('link', { name: '+49 30 123' }).getAttribute('href')).toBe('tel:+4930123');
    expect(await rich.getByText('a trap').count()).toBeGreaterThan(0);
    expect(await rich.getByRole('link', { name: 'a trap' }).count()).toBe(0);
  });

  it('load what colours code and sets formulas only once there is some, and read well without it', async () => {
    const plain = await openByHand(browser, [richMessage(1, articlePage(1))]);
    expect(plain.asked.filter((path) => path.endsWith('.js'))).toEqual([]);

    const { page, asked } = await openByHand(browser, [richMessage(1, everyBlock)]);
    const code = page.locator('.code-block');
    await code.first().scrollIntoViewIfNeeded();
    await page.locator('.hljs-keyword').first().waitFor();
    expect(await code.first().locator('pre').textContent()).toBe(sourceOf('typescript'));
    await code.nth(2).locator('[class^="hljs"]').first().waitFor();
    expect(await page.locator('math').count()).toBe(2);
    expect(await page.locator('.formula-source').allTextContents()).toEqual(['\\frac{broken']);
    expect(asked.filter((path) => path.endsWith('.js')).sort()).toEqual([
      '/page/highlight-nginx.min.js',
      '/page/highlight.min.js',
      '/page/katex.min.js',
    ]);

    const bare = await openByHand(browser, [richMessage(1, everyBlock)], {
      before: (opened) => opened.route('**/*.min.js', (route) => route.abort()),
    });
    expect(await bare.page.locator('.code-block pre').first().textContent()).toBe(sourceOf('typescript'));
    expect(await bare.page.locator('.formula-source').first().textContent()).toBe('e^{i\\pi} + 1 = 0');
  });

  it('are read from right to left when they say so, code excepted', async () => {
    const { page } = await openByHand(browser, [richMessage(1, rightToLeft)]);
    const direction = (at: string) => measure(page, at, 'getComputedStyle(node).direction');
    expect(await direction('.rich')).toBe('rtl');
    expect(await direction('.list')).toBe('rtl');
    expect(await direction('.label')).toBe('rtl');
    expect(await direction('.code-block')).toBe('ltr');
    expect(await direction('pre[aria-label="Code, bash"]')).toBe('ltr');
    expect(await direction('pre[aria-label="Code"]')).toBe('rtl');
  });

  it('lead to places within, and open what hides them', async () => {
    const { page } = await openByHand(browser, [richMessage(1, everyBlock)], PHONE);
    await press(page, 'the tables');
    await eventually(() => topOf(page, '.blocks > .anchor + .heading')).toBeLessThan(90);
    await page.locator('.heading.pointed').waitFor();
    await page.locator('.pointed').waitFor({ state: 'detached' });

    expect(await page.locator('details').getAttribute('open')).toBeNull();
    await press(page, 'Into the details');
    await page.getByText('Inside.').waitFor();
    await press(page, 'Back to the top');
    await eventually(() => topOf(page, '.heading-1')).toBeGreaterThan(0);
  });

  it('show a footnote over the conversation, and its place in the message', async () => {
    const { page } = await openByHand(browser, [richMessage(1, everyBlock)], PHONE);
    const link = page.getByRole('link', { name: '[1]' });
    await link.focus();
    await page.keyboard.press('Enter');
    const note = page.getByRole('dialog', { name: 'Footnote' });
    await note.getByText('The note, with a source').waitFor();
    await page.keyboard.press('Escape');
    await note.waitFor({ state: 'hidden' });
    expect(await page.evaluate('document.activeElement.textContent')).toBe('[1]');

    await link.click();
    await note.getByRole('button', { name: 'Show in the message' }).click();
    await note.waitFor({ state: 'hidden' });
    await page.locator('.pointed').getByText('The note').waitFor();
  });

  it('open and close what is folded with the keyboard, and reveal what is covered', async () => {
    const { page } = await openByHand(browser, [richMessage(1, everyBlock)]);
    await page.locator('summary').focus();
    await page.keyboard.press('Enter');
    await page.getByText('Inside.').waitFor();
    await page.getByRole('button', { name: 'Show more' }).press('Enter');
    await page.getByRole('button', { name: 'Show less' }).waitFor();
    await page.getByRole('button', { name: 'Hidden picture' }).click();
    await page.getByRole('button', { name: 'Hidden picture' }).waitFor({ state: 'detached' });
    expect(await page.getByRole('dialog').count()).toBe(0);
    await page.getByRole('button', { name: 'Next slide' }).click();
    await page.locator('.slide-count').getByText('2 / 2').waitFor();
    expect(await page.locator('.slide-on').isDisabled()).toBe(true);
  });

  it('begin at their top when a page is turned, and stay where they are when little changes', async () => {
    const keyboard = [[{ text: '›', callback_data: 'next' }]];
    const first = richMessage(1, articlePage(1), { keyboard });
    const { page, tell } = await openByHand(browser, [first], PHONE);
    const top = () => topOf(page, '.with-rich');
    await eventually(top).toBeLessThan(-500);

    await tell({ type: 'edit', message: richMessage(1, articlePage(2), { keyboard, editDate: 1 }) });
    await page.getByText('Page 2 begins').waitFor();
    await eventually(top).toBeGreaterThan(0);
    expect(await top()).toBeLessThan(100);

    await page.evaluate('scroller.scrollTop += 300');
    const before = await top();
    const corrected = articlePage(2);
    corrected.blocks[40] = { type: 'paragraph', text: 'A corrected paragraph.' };
    await tell({ type: 'edit', message: richMessage(1, corrected, { keyboard, editDate: 2 }) });
    await page.getByText('A corrected paragraph.').waitFor({ state: 'attached' });
    expect(Math.abs((await top()) - before)).toBeLessThan(2);
  });

  it('begin at their top when they come, for a reader at the end', async () => {
    const { page, tell } = await openByHand(browser, [botMessage(1, { text: 'before' })], PHONE);
    await tell({ type: 'message', message: richMessage(2, articlePage(1)) });
    await eventually(() => topOf(page, '.with-rich')).toBeGreaterThan(0);
    expect(await topOf(page, '.with-rich')).toBeLessThan(200);
  });

  it('keep open what the reader opened while only the buttons change', async () => {
    const { page, tell } = await openByHand(browser, [richMessage(1, everyBlock)]);
    await page.locator('summary').click();
    const keyboard = [[{ text: 'Saved', callback_data: 'saved' }]];
    await tell({ type: 'edit', message: richMessage(1, everyBlock, { keyboard }) });
    await page.getByRole('button', { name: 'Saved' }).waitFor();
    expect(await page.locator('details').getAttribute('open')).toBe('');
  });

  it('are short in the list of chats', async () => {
    const { page } = await openByHand(browser, [richMessage(1, everyBlock, { text: 'word '.repeat(2_000) })]);
    const line = await page.getByRole('link', { name: 'Mia' }).textContent();
    expect(line?.length).toBeLessThan(300);
  });
});

describe.skipIf(chromiumPath === undefined)('albums on the page', { timeout: 60_000 }, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser?.close());

  it('are one message that grows and shrinks', async () => {
    const { page, tell } = await openByHand(browser, [photo(1, 'The caption'), photo(2)]);
    const album = page.locator('.album .photo');
    expect(await album.count()).toBe(2);
    await tell({ type: 'message', message: photo(3) });
    await eventually(() => album.count()).toBe(3);
    expect(await page.locator('.message').count()).toBe(1);
    expect(await page.locator('.message .text').textContent()).toContain('The caption');
    await tell({ type: 'delete', chatId: photo(1).chatId, messageId: 1 });
    await eventually(() => album.count()).toBe(2);
    for (const messageId of [2, 3]) await tell({ type: 'delete', chatId: photo(1).chatId, messageId });
    await eventually(() => page.locator('.message').count()).toBe(0);
  });
});

function photo(id: number, text = ''): ChatMessage {
  return botMessage(id, { albumId: 'holiday', photo: { fileId: `photo-${id}` }, text });
}

function sourceOf(language: string): unknown {
  for (const block of everyBlock.blocks) if (block.type === 'pre' && block.language === language) return block.text;
  return undefined;
}

async function press(page: Page, name: string): Promise<void> {
  await page.getByRole('link', { name }).click();
}

function eventually<Value>(look: () => Promise<Value>) {
  return expect.poll(look, { timeout: PATIENCE_MS });
}

function topOf(page: Page, selector: string): Promise<number> {
  return measure(page, selector, 'node.getBoundingClientRect().top');
}
