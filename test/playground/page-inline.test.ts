import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { InlineAnswer, InlineQuestion } from '../../src/playground/chat-protocol.ts';
import { chromiumPath, launchChromium, PATIENCE_MS } from './page-browser.ts';
import { measure, openByHand } from './page-by-hand.ts';
import { botMessage } from './page-rich-sample.ts';

const PER_ANSWER = 12;
const LAST = 30;
const PIXEL = '<svg xmlns="http://www.w3.org/2000/svg"/>';

describe.skipIf(chromiumPath === undefined)('inline results on the page', { timeout: 60_000 }, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser?.close());

  it('come for the words after the bot’s name, asked for once typing rests', async () => {
    const { page, questions, complaints } = await open(browser);
    const field = page.getByRole('textbox', { name: 'Message' });
    await field.pressSequentially('@Work_Notes_Bot flex', { delay: 5 });
    await page.getByRole('option', { name: 'flex 1', exact: false }).first().waitFor();
    expect(questions).toEqual([{ query: 'flex', offset: '' }]);
    await field.fill('no longer a question');
    await page.getByRole('option').first().waitFor({ state: 'detached' });
    expect(complaints).toEqual([]);
  });

  it('are chosen by keyboard and sent via the bot', async () => {
    const { page, choices } = await open(browser);
    const field = page.getByRole('textbox', { name: 'Message' });
    await field.fill('@work_notes_bot grid');
    await page.getByRole('option').first().waitFor();
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowUp', 'Enter']) await field.press(key);
    await expect.poll(() => choices, { timeout: PATIENCE_MS }).toEqual([{ queryId: 'q:grid', resultId: 'grid-2' }]);
    expect(await field.inputValue()).toBe('');
    expect(await page.getByRole('option').count()).toBe(0);
  });

  it('are chosen by a press, and more come at the end of the list', async () => {
    const { page, questions, choices } = await open(browser);
    await page.getByRole('textbox', { name: 'Message' }).fill('@work_notes_bot css');
    const rows = page.getByRole('option');
    await expect.poll(() => rows.count(), { timeout: PATIENCE_MS }).toBe(PER_ANSWER);
    await rows.last().scrollIntoViewIfNeeded();
    await expect.poll(() => rows.count(), { timeout: PATIENCE_MS }).toBe(2 * PER_ANSWER);
    await rows.last().scrollIntoViewIfNeeded();
    await expect.poll(() => rows.count(), { timeout: PATIENCE_MS }).toBe(LAST);
    expect(questions.map(({ offset }) => offset)).toEqual(['', '12', '24']);
    await rows.last().click();
    await expect.poll(() => choices, { timeout: PATIENCE_MS }).toEqual([{ queryId: 'q:css', resultId: 'css-30' }]);
  });

  it('are asked for by a button, with the words ready to go on with', async () => {
    const { page } = await open(browser);
    await page.getByRole('button', { name: 'Share' }).click();
    const field = page.getByRole('textbox', { name: 'Message' });
    expect(await field.inputValue()).toBe('@work_notes_bot a_k3v9');
    expect(await measure(page, '#text', 'node === document.activeElement')).toBe(true);
    await page.getByRole('option').first().waitFor();
    await field.press('Escape');
    expect(await page.getByRole('option').count()).toBe(0);
  });

  it('stand below the bot’s button, which starts a chat with its parameter', async () => {
    const { page, said } = await open(browser);
    const field = page.getByRole('textbox', { name: 'Message' });
    await field.fill('@work_notes_bot button');
    const button = page.getByRole('option', { name: 'More in the bot' });
    await button.waitFor();
    expect(await page.getByRole('option').first().textContent()).toBe('More in the bot');
    expect(await page.getByRole('option', { selected: true }).textContent()).toContain('button 1');
    await field.press('ArrowUp');
    await field.press('Enter');
    await expect.poll(() => said, { timeout: PATIENCE_MS }).toEqual([{ text: '/start s_abc' }]);
    expect(await field.inputValue()).toBe('');
    await field.fill('@work_notes_bot button alone');
    await button.click();
    await expect.poll(() => said.length, { timeout: PATIENCE_MS }).toBe(2);
  });

  it('show a picture where there is one', async () => {
    const { page } = await open(browser);
    await page.getByRole('textbox', { name: 'Message' }).fill('@work_notes_bot pictured');
    await page.getByRole('option').first().waitFor();
    expect(await page.locator('.inline-result img').count()).toBe(1);
  });

  it('say so when there are none', async () => {
    const { page, choices } = await open(browser);
    const field = page.getByRole('textbox', { name: 'Message' });
    await field.fill('@work_notes_bot nothing');
    await page.getByRole('option', { name: 'Nothing found.' }).waitFor();
    await field.fill('@work_notes_bot broken');
    await page.getByRole('option', { name: 'The bot did not answer.' }).waitFor();
    await field.press('Enter');
    expect(choices).toEqual([]);
  });

  it('name the bot above what was sent', async () => {
    const { page } = await open(browser);
    expect(await page.locator('.from-person .bubble').textContent()).toContain('via @work_notes_bot');
  });
});

interface Opened {
  readonly page: Page;
  readonly complaints: readonly string[];
  readonly questions: readonly InlineQuestion[];
  readonly choices: readonly unknown[];
  readonly said: readonly unknown[];
}

/** The page over a bot that finds thirty results, twelve at a time, for all words but `nothing` and `broken`. */
async function open(browser: Browser): Promise<Opened> {
  const questions: InlineQuestion[] = [];
  const choices: unknown[] = [];
  const said: unknown[] = [];
  const messages = [
    botMessage(1, { text: 'An article', keyboard: [[{ text: 'Share', switch_inline_query: 'a_k3v9' }]] }),
    botMessage(2, { from: 'person', text: 'Read this', viaBot: true }),
  ];
  const { page, complaints } = await openByHand(browser, messages, {
    before: async (fresh) => {
      await fresh.route('**/inline', (route) => {
        const question = route.request().postDataJSON() as InlineQuestion;
        questions.push(question);
        if (question.query === 'broken') return route.fulfill({ status: 400, json: { error: 'No answer.' } });
        return route.fulfill({ json: answer(question) });
      });
      await fresh.route('**/inline/choice', (route) => {
        choices.push(route.request().postDataJSON());
        return route.fulfill({ json: {} });
      });
      await fresh.route('**/chats/*/messages', (route) => {
        said.push(route.request().postDataJSON());
        return route.fulfill({ json: {} });
      });
      await fresh.route('https://pictures.example/**', (route) =>
        route.fulfill({ contentType: 'image/svg+xml', body: PIXEL }),
      );
    },
  });
  return { page, complaints, questions, choices, said };
}

function answer({ query, offset }: InlineQuestion): InlineAnswer {
  const from = Number(offset || 0);
  const to = query === 'nothing' || query.endsWith('alone') ? from : Math.min(LAST, from + PER_ANSWER);
  const results = Array.from({ length: to - from }, (_, index) => {
    const number = from + index + 1;
    return {
      id: `${query}-${number}`,
      title: `${query} ${number}`,
      description: 'What it is about',
      ...picture(query, number),
    };
  });
  const button = query.startsWith('button') ? { button: { text: 'More in the bot', startParameter: 's_abc' } } : {};
  return { queryId: `q:${query}`, results, nextOffset: to < LAST && to > from ? String(to) : '', ...button };
}

function picture(query: string, number: number): { thumbnail?: string } {
  return query === 'pictured' && number === 1 ? { thumbnail: 'https://pictures.example/a.png' } : {};
}
