import { describe, expect, it } from 'vitest';
import { callParameter, type Fault, type FaultScript } from '../../src/playground/faults.ts';
import {
  card,
  chapters,
  isRich,
  lastOf,
  named,
  now,
  openLibrary,
  read,
  richCalls,
  sentAfter,
  tap,
  turn,
} from './reading-scene.ts';
import { callsTo, copies, DAY_MS, HOUR_MS, labels, set } from './scene.ts';
import type { World } from './world.ts';

const FAR = 'https://pictures.example/far.png';
const LIBRARY = {
  'long.md': named('long', 'A long piece', chapters(4)),
  'short.md': named('short', 'A short piece', 'Some **bold** words.', { description: 'In brief' }),
  'far.md': named('far', 'Far away', `Look:\n\n![A far place](${FAR})\n\nThat was **far**.`),
};
const INVALID: Fault = { kind: 'refused', description: 'Bad Request: RICH_MESSAGE_INVALID' };
const NO_URL: Fault = { kind: 'refused', description: 'Bad Request: failed to get HTTP URL content' };

/** What a rich message says that a call brings. */
function richText(call: Parameters<FaultScript>[0]): string {
  return isRich(call) ? JSON.stringify(callParameter(call, 'rich_message')) : '';
}

/** An API server from before rich messages. */
const oldServer: FaultScript = ({ method }) => (method === 'sendRichMessage' ? { kind: 'unknown-method' } : undefined);

const secondPageRefused: FaultScript = (call) => (richText(call).includes('Start of 2.') ? INVALID : undefined);

/** Hits the n-th call of a method alone, from 0, counted from now on. */
function only(method: string, fault: Fault, nth = 0): FaultScript {
  let seen = 0;
  return (call) => {
    if (call.method !== method || call.payload.chat_id === 1003) return undefined;
    seen += 1;
    return seen - 1 === nth ? fault : undefined;
  };
}

async function restart(world: World): Promise<void> {
  await world.stopBot();
  await world.startBot();
}

describe('an API server that does not know rich messages', () => {
  it('brings plain messages at once, and is not asked for the next page or reader', async () => {
    const world = await openLibrary(LIBRARY);
    const { mia, jonas, playground } = world;
    playground.setFaults(oldServer);
    const page = await read(mia, 'long');
    expect(page.rich).toBeUndefined();
    expect(labels(page)).toContain('Continue: page 2/4');
    await mia.press('Continue: page 2/4', page);
    await mia.waitForMessage((message) => labels(message).includes('Continue: page 3/4'));
    expect((await read(jonas, 'short')).text).toContain('Some bold words.');
    expect(richCalls(world, mia)).toHaveLength(1);
    expect(richCalls(world, jonas)).toEqual([]);
    expect(copies(mia, 'End of 1.')).toBe(1);
  });

  it('is told to the author once, with the reason', async () => {
    const world = await openLibrary(LIBRARY);
    const { mia, jonas, ada, playground } = world;
    playground.setFaults(oldServer);
    await read(mia, 'short');
    const told = await ada.waitForMessage(({ text }) => text.includes('does not know rich messages'));
    expect(told.text).toContain('404');
    world.passTime(DAY_MS + HOUR_MS);
    await read(jonas, 'short');
    await restart(world);
    await read(mia, 'long');
    expect((await sentAfter(ada, told)).map(({ text }) => text)).toEqual([]);
  });

  it('is remembered over a restart, and asked again a day later', async () => {
    const world = await openLibrary(LIBRARY);
    const { mia, playground } = world;
    playground.setFaults(oldServer);
    await read(mia, 'short');
    await restart(world);
    playground.setFaults();
    expect((await read(mia, 'short')).rich).toBeUndefined();
    expect(richCalls(world, mia)).toHaveLength(1);
    world.passTime(DAY_MS + HOUR_MS);
    expect((await read(mia, 'short')).rich).toBeDefined();
  });
});

describe('an API server that was taken back to an older one', () => {
  it('is found out when a page is turned that a newer one had sent', async () => {
    const world = await openLibrary(LIBRARY);
    const { mia, ada, playground } = world;
    const page = await read(mia, 'long');
    playground.setFaults((call) => {
      const misses = isRich(call) && call.method === 'editMessageText';
      return misses ? { kind: 'refused', description: 'Bad Request: message text is empty' } : oldServer(call);
    });
    await mia.press('›', page);
    await mia.waitForMessage((message) => labels(message).includes('Continue: page 3/4'));
    const told = await ada.waitForMessage(({ text }) => text.includes('does not know rich messages'));
    expect(await sentAfter(ada, told)).toEqual([]);
    expect(ada.messages.some(({ text }) => text.includes('would not show'))).toBe(false);
  });
});

describe('a page that Telegram refuses', () => {
  it('comes as plain messages, while the others stay rich', async () => {
    const world = await openLibrary(LIBRARY);
    const { mia, playground } = world;
    playground.setFaults(secondPageRefused);
    const page = await read(mia, 'long');
    expect(page.rich).toBeDefined();
    await mia.press('›', page);
    const second = await mia.waitForMessage((message) => labels(message).includes('Continue: page 3/4'));
    expect(second.rich).toBeUndefined();
    expect(copies(mia, 'End of 2.')).toBe(1);
    expect(now(mia, page).text).toBe(page.text);
    await mia.press('Continue: page 3/4', second);
    const third = await mia.waitForMessage(({ text }) => text.includes('Start of 3.'));
    expect(third.rich).toBeDefined();
    await mia.press('‹', third);
    await mia.waitForMessage(({ text }) => text.includes('End of 2.'), { after: third.id });
    // Once for the first turn; then it was known.
    expect(richCalls(world, mia).filter((call) => richText({ ...call, nth: 0 }).includes('Start of 2.'))).toHaveLength(
      1,
    );
  });

  it('is told to the author once, with article, page and reason, and remembered over a restart', async () => {
    const world = await openLibrary(LIBRARY);
    const { mia, jonas, ada, playground } = world;
    playground.setFaults(secondPageRefused);
    await tap(mia, { action: 'openPage', article: 'long', page: 2 }, await card(mia, 'long'));
    const told = await ada.waitForMessage(({ text }) => text.includes('would not show page 2 of A long piece'));
    expect(told.text).toContain('RICH_MESSAGE_INVALID');
    expect(told.text).toContain('long.md');
    await restart(world);
    playground.setFaults();
    await tap(jonas, { action: 'openPage', article: 'long', page: 2 }, await card(jonas, 'long'));
    await jonas.waitForMessage(({ text }) => text.includes('End of 2.'));
    expect(richCalls(world, jonas)).toEqual([]);
    expect(await sentAfter(ada, told)).toEqual([]);
    world.passTime(DAY_MS + HOUR_MS);
    await tap(jonas, { action: 'openPage', article: 'long', page: 2 }, await card(jonas, 'long'));
    await jonas.waitForMessage(({ rich }) => rich !== undefined);
  });

  it('is tried again as soon as the article has changed', async () => {
    const world = await openLibrary(LIBRARY);
    const { mia, playground } = world;
    playground.setFaults((call) => (richText(call).includes('Some ') ? INVALID : undefined));
    expect((await read(mia, 'short')).rich).toBeUndefined();
    await world.write('short.md', named('short', 'A short piece', 'Other words.'));
    await world.check();
    expect((await read(mia, 'short')).rich).toBeDefined();
  });

  it('comes as bare text when its formatting is refused as well', async () => {
    const world = await openLibrary(LIBRARY);
    const { mia, playground } = world;
    await set(mia, 'form', 'classic');
    playground.setFaults(({ method, payload }) => {
      const isFormatted = method === 'sendMessage' && JSON.stringify(payload.entities ?? '').includes('bold');
      return isFormatted && String(payload.text).includes('bold words')
        ? { kind: 'refused', description: "Bad Request: can't parse entities" }
        : undefined;
    });
    const shown = await card(mia, 'short');
    await mia.press('Read here', shown);
    const page = await mia.waitForMessage(({ text }) => text.includes('bold words'), { after: shown.id });
    expect(page.entities).toEqual([]);
    expect(labels(page)).toContain('Finished? Next one');
    expect(await sentAfter(mia, page)).toEqual([]);
  });
});

describe('a picture that Telegram cannot fetch', () => {
  const noPicture: FaultScript = (call) => (richText(call).includes(`"media":"${FAR}"`) ? NO_URL : undefined);

  it('is left out of its rich page, and the author hears of it once', async () => {
    const world = await openLibrary(LIBRARY);
    const { mia, jonas, ada, playground } = world;
    playground.setFaults(noPicture);
    const page = await read(mia, 'far');
    expect(page.rich).toBeDefined();
    expect(page.text).toContain('That was far.');
    expect(JSON.stringify(page.rich)).toContain('A far place');
    const told = await ada.waitForMessage(({ text }) => text.includes('would not show page 1 of Far away'));
    expect(told.text).toContain('HTTP URL content');
    const again = await read(jonas, 'far');
    expect(again.text).toContain('That was far.');
    expect(richCalls(world, jonas)).toHaveLength(1);
    expect(await sentAfter(ada, told)).toEqual([]);
  });

  it('stands as a link between plain messages', async () => {
    const world = await openLibrary(LIBRARY);
    const { mia, playground } = world;
    await set(mia, 'form', 'classic');
    playground.setFaults(({ method }) => (method === 'sendPhoto' ? NO_URL : undefined));
    await mia.press('Read here', await card(mia, 'far'));
    await mia.waitForMessage((message) => labels(message).includes('Finished? Next one'));
    const stand = await mia.waitForMessage(({ text }) => text.includes('A far place'));
    expect(stand.photo).toBeUndefined();
    expect(JSON.stringify(stand.entities)).toContain(FAR);
  });

  it('takes its page down to plain messages only when the page fails without it too', async () => {
    const world = await openLibrary(LIBRARY);
    const { mia, playground } = world;
    playground.setFaults((call) => (richText(call).includes('That was') ? INVALID : undefined));
    await mia.press('Read here', await card(mia, 'far'));
    await mia.waitForMessage((message) => labels(message).includes('Finished? Next one'));
    expect(richCalls(world, mia)).toHaveLength(2);
    expect(callsTo(world, mia, 'sendPhoto')).toHaveLength(1);
  });
});

describe('a page on a bad line', () => {
  it.each([
    ['sendRichMessage', 'rich'],
    ['sendMessage', 'classic'],
  ] as const)('comes once after a short 429 on %s', async (method, form) => {
    const world = await openLibrary(LIBRARY);
    const { mia, playground } = world;
    await set(mia, 'form', form);
    const shown = await card(mia, 'short');
    playground.setFaults(only(method, { kind: 'rate-limited', retryAfterSeconds: 2 }));
    await mia.press('Read here', shown);
    const page = await mia.waitForMessage(({ text }) => text.includes('bold words'), { after: shown.id });
    expect(page.rich !== undefined).toBe(form === 'rich');
    expect((await sentAfter(mia, shown)).map(({ id }) => id)).toEqual([page.id]);
    expect(labels(page)).toContain('Finished? Next one');
  });

  it.each([
    { kind: 'rate-limited', retryAfterSeconds: 40 },
    { kind: 'server-error', status: 500, body: 'json' },
    { kind: 'cut-before' },
  ] as const)('is not stepped down after $kind: the reader is asked to try again, and then has it', async (fault) => {
    const world = await openLibrary(LIBRARY);
    const { mia, ada, playground } = world;
    const shown = await card(mia, 'short');
    playground.setFaults(only('sendRichMessage', fault));
    await mia.press('Read here', shown);
    const sorry = await mia.waitForMessage(({ text }) => text.includes('try again'), { after: shown.id });
    expect(copies(mia, 'bold words')).toBe(0);
    await mia.press('Read here', shown);
    const page = await mia.waitForMessage(({ text }) => text.includes('bold words'), { after: sorry.id });
    expect(page.rich).toBeDefined();
    expect(callsTo(world, mia, 'sendRichMessage')).toHaveLength(2);
    expect(ada.messages.some(({ text }) => text.includes('rich') || text.includes('would not'))).toBe(false);
  });

  it.each(['rich', 'classic'] as const)('is not sent twice when the answer was lost: %s', async (form) => {
    const world = await openLibrary(LIBRARY);
    const { mia, playground } = world;
    await set(mia, 'form', form);
    const shown = await card(mia, 'short');
    playground.setFaults(only(form === 'rich' ? 'sendRichMessage' : 'sendMessage', { kind: 'cut-after' }));
    await mia.press('Read here', shown);
    await mia.waitForMessage(({ text }) => text.includes('try again'), { after: shown.id });
    await sentAfter(mia, lastOf(mia));
    expect(copies(mia, 'bold words')).toBe(1);
  });

  it('is turned by the next press when the answer to a turn was lost', async () => {
    const world = await openLibrary(LIBRARY);
    const { mia, playground } = world;
    const page = await read(mia, 'long');
    playground.setFaults(only('editMessageText', { kind: 'cut-after' }));
    await mia.press('›', page);
    await mia.waitForMessage(({ text }) => text.includes('Start of 2.'));
    await turn(mia, page, '›', 'Start of 3.');
    expect(copies(mia, 'Start of 3.')).toBe(1);
    expect(labels(await card(mia, 'long'))).toContain('Continue: page 3/4');
  });

  it('troubles nobody else when its reader has blocked the bot', async () => {
    const world = await openLibrary(LIBRARY);
    const { mia, jonas, ada, playground } = world;
    const shown = await card(mia, 'short');
    playground.setFaults(only('sendRichMessage', { kind: 'forbidden' }));
    await mia.press('Read here', shown);
    await playground.waitForCall(({ method }) => method === 'sendRichMessage');
    expect((await read(jonas, 'short')).rich).toBeDefined();
    expect(await sentAfter(mia, shown)).toEqual([]);
    expect(copies(mia, 'went wrong')).toBe(0);
    expect(ada.messages.some(({ text }) => text.includes('would not'))).toBe(false);
    expect(world.logLines.some((line) => line.includes('"level":50'))).toBe(false);
  });
});
