import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ChatMessage } from '../../src/playground/chat-protocol.ts';
import type { Person } from '../../src/playground/person.ts';
import { encodeButton } from '../../src/telegram/callback-data.ts';
import { runProgram, startTelegram, TOKEN, temporaryFolder } from './program.ts';
import { about, copies, DAY_MS, HOUR_MS, holding, labels, openBlog, pushes, subscribe } from './scene.ts';
import { article, type World } from './world.ts';

const LAG = 'How the lag of a consumer is measured.';
const REASON = 'You watch the search “consumer lag”.';
const STOP = 'Stop watching “consumer lag”';
const AGAIN = 'Watch “consumer lag”';

/** Watches a search from its results, or from where there are none. */
async function watch(person: Person, query = 'consumer lag'): Promise<ChatMessage> {
  const found = await person.ask(query);
  expect((await person.press('Watch this search', found)).text).toContain('You watch');
  return found;
}

/** Writes an article and waits until the author has read what became of its announcement. */
async function publish(
  world: World,
  title: string,
  body = LAG,
  fields: Readonly<Record<string, string>> = {},
): Promise<string> {
  await world.write(`${title.toLowerCase().replaceAll(' ', '-')}.md`, article(title, fields, body));
  await world.check();
  const { text } = await world.ada.waitForMessage(
    (message) =>
      message.text.startsWith(title) &&
      /reached|Nobody was subscribed|Goes out in|; it goes out|next go out/.test(message.text),
  );
  return text;
}

/** The one push of an article to a person. */
function pushOf(person: Person, title: string): ChatMessage {
  expect(pushes(person, title)).toHaveLength(1);
  return pushes(person, title)[0] as ChatMessage;
}

async function turned(person: Person, { id }: ChatMessage, label: string): Promise<ChatMessage> {
  return person.waitForMessage((message) => message.id === id && labels(message).includes(label));
}

describe('a new article that answers a watched search', () => {
  it('comes once, with its reason and the button that stops it', async () => {
    const world = await openBlog();
    await watch(world.mia);
    await world.jonas.ask('consumer lag');
    expect(await publish(world, 'Behind again')).toContain('It has reached its one reader.');
    const push = pushOf(world.mia, 'Behind again');
    expect(push.text.split('\n').at(-1)).toBe(REASON);
    expect(labels(push)).toEqual(['Read here', 'Save', STOP, 'Settings']);
    expect(pushes(world.jonas, 'Behind again')).toEqual([]);
    await world.mia.press('Read here', push);
    await about(world.mia, LAG);
  });

  it('does not come again when its file is touched, corrected, removed and put back', async () => {
    const world = await openBlog();
    await watch(world.mia);
    await publish(world, 'Behind again', 'How the lag of one consumer grows.');
    await world.write('behind-again.md', article('Behind again', {}, LAG));
    await world.check();
    await world.remove('behind-again.md');
    await world.check();
    await world.write('behind-again.md', article('Behind again', {}, LAG));
    await world.check();
    await publish(world, 'The end');
    expect(pushes(world.mia, 'Behind again')).toHaveLength(1);
  });

  it.each([
    ['a word is missing', 'How the consumer is measured.'],
    ['a word is only begun', 'How the lagoon of a consumer is measured.'],
  ])('is another one when %s', async (_name, body) => {
    const world = await openBlog();
    await watch(world.mia);
    expect(await publish(world, 'No such thing', body)).toContain('Nobody was subscribed');
    expect(copies(world.mia, 'No such thing')).toBe(0);
  });

  it('has the words in any form, in its title, tags, description or text', async () => {
    const world = await openBlog();
    await watch(world.mia, 'measuring consumers lags');
    await publish(world, 'Consumer notes', 'Measured at night.', { tags: '[lag]' });
    expect(pushOf(world.mia, 'Consumer notes').text).toContain('You watch the search “measuring consumers lags”.');
  });

  it('has the tags of the search too', async () => {
    const world = await openBlog();
    await watch(world.mia, 'lag #kafka');
    expect(await publish(world, 'Elsewhere', LAG, { tags: '[python]' })).toContain('Nobody was subscribed');
    await publish(world, 'Right here', LAG, { tags: '[kafka]' });
    expect(pushOf(world.mia, 'Right here').text).toContain('You watch the search “lag #kafka”.');
  });
});

describe('a reader who watches a search and is subscribed to a tag', () => {
  it('gets one message for both, whose reason is the tag, and another for what has only the words', async () => {
    const world = await openBlog();
    await watch(world.mia);
    await watch(world.mia, 'lag');
    await subscribe(world.mia, 'kafka', 'python');
    expect(await publish(world, 'Both', LAG, { tags: '[kafka, python]' })).toContain('its one reader');
    expect(pushOf(world.mia, 'Both').text).toContain('You are subscribed to #kafka.');
    await publish(world, 'Words alone', 'Of a consumer and its lag.', { tags: '[css]' });
    expect(copies(world.mia, 'Words alone')).toBe(1);
    await publish(world, 'Tag alone', 'Nothing else.', { tags: '[python]' });
    expect(pushOf(world.mia, 'Tag alone').text).toContain('You are subscribed to #python.');
  });

  it('goes on watching when the tag is left', async () => {
    const world = await openBlog();
    await watch(world.mia);
    await subscribe(world.mia, 'kafka');
    await publish(world, 'Both', LAG, { tags: '[kafka]' });
    await world.mia.press('Unsubscribe #kafka', pushOf(world.mia, 'Both'));
    await publish(world, 'Both again', LAG, { tags: '[kafka]' });
    expect(pushOf(world.mia, 'Both again').text).toContain(REASON);
  });

  it('reads that it is the search rather than everything', async () => {
    const world = await openBlog();
    await subscribe(world.mia, 'all');
    await watch(world.mia);
    await publish(world, 'Behind again');
    expect(pushOf(world.mia, 'Behind again').text).toContain(REASON);
  });
});

describe('the button of a push from a watched search', () => {
  it('stops it, and begins it again, over restarts', async () => {
    const world = await openBlog();
    await watch(world.mia);
    await publish(world, 'First');
    const push = pushOf(world.mia, 'First');
    await world.stopBot();
    await world.startBot();
    expect((await world.mia.press(STOP, push)).text).toBe('You no longer watch “consumer lag”.');
    await turned(world.mia, push, AGAIN);
    expect(await publish(world, 'Second')).toContain('Nobody was subscribed');

    await world.stopBot();
    await world.startBot();
    expect((await world.mia.press(AGAIN, await turned(world.mia, push, AGAIN))).text).toContain(
      'You watch “consumer lag” now.',
    );
    await turned(world.mia, push, STOP);
    await publish(world, 'Third');
    expect(['First', 'Second', 'Third'].map((title) => pushes(world.mia, title).length)).toEqual([1, 0, 1]);
  });

  it('keeps back what waits to leave', async () => {
    const world = await openBlog({ delivery: { announceDelayMs: HOUR_MS } });
    const found = await watch(world.mia);
    await publish(world, 'Too late');
    await world.mia.press('Stop watching', await turned(world.mia, found, 'Stop watching'));
    world.passTime(HOUR_MS);
    await about(world.ada, 'Too late', 'One did not want it any more');
    expect(pushes(world.mia, 'Too late')).toEqual([]);
  });

  it('means nothing in the hands of another, nor for a search that nobody watches', async () => {
    const world = await openBlog();
    const { mia, jonas } = world;
    await watch(mia);
    await publish(world, 'First');
    const data = pushOf(mia, 'First')
      .keyboard?.flat()
      .flatMap((button) => (button.text === STOP && 'callback_data' in button ? [button.callback_data] : []));
    const [, topic = ''] = /^1u:(\w{8}):0:push$/.exec(data?.[0] ?? '') ?? [];
    expect(topic).not.toBe('');
    const { id } = await jonas.ask('/start');
    for (const on of [true, false]) {
      for (const each of [topic, 'zzzzzzzz']) {
        const press = encodeButton({ action: 'subscribe', topic: each, on, where: 'push' });
        expect((await jonas.pressData(id, press)).text).toContain('too old');
      }
    }
    for (const press of ['1O:nowhere:1', '1O::1', '1O:a:2', '1O:a', `1O:${'x'.repeat(60)}`]) {
      expect((await jonas.pressData(id, press)).text).toContain('too old');
    }
    await publish(world, 'Second');
    expect([pushes(mia, 'Second').length, pushes(jonas, 'Second').length]).toEqual([1, 0]);
  });
});

/** Has what the only subscription brings come once a day. */
async function takeDaily(person: Person): Promise<void> {
  const list = await person.ask('/subscriptions');
  await person.press('Instantly ›', list);
  await person.press('Daily digest', await turned(person, list, 'Daily digest'));
  await turned(person, list, '✓ Daily digest');
}

describe('a watch with a daily digest', () => {
  it('brings its articles with the others of the day, once, and names the search', async () => {
    const world = await openBlog();
    const { mia } = world;
    await watch(mia);
    await takeDaily(mia);
    expect(await publish(world, 'Alpha')).toContain('it goes out on 5 February at 09:00');
    await publish(world, 'Beta', LAG, { tags: '[css]' });
    expect([copies(mia, 'Alpha'), copies(mia, 'Beta')]).toEqual([0, 0]);
    world.passTime(DAY_MS);
    const digest = await about(mia, '2 new articles');
    expect(digest.text).toContain('Alpha\n1 min read · “consumer lag”');
    expect(digest.text).toContain('Beta\n1 min read · “consumer lag”');
    await about(world.ada, 'Beta', 'It has reached its one reader.');
    expect(holding(mia, 'Alpha')).toHaveLength(1);
  });

  it('is quicker where an instant tag brings the same article', async () => {
    const world = await openBlog();
    const { mia } = world;
    await watch(mia);
    await takeDaily(mia);
    await subscribe(mia, 'kafka');
    await publish(world, 'Both', LAG, { tags: '[kafka]' });
    expect(pushOf(mia, 'Both').text).toContain('You are subscribed to #kafka.');
    world.passTime(DAY_MS);
    await publish(world, 'Other', 'Nothing else.', { tags: '[kafka]' });
    expect(copies(mia, 'Both')).toBe(1);
  });
});

describe('/privacy and watched searches', () => {
  it('hands them out by their words, and forgets them for good', async () => {
    const world = await openBlog();
    const { mia, playground } = world;
    await watch(mia, 'lag #kafka');
    await watch(world.jonas, 'lag #kafka');
    await publish(world, 'First', LAG, { tags: '[kafka]' });
    const push = pushOf(mia, 'First');
    const menu = await mia.ask('/privacy');
    expect(menu.text).toContain('which searches you watch');
    await mia.press('Send me my data', menu);
    const { document } = await mia.waitForMessage((message) => message.document !== undefined);
    const data = await (await fetch(`${playground.url}/playground/files/${document?.fileId}`)).text();
    expect(data).toContain('lag #kafka');

    await mia.press('Erase my data', menu);
    await mia.waitForMessage(({ id, text }) => id === menu.id && text.includes('cannot be undone'));
    await mia.press('Yes, erase everything');
    await mia.waitForMessage(({ id, text }) => id === menu.id && text.includes('I keep nothing'));
    expect(await publish(world, 'Second', LAG, { tags: '[kafka]' })).toContain('its one reader');
    expect([pushes(mia, 'Second').length, pushes(world.jonas, 'Second').length]).toEqual([0, 1]);
    expect((await mia.press('Stop watching “lag #kafka”', push)).text).toContain('too old');
    expect((await mia.ask('/subscriptions')).text).toContain('You are not subscribed to anything yet.');
  });
});

describe('a watch over a kill', () => {
  it('brings an article that was found and not yet sent, once', async () => {
    const folder = await temporaryFolder();
    const playground = await startTelegram();
    const settings = { BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: playground.apiRoot };
    const first = runProgram(folder, settings);
    await first.says('the bot is running');
    const person = playground.person(2001);
    await watch(person);
    let struck = false;
    playground.setFaults(({ method, payload }) => {
      if (struck || method !== 'sendMessage' || !String(payload.text).startsWith('Behind again')) return undefined;
      struck = first.child.kill('SIGKILL');
      return { kind: 'cut-before' };
    });
    await writeFile(join(folder, 'content', 'new.md'), article('Behind again', {}, LAG));
    expect(await first.exitCode).toBe(null);
    await runProgram(folder, settings).says('the bot is running');
    const push = await person.waitForMessage(({ text }) => text.startsWith('Behind again'));
    expect(push.text).toContain(REASON);
    expect((await person.press(STOP, push)).text).toBe('You no longer watch “consumer lag”.');
    expect(pushes(person, 'Behind again')).toHaveLength(1);
  }, 40_000);
});
