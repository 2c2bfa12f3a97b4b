import { describe, expect, it } from 'vitest';
import type { ChatMessage } from '../../src/playground/chat-protocol.ts';
import type { Person } from '../../src/playground/person.ts';
import { card, chapters, named, now, openLibrary, read, sentAfter } from './reading-scene.ts';
import { callsTo, labels } from './scene.ts';

const PART = { series: 'Brokers', tags: '[kafka]' };
const SERIES = {
  'p1.md': named('p1', 'Brokers, first', 'One.', { ...PART, seriesPart: '1', date: '2025-03-01' }),
  'p2.md': named('p2', 'Brokers, second', 'Two.', { ...PART, seriesPart: '2', date: '2025-02-01' }),
  'p3.md': named('p3', 'Brokers, third', 'Three.', { ...PART, seriesPart: '3', date: '2025-01-01' }),
  'tagged.md': named('tagged', 'Also on kafka', 'Four.', { tags: '[kafka]', date: '2025-05-01' }),
  'newest.md': named('newest', 'Of something else', 'Five.', { tags: '[cooking]', date: '2025-12-01' }),
};

/** What “Finished? Next one” below a page brings. */
async function next(person: Person, page: ChatMessage): Promise<ChatMessage> {
  await person.press('Finished? Next one', page);
  return await person.waitForMessage(() => true, { after: page.id });
}

describe('Finished? Next one', () => {
  it('goes through the parts of a series, whatever else is there', async () => {
    const { mia } = await openLibrary(SERIES);
    const second = await next(mia, await read(mia, 'p1'));
    expect(second.text).toMatch(/^Brokers, second/);
    expect(second.text).toContain('Part 2 of 3');
    expect(labels(second)).toContain('Read here');
    await mia.press('Read here', second);
    const page = await mia.waitForMessage(({ text }) => text.includes('Two.'), { after: second.id });
    expect((await next(mia, page)).text).toMatch(/^Brokers, third/);
  });

  it('names what is related and unread, then the newest unread', async () => {
    const { mia } = await openLibrary(SERIES);
    const related = await next(mia, await read(mia, 'p3'));
    expect(related.text).toMatch(/^(Also on kafka|Brokers)/);
    for (const id of ['p1', 'p2', 'tagged']) await read(mia, id);
    expect((await next(mia, await read(mia, 'p3'))).text).toMatch(/^Of something else/);
  });

  it('takes what is closest again when everything is read', async () => {
    const { mia } = await openLibrary(SERIES);
    for (const id of ['p1', 'p2', 'newest', 'tagged']) await read(mia, id);
    expect((await next(mia, await read(mia, 'p3'))).text).toMatch(/^(Also on kafka|Brokers)/);
  });

  it('is not offered when there is only one article', async () => {
    const { mia } = await openLibrary({ 'a.md': named('a', 'Alone', 'Text.') });
    expect(labels(await read(mia, 'a'))).toEqual(['Save', 'Share', 'Trouble reading?']);
    await mia.pressData(now(mia, await read(mia, 'a')).id, '1J:a');
    await mia.waitForMessage(({ text }) => text.includes('only article'));
  });
});

describe('a part of a series', () => {
  it('has buttons to the parts around it on its last page', async () => {
    const { mia } = await openLibrary(SERIES);
    expect(labels(await read(mia, 'p1'))).toContain('Part 2 ›');
    expect(labels(await read(mia, 'p3'))).toContain('‹ Part 2');
    const page = await read(mia, 'p2');
    expect(labels(page)).toEqual(expect.arrayContaining(['‹ Part 1', 'Part 3 ›']));
    await mia.press('‹ Part 1', page);
    await mia.waitForMessage(({ text }) => text.startsWith('Brokers, first'), { after: page.id });
  });

  it('says on its card which part it is', async () => {
    const { mia } = await openLibrary(SERIES);
    expect((await card(mia, 'p2')).text).toContain('Part 2 of 3 of “Brokers”');
    expect((await card(mia, 'tagged')).text).not.toContain('Part');
  });
});

describe('Related', () => {
  const words = 'Replication of partitions among brokers needs quorums, leaders and followers that keep offsets.';
  const LONELY = {
    'a.md': named('a', 'Leaders', `${words} Leaders change.`, { tags: '[only-here]' }),
    'b.md': named('b', 'Followers', `${words} Followers wait.`, { tags: '[only-there]' }),
    'c.md': named('c', 'Bread', 'Flour, water, salt and a warm oven make a loaf.', { tags: '[kitchen]' }),
  };

  it('finds by their texts articles that share no tag', async () => {
    const { mia } = await openLibrary(LONELY);
    const shown = await card(mia, 'a');
    await mia.press('Related', shown);
    const list = await mia.waitForMessage(({ text }) => text.includes('Related to Leaders'), { after: shown.id });
    expect(list.text).toContain('Followers');
    expect(list.text).not.toContain('Bread');
    await mia.press('1', list);
    await mia.waitForMessage(({ text }) => text.startsWith('Followers'), { after: list.id });
  });

  it('is not offered where nothing is related', async () => {
    const { mia } = await openLibrary(LONELY);
    expect(labels(await card(mia, 'c'))).not.toContain('Related');
    expect(labels(await read(mia, 'c'))).not.toContain('Related');
  });
});

describe('Share', () => {
  const LIBRARY = {
    'shared.md': named('shared', 'Worth sharing', chapters(2)),
    'b.md': named('b', 'Another', 'Text.'),
  };
  const query = (message: ChatMessage) => {
    const button = message.keyboard?.flat().find(({ text }) => text === 'Share');
    return button !== undefined && 'switch_inline_query' in button ? button.switch_inline_query : '';
  };

  it('offers the card in another chat, and posting it is no question to the bot', async () => {
    const world = await openLibrary(LIBRARY);
    const { mia } = world;
    const link = query(await card(mia, 'shared'));
    expect(link).toBe('https://t.me/work_notes_test_bot?start=a_shared');
    const answer = await mia.askInline(link);
    expect(answer.results.map(({ title }) => title)).toEqual(['Worth sharing']);
    const posted = mia.chooseInline(answer, answer.results[0]?.id ?? '');
    expect(posted.text).toMatch(/^Worth sharing/);
    expect(posted.keyboard?.flat()).toEqual([{ text: 'Read in the bot', url: link }]);
    expect(await sentAfter(mia, posted)).toEqual([]);
    expect(callsTo(world, mia, 'sendMessage').some(({ payload }) => String(payload.text).includes('found'))).toBe(
      false,
    );
  });

  it('stands below the last page too, and takes an eager reader to the card', async () => {
    const { mia, jonas } = await openLibrary(LIBRARY);
    const link = query(await read(mia, 'b'));
    expect((await jonas.ask(`/start ${new URL(link).searchParams.get('start')}`)).text).toMatch(/^Another/);
  });

  it.each([
    'kafka',
    'https://t.me/work_notes_test_bot?start=a_gone',
    'https://t.me/x?start=t_abcdefgh',
    '%',
    'x'.repeat(256),
  ])('offers nothing for other words: %s', async (words) => {
    const world = await openLibrary(LIBRARY);
    expect((await world.mia.askInline(words)).results).toEqual([]);
    expect(world.logLines.some((line) => line.includes('"level":50'))).toBe(false);
  });

  it('goes on when Telegram has given a question up', async () => {
    const world = await openLibrary(LIBRARY);
    const { mia, playground } = world;
    const link = query(await card(mia, 'shared'));
    let calls = 0;
    playground.setFaults(({ method }) => {
      if (method !== 'answerInlineQuery') return undefined;
      calls += 1;
      return calls === 1
        ? {
            kind: 'refused',
            description: 'Bad Request: query is too old and response timeout expired or query ID is invalid',
          }
        : undefined;
    });
    // Whoever asked waits until the end of the test.
    void mia.askInline('kafka').catch(() => undefined);
    await playground.waitForCall(({ method }) => method === 'answerInlineQuery');
    expect((await mia.askInline(link)).results).toHaveLength(1);
    expect(world.logLines.some((line) => line.includes('"level":50'))).toBe(false);
  });
});
