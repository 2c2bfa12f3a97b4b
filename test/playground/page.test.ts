import type { Bot } from 'grammy';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Playground } from '../../src/playground/playground.ts';
import { inlineKeyboard } from '../../src/telegram/send-message.ts';
import { GREETING, pager, sampleDigest, scriptBot } from './page-bot.ts';
import { chromiumPath, launchChromium, openPage, PATIENCE_MS } from './page-browser.ts';
import { createBot, JONAS, MIA, poll, startPlayground } from './setup.ts';

const title = chromiumPath
  ? 'the page in a browser'
  : 'the page in a browser (skipped: no Chromium found, set CHROMIUM_PATH)';
const BURST = 200;
const CUT_LABELS = `[...document.querySelectorAll('.key-label')]
  .filter((node) => node.scrollWidth > node.clientWidth)
  .map((node) => node.textContent)`;

describe.skipIf(chromiumPath === undefined)(title, { timeout: 60_000 }, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser?.close());

  it('starts a chat and shows the answer with its entities', async () => {
    const { page, complaints, playground } = await open(browser);
    await start(page);

    const answer = bubble(page, 'Hello Mia');
    expect(await answer.locator('strong').allTextContents()).toEqual(['Hello Mia']);
    expect(await answer.locator('strong em').allTextContents()).toEqual(['Mia']);
    expect(await answer.textContent()).toContain('<b>x</b>');

    await answer.getByRole('button', { name: 'Hidden text' }).click();
    await eventually(() => read(page, '.spoiler-text', 'getComputedStyle(node).opacity')).toBe('1');
    await answer.getByRole('button', { name: '/help' }).click();
    await bubble(page, 'You said /help').waitFor();
    expect(playground.person(MIA).messages.map(({ text }) => text)).toEqual([
      '/start',
      GREETING,
      '/help',
      'You said /help',
    ]);
    expect(complaints).toEqual([]);
  });

  it('presses a button: a spinner until the answer, a toast, an edit in place', async () => {
    const answered = Promise.withResolvers<void>();
    const { page, complaints } = await open(browser, (bot) => {
      bot.callbackQuery('page:2', async (context) => {
        await answered.promise;
        await context.answerCallbackQuery('Turned');
        await context.editMessageText('Page 2', { reply_markup: { inline_keyboard: [pager(2)] } });
      });
    });
    await start(page);
    await write(page, '/list');
    await page.getByRole('button', { name: '›' }).click();
    await page.locator('.key[aria-busy="true"]').waitFor();
    answered.resolve();
    await page.locator('#toast').getByText('Turned').waitFor();
    await bubble(page, 'Page 2').waitFor();

    expect(await page.locator('.message').count()).toBe(4);
    expect(await page.locator('.key[aria-busy="true"]').count()).toBe(0);
    expect(await page.locator('.edited').count()).toBe(1);
    expect(complaints).toEqual([]);
  });

  it('shows an answer that asks for attention until it is closed', async () => {
    const { page, complaints } = await open(browser, (bot) => {
      bot.callbackQuery('page:0', (context) => context.answerCallbackQuery({ text: 'Really?', show_alert: true }));
    });
    await start(page);
    await write(page, '/list');
    await page.getByRole('button', { name: '‹' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Really?').waitFor();
    expect(await page.locator('.key[aria-busy="true"]').count()).toBe(0);
    await dialog.getByRole('button', { name: 'OK' }).click();
    await dialog.waitFor({ state: 'hidden' });
    expect(complaints).toEqual([]);
  });

  it('counts what another persona has not read, over a reload, until it is opened', async () => {
    const { page, playground, bot } = await open(browser);
    await playground.person(JONAS).ask('/start');
    await bot.api.sendMessage(JONAS, 'News for Jonas');
    const jonas = page.getByRole('link', { name: 'Jonas' });
    await eventually(() => jonas.locator('.badge').textContent()).toBe('2');
    await page.reload();
    await eventually(() => jonas.locator('.badge').textContent()).toBe('2');

    await jonas.click();
    await bubble(page, 'News for Jonas').waitFor();
    await jonas.locator('.badge').waitFor({ state: 'detached' });
    await page.getByRole('link', { name: 'Mia' }).click();
    await startButton(page).waitFor();
    await page.reload();
    await startButton(page).waitFor();
    expect(await jonas.locator('.badge').count()).toBe(0);
  });

  it('sends /start for a deep link to the bot instead of leaving', async () => {
    const { page } = await open(browser);
    await start(page);
    await write(page, '/link');
    await page.locator('#messages').getByRole('link', { name: 'Open article' }).click();
    await page.locator('.from-person').filter({ hasText: '/start a_k3v9' }).waitFor();
    await bubble(page, 'Started with a_k3v9').waitFor();
    expect(page.context().pages()).toHaveLength(1);
  });

  it('blocks the bot from the menu and lets it back in', async () => {
    const { page, playground } = await open(browser);
    await start(page);
    await write(page, '/list');
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: 'Block the bot' }).click();
    await page.getByRole('button', { name: 'Unblock' }).waitFor();
    expect(playground.person(MIA).blocked).toBe(true);
    await page.getByRole('button', { name: 'Unblock' }).click();
    await page.getByRole('textbox', { name: 'Message' }).waitFor();
    expect(playground.person(MIA).blocked).toBe(false);
  });

  it.each([320, 360])('fits a window %i pixels wide, one screen at a time', async (width) => {
    const { page } = await open(browser, undefined, { viewport: { width, height: 640 }, hasTouch: true });
    await page.getByRole('link', { name: 'Mia' }).click();
    await start(page);
    for (const command of ['/list', '/wide', '/link']) await write(page, command);
    await page.locator('#messages').getByRole('link', { name: 'Open article' }).waitFor();

    const tooWide = `[...document.querySelectorAll('main, main *:not(pre *)')]
      .filter((node) => node.getBoundingClientRect().right > innerWidth + 1)
      .map((node) => node.outerHTML.slice(0, 80))`;
    expect(await page.evaluate(tooWide)).toEqual([]);
    expect(await read(page, '#scroller', 'node.scrollWidth - node.clientWidth')).toBe(0);
    await page.getByRole('button', { name: 'Back to the chats' }).click();
    await page.getByRole('link', { name: 'Jonas' }).waitFor();
    expect(await page.locator('main').isVisible()).toBe(false);
  });

  it('is usable with the keyboard alone', async () => {
    const { page, playground } = await open(browser, (bot) => {
      bot.callbackQuery('page:2', async (context) => {
        await context.answerCallbackQuery();
        await context.editMessageText('Page 2', { reply_markup: { inline_keyboard: [pager(2)] } });
      });
    });
    const focused = () => page.evaluate<string>('document.activeElement.textContent.trim()');
    await page.getByRole('link', { name: 'Mia' }).focus();
    for (const key of ['ArrowDown', 'Enter']) await page.keyboard.press(key);
    await page.locator('#viewer-name').getByText('Jonas').waitFor();
    await eventually(focused).toBe('Start');
    await page.keyboard.press('Enter');
    await bubble(page, 'Hello Mia').waitFor();

    await page.keyboard.type('/');
    await page.getByRole('option', { name: '/list' }).waitFor();
    for (const key of ['ArrowDown', 'ArrowUp', 'ArrowDown', 'Enter']) await page.keyboard.press(key);
    await page.getByRole('button', { name: '›' }).waitFor();

    for (const key of ['Shift+Tab', 'Shift+Tab']) await page.keyboard.press(key);
    expect(await focused()).toBe('›');
    for (const key of ['ArrowLeft', 'ArrowRight', 'Enter']) await page.keyboard.press(key);
    await bubble(page, 'Page 2').waitFor();
    await eventually(focused).toBe('›');
    expect(playground.person(JONAS).messages.map(({ text }) => text)).toEqual(['/start', GREETING, '/list', 'Page 2']);
  });

  it('follows a burst of messages at the end, and keeps the place of a reader further up', async () => {
    const { page, bot } = await open(browser);
    await start(page);
    await write(page, '/list');
    const burst = async (name: string) => {
      for (let index = 1; index <= BURST; index++) await bot.api.sendMessage(MIA, `${name} ${index}.`);
      await bubble(page, `${name} ${BURST}.`).waitFor({ state: 'attached' });
    };
    const belowPx = () => read<number>(page, '#scroller', 'node.scrollHeight - node.scrollTop - node.clientHeight');

    await burst('first');
    await eventually(belowPx).toBeLessThan(2);
    await read<number>(page, '#scroller', 'node.scrollTop = 300');
    await page.locator('#to-end').waitFor();
    await burst('second');
    expect(await read<number>(page, '#scroller', 'node.scrollTop')).toBe(300);
    await page.getByRole('button', { name: `${BURST} new messages` }).click();
    await eventually(belowPx).toBeLessThan(2);
    expect(await page.locator('.message').count()).toBe(2 * BURST + 4);
  });

  it('says that the server is gone, and shows what was missed once it is back', async () => {
    const first = await startPlayground();
    const port = Number(new URL(first.url).port);
    const { page } = await openPage(browser, first.url);
    await startButton(page).waitFor();
    await first.stop();
    await page.getByText('Connecting…').waitFor();

    const second = await startPlayground({ port });
    second.person(MIA).send('Sent in between');
    await bubble(page, 'Sent in between').waitFor();
    await page.getByText('Connecting…').waitFor({ state: 'hidden' });
  });

  it('shows a digest as it came, as it was edited, and no more once it is deleted', async () => {
    const { page, bot, complaints } = await open(browser, undefined, { viewport: { width: 360, height: 720 } });
    await page.getByRole('link', { name: 'Mia' }).click();
    await start(page);
    const { text, keyboard = [] } = sampleDigest(12);
    const sent = await bot.api.sendMessage(MIA, text.text, {
      entities: text.entities,
      reply_markup: inlineKeyboard(keyboard),
      disable_notification: true,
    });
    const digest = bubble(page, '12 new articles');
    await digest.getByRole('img', { name: 'Sent silently' }).waitFor();
    const rows = page.locator('.message').last().locator('.keyboard-row');
    expect(await rows.allTextContents()).toEqual(['123456', '789101112', 'Settings']);
    expect(await page.evaluate(CUT_LABELS)).toEqual([]);
    expect(await read(page, '#scroller', 'node.scrollWidth - node.clientWidth')).toBe(0);

    await bot.api.editMessageText(MIA, sent.message_id, 'One of them was withdrawn');
    await bubble(page, 'One of them').locator('.edited').waitFor();
    await bot.api.deleteMessage(MIA, sent.message_id);
    await bubble(page, 'One of them').waitFor({ state: 'detached' });
    expect(complaints).toEqual([]);
  });

  it('offers a chat its own commands', async () => {
    const { page, bot } = await open(browser);
    await start(page);
    const commands = [{ command: 'deliveries', description: 'What was sent' }];
    await bot.api.setMyCommands(commands, { scope: { type: 'chat', chat_id: MIA } });
    const offered = async () => {
      const field = page.getByRole('textbox', { name: 'Message' });
      await field.fill('');
      await field.fill('/');
      return await page.getByRole('option').allTextContents();
    };
    await eventually(offered).toEqual(['/deliveriesWhat was sent']);
    await page.getByRole('link', { name: 'Jonas' }).click();
    await startButton(page).click();
    await bubble(page, 'Hello Mia').waitFor();
    expect(await offered()).toEqual(['/helpWhat I can do', '/listA list with pages']);
  });

  it('keeps the chosen theme', async () => {
    const { page } = await open(browser);
    const ground = () => read(page, 'body', 'getComputedStyle(node).backgroundColor');
    await page.getByRole('button', { name: 'More' }).click();
    const light = await ground();
    await page.getByRole('menuitemradio', { name: 'Dark' }).click();
    await eventually(ground).not.toBe(light);
    await page.reload();
    await startButton(page).waitFor();
    expect(await ground()).not.toBe(light);
  });

  it('redraws a message above without moving the text in view', async () => {
    const { page, bot } = await open(browser);
    await start(page);
    const { message_id: above } = await bot.api.sendMessage(MIA, 'short');
    for (let index = 1; index <= 40; index++) await bot.api.sendMessage(MIA, `line ${index}.`);
    await bubble(page, 'line 40.').waitFor();
    await read<number>(page, '#scroller', 'node.scrollTop = 400');
    await page.locator('#to-end').waitFor();
    const top = () => read<number>(page, '.message:nth-last-child(21)', 'node.getBoundingClientRect().top');
    const before = await top();
    await bot.api.editMessageText(MIA, above, 'long\n'.repeat(30));
    await bubble(page, 'long').waitFor({ state: 'attached' });
    expect(Math.abs((await top()) - before)).toBeLessThan(1);
  });
});

/** Asks until the answer is as expected: the page draws when the browser finds time. */
function eventually<Value>(look: () => Promise<Value>) {
  return expect.poll(look, { timeout: PATIENCE_MS });
}

interface Opened {
  readonly page: Page;
  readonly complaints: readonly string[];
  readonly playground: Playground;
  readonly bot: Bot;
}

/** A playground with a small scripted bot, and its page. What `script` handles, the bot's usual answers do not see. */
async function open(browser: Browser, script?: (bot: Bot) => void, options?: BrowserContextOptions): Promise<Opened> {
  const playground = await startPlayground({ now: () => new Date() });
  const bot = createBot(playground);
  script?.(bot);
  await scriptBot(bot);
  await poll(bot);
  return { ...(await openPage(browser, playground.url, options)), playground, bot };
}

function bubble(page: Page, text: string): Locator {
  return page.locator('.bubble').filter({ hasText: text });
}

function startButton(page: Page): Locator {
  return page.getByRole('button', { name: 'Start', exact: true });
}

async function start(page: Page): Promise<void> {
  await startButton(page).click();
  await bubble(page, 'Hello Mia').waitFor();
}

async function write(page: Page, text: string): Promise<void> {
  const field = page.getByRole('textbox', { name: 'Message' });
  await field.fill(text);
  await field.press('Enter');
}

/** The value of an expression over `node`, the first element in the page that matches. */
function read<Value>(page: Page, selector: string, expression: string): Promise<Value> {
  return page.evaluate<Value>(`((node) => ${expression})(document.querySelector(${JSON.stringify(selector)}))`);
}
