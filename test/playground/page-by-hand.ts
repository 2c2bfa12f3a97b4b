import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type { ChatMessage, PlaygroundEvent, PlaygroundState } from '../../src/playground/chat-protocol.ts';
import { openPage, PATIENCE_MS } from './page-browser.ts';
import { MIA, startPlayground } from './setup.ts';

const PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><rect width="8" height="8"/></svg>';

export interface PageByHand {
  readonly page: Page;
  readonly complaints: readonly string[];
  /** The paths of what the page asked the server for, oldest first. */
  readonly asked: readonly string[];
  /** Lets the page hear of something as if the server had said so. */
  tell(event: PlaygroundEvent): Promise<void>;
}

/**
 * The page with the given messages in Mia's chat: the server's own files, but a state and events by hand, so that the
 * page's drawing is tested for itself.
 */
export async function openByHand(
  browser: Browser,
  messages: readonly ChatMessage[],
  options: BrowserContextOptions & { readonly before?: (page: Page) => Promise<unknown> } = {},
): Promise<PageByHand> {
  const { before, ...contextOptions } = options;
  const playground = await startPlayground();
  const state = (await (await fetch(`${playground.url}/playground/state`)).json()) as PlaygroundState;
  const chats = state.chats.map((chat) => (chat.persona.id === MIA ? { ...chat, messages } : chat));
  const asked: string[] = [];
  const { page, complaints } = await openPage(browser, 'about:blank', contextOptions);
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.route('**/playground/state', (route) => route.fulfill({ json: { ...state, chats } }));
  await page.route('**/playground/files/*', (route) => route.fulfill({ contentType: 'image/svg+xml', body: PICTURE }));
  await page.addInitScript(EVENTS_BY_HAND);
  await before?.(page);
  await page.goto(`${playground.url}/#mia_torres`);
  await page.locator('.message').first().waitFor({ state: 'attached', timeout: PATIENCE_MS });
  return {
    page,
    complaints,
    asked,
    tell: (event) => page.evaluate(`eventsByHand.onmessage({ data: ${JSON.stringify(JSON.stringify(event))} })`),
  };
}

/** The value of an expression over `node`, the first element in the page that a CSS selector matches. */
export function measure<Value>(page: Page, selector: string, expression: string): Promise<Value> {
  return page.evaluate<Value>(`((node) => ${expression})(document.querySelector(${JSON.stringify(selector)}))`);
}

const EVENTS_BY_HAND = `window.EventSource = class {
  static CLOSED = 2;
  readyState = 1;
  constructor() {
    window.eventsByHand = this;
    setTimeout(() => this.onopen());
  }
  close() {}
};`;
