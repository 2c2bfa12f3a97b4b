import { describe, expect, it } from 'vitest';
import { tagId, tagKey } from '../../src/catalog/tag-key.ts';
import type { ChatMessage } from '../../src/playground/chat-protocol.ts';
import { article, createWorld } from './world.ts';

function buttons(message: ChatMessage | undefined): string[] {
  return (message?.keyboard ?? []).flat().map(({ text }) => text);
}

/** Twenty articles: `Article 1` is the newest. Every one has the tag `all-of-them`, every second one `kafka`. */
function manyArticles(): Record<string, string> {
  const numbers = Array.from({ length: 20 }, (_, index) => index + 1);
  return Object.fromEntries(
    numbers.map((n) => {
      const date = new Date(Date.UTC(2025, 5, 30 - n)).toISOString().slice(0, 10);
      const tags = `[all-of-them${n % 2 === 0 ? ', kafka' : ''}, "Topic ${n}"]`;
      return [`article-${n}.md`, article(`Article ${n}`, { date, tags, readingMinutes: String(n) })];
    }),
  );
}

describe('/start', () => {
  it('greets by name, says what is here and offers what to do next', async () => {
    const { mia } = await createWorld({ files: manyArticles() });
    const greeting = await mia.ask('/start');
    expect(greeting.text).toContain('Hello, Mia Torres!');
    expect(greeting.text).toContain('20 articles');
    expect(buttons(greeting)).toEqual(['Latest articles', 'All tags', 'Search', 'Surprise me']);
  });

  it('opens the article and the tag of a link', async () => {
    const { mia } = await createWorld({
      files: { 'a.md': article('Linked', { id: 'linked-1', tags: '[Deep Links]' }) },
    });
    expect((await mia.ask('/start a_linked-1')).text).toContain('Linked');
    const tagPage = await mia.ask(`/start t_${tagId(tagKey('deep links'))}`);
    expect(tagPage.text).toContain('Deep Links');
    expect(buttons(tagPage)).toEqual(expect.arrayContaining(['1', 'Subscribe #Deep Links']));
  });

  it('greets all the same when a link leads nowhere', async () => {
    const { mia } = await createWorld({ files: manyArticles() });
    const answer = await mia.ask('/start a_gone');
    expect(answer.text).toContain('no longer here');
    expect(buttons(answer)).toContain('Latest articles');
  });
});

describe('lists', () => {
  it('show eight articles with minutes, date and tags, and open one by its number', async () => {
    const { mia } = await createWorld({ files: manyArticles() });
    const list = await mia.ask('/latest');
    expect(list.text).toContain('Article 1');
    expect(list.text).toContain('29 June 2025');
    expect(list.text).not.toContain('Article 9');
    expect(buttons(list).slice(0, 8)).toEqual(['1', '2', '3', '4', '5', '6', '7', '8']);
    await mia.press('3', list);
    const card = await mia.waitForMessage((message) => message.text.startsWith('Article 3'));
    expect(card.text).toContain('3 min');
    expect(buttons(card)).toEqual(expect.arrayContaining(['Read here', 'Save', 'Related']));
  });

  it('turn their pages in place', async () => {
    const { mia } = await createWorld({ files: manyArticles() });
    const list = await mia.ask('/latest');
    await mia.press('›', list);
    const second = await mia.waitForMessage(({ text }) => text.includes('Article 9'));
    expect(second.id).toBe(list.id);
    await mia.press('›', second);
    const last = await mia.waitForMessage(({ text }) => text.includes('Article 20'));
    expect(last.id).toBe(list.id);
    expect(buttons(last)).not.toContain('›');
    await mia.press('‹', last);
    expect((await mia.waitForMessage(({ text }) => text.includes('Article 9'))).id).toBe(list.id);
  });

  it('keep working after a restart', async () => {
    const world = await createWorld({ files: manyArticles() });
    const list = await world.mia.ask('/latest');
    await world.stopBot();
    await world.startBot();
    await world.mia.press('›', list);
    expect((await world.mia.waitForMessage(({ text }) => text.includes('Article 9'))).id).toBe(list.id);
  });
});

describe('tags', () => {
  it('are listed most used first, paged, and found by a part of their name', async () => {
    const { mia } = await createWorld({ files: manyArticles() });
    const list = await mia.ask('/tags');
    expect(list.text).toContain('22 tags');
    expect(buttons(list)[0]).toContain('all-of-them');
    expect(buttons(list)[1]).toContain('kafka');
    const found = await mia.ask('/tags topic 1');
    expect(buttons(found).filter((text) => text.startsWith('Topic 1')).length).toBeGreaterThan(5);
    const tag = buttons(found)[0] ?? '';
    await mia.press(tag, found);
    const page = await mia.waitForMessage(({ text }) => text.startsWith('#Topic') || text.startsWith('Topic'));
    expect(page.id).toBe(found.id);
  });

  it('have a page that subscribes and unsubscribes', async () => {
    const { mia } = await createWorld({ files: manyArticles() });
    const page = await mia.ask('/tag KAFKA');
    const subscribe = buttons(page).find((text) => text.startsWith('Subscribe')) ?? '';
    expect((await mia.press(subscribe, page)).text).toContain('You are subscribed to kafka');
    const after = await mia.waitForMessage((message) =>
      buttons(message).some((text) => text.startsWith('Unsubscribe')),
    );
    expect(after.id).toBe(page.id);
    expect(buttons(await mia.ask('/subscriptions'))).toContain('✓ #kafka');
  });

  it('may have names longer than a button or a toast can hold', async () => {
    const name = 'very long tag '.repeat(20).trim();
    const { mia } = await createWorld({ files: { 'a.md': article('Long-winded', { tags: `["${name}"]` }) } });
    const page = await mia.ask(`/tag ${name}`);
    const subscribe = buttons(page).find((text) => text.startsWith('Subscribe')) ?? '';
    const { text } = await mia.press(subscribe, page);
    expect(text).toContain('You are subscribed to very long tag');
    expect(text.length).toBeLessThanOrEqual(200);
  });

  it('answer an unknown name with similar ones', async () => {
    const { mia } = await createWorld({ files: manyArticles() });
    const answer = await mia.ask('/tag kafak');
    expect(answer.text).toContain('There is no tag “kafak”');
    expect(buttons(answer)[0]).toContain('kafka');
    expect((await mia.ask(`/subscribe ${'x'.repeat(3_000)}`)).text).toContain('/tags');
  });
});

describe('saved articles', () => {
  it('are added and removed by one button and listed', async () => {
    const { mia } = await createWorld({ files: { 'a.md': article('Kept') } });
    const card = await mia.ask('/random');
    expect((await mia.press('Save', card)).text).toContain('Saved');
    expect((await mia.ask('/saved')).text).toContain('Kept');
    const pressed = mia.messages.find(({ id }) => id === card.id);
    await mia.press(buttons(pressed).find((text) => text.includes('Saved')) ?? '', pressed);
    expect((await mia.ask('/saved')).text).toContain('not saved anything');
  });
});

describe('saved articles that have left the catalogue', () => {
  it('are not forgotten: the list says so, and shows them when they are back', async () => {
    const kept = article('Kept');
    const world = await createWorld({ files: { 'a.md': kept, 'b.md': article('Other') } });
    await world.mia.press('1', await world.mia.ask('/search kept'));
    await world.mia.press('Save', await world.mia.waitForMessage((message) => buttons(message).includes('Save')));
    await world.remove('a.md');
    await world.check();
    expect((await world.mia.ask('/saved')).text).toContain('not here at the moment');
    await world.write('a.md', kept);
    await world.check();
    expect((await world.mia.ask('/saved')).text).toContain('Kept');
  });
});

describe('subscriptions', () => {
  it('are made and ended by command, in any spelling', async () => {
    const { mia } = await createWorld({ files: manyArticles() });
    expect((await mia.ask('/subscribe  TOPIC 3')).text).toContain('You are subscribed to Topic 3');
    expect((await mia.ask('/subscribe #topic 3')).text).toContain('already');
    expect((await mia.ask('/subscribe all')).text).toContain('everything');
    expect((await mia.ask('/unsubscribe topic 3')).text).toContain('no longer subscribed to');
    expect((await mia.ask('/unsubscribe all')).text).toContain('All your subscriptions are gone');
    expect((await mia.ask('/subscriptions')).text).toContain('not subscribed to anything');
  });
});

describe('/privacy', () => {
  it('gives everything held about a reader as a JSON file, and erases it after a confirmation', async () => {
    const world = await createWorld({ files: manyArticles() });
    await world.mia.ask('/subscribe kafka');
    await world.mia.ask('anything about kafka');
    await world.mia.press('Send me my data', await world.mia.ask('/privacy'));
    const file = await world.mia.waitForMessage((message) => message.document !== undefined);
    const response = await fetch(`${world.playground.url}/playground/files/${file.document?.fileId}`);
    const data = await response.json();
    expect(data).toMatchObject({ chatId: 1001, subscriptions: [{ topic: 'kafka' }] });

    const menu = await world.mia.ask('/privacy');
    await world.mia.press('Erase my data', menu);
    await world.mia.press(
      'No, keep it',
      await world.mia.waitForMessage((message) => buttons(message).includes('No, keep it')),
    );
    expect((await world.mia.ask('/subscriptions')).text).not.toContain('not subscribed');
    const again = await world.mia.ask('/privacy');
    await world.mia.press('Erase my data', again);
    const question = await world.mia.waitForMessage(
      (message) =>
        message.id === again.id && buttons(message).length === 2 && message.text.includes('cannot be undone'),
    );
    await world.mia.press('Yes, erase everything', question);
    await world.mia.waitForMessage(({ text }) => text.includes('I keep nothing'));
    expect((await world.mia.ask('/subscriptions')).text).toContain('not subscribed to anything');
  });
});

describe('what does not fit', () => {
  it.each([
    ['/lates', 'Do you mean /latest?'],
    ['/frobnicate', '/help'],
    ['/serach kafka', 'Do you mean /search?'],
    [`/${'a'.repeat(32)}`, '/help'],
    // Telegram takes nothing longer for a command, so it is searched for.
    [`/${'a'.repeat(500)}`, '/tags'],
  ])('answers the unknown command %s with the next step', async (command, expected) => {
    const { mia } = await createWorld({ files: manyArticles() });
    expect((await mia.ask(command)).text).toContain(expected);
  });

  it('answers outdated and forged buttons without harm', async () => {
    const { mia } = await createWorld({ files: manyArticles() });
    const list = await mia.ask('/latest');
    for (const data of ['0x', '1a:../../etc', '1l:0', '1l:99999999', '1u:all:1', '{"a":1}', '1']) {
      expect(await mia.pressData(list.id, data)).toMatchObject({
        alert: true,
        text: expect.stringContaining('/start'),
      });
    }
    await mia.pressData(list.id, '1a:nosucharticle');
    expect((await mia.waitForMessage(({ text }) => text.includes('no longer here'))).text).toContain('/latest');
    expect((await mia.ask('/latest')).text).toContain('Article 1');
  });

  it('goes on to a page that has become too high by showing the last one', async () => {
    const { mia } = await createWorld({ files: manyArticles() });
    const list = await mia.ask('/latest');
    await mia.pressData(list.id, '1l:9000');
    expect((await mia.waitForMessage(({ text }) => text.includes('Article 20'))).id).toBe(list.id);
  });
});

describe('the profile at Telegram', () => {
  it('is set once: commands, description and short description', async () => {
    const world = await createWorld({ files: manyArticles() });
    await world.playground.waitForCall(({ method }) => method === 'setMyShortDescription');
    expect(world.playground.profile.commands.map(({ command }) => command)).toContain('subscriptions');
    expect(world.playground.profile.description).toContain('Work Notes');
    const before = world.playground.calls.filter(({ method }) => method.startsWith('setMy')).length;
    await world.stopBot();
    await world.startBot();
    await world.mia.ask('/help');
    expect(world.playground.calls.filter(({ method }) => method.startsWith('setMy'))).toHaveLength(before);
  });
});
