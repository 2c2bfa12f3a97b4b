import { describe, expect, it } from 'vitest';
import type { ChatMessage } from '../../src/playground/chat-protocol.ts';
import type { Person } from '../../src/playground/person.ts';
import { encodeButton } from '../../src/telegram/callback-data.ts';
import { DAY_MS, labels, openBlog } from './scene.ts';
import { article, type World } from './world.ts';

const FILES = {
  'lag.md': article('Kafka lag', { tags: '[kafka]' }),
  'grid.md': article('CSS grid', { tags: '[css]' }),
};

async function searched(...texts: readonly (readonly [Person, string])[]): Promise<void> {
  for (const [person, text] of texts) await person.ask(text);
}

async function open(): Promise<World> {
  return openBlog({ files: FILES });
}

/** What its message looks like once a press has turned it into something with a text. */
async function turned(person: Person, label: string, message: ChatMessage, text: string): Promise<ChatMessage> {
  await person.press(label, message);
  return person.waitForMessage((each) => each.id === message.id && each.text.includes(text));
}

describe('/searches', () => {
  it('lists what was sought and not found first, then everything, most often first', async () => {
    const world = await open();
    const { mia, jonas, ada } = world;
    await searched([mia, 'Kubernetes?'], [jonas, ' kubernetes'], [mia, 'kafka quetzalcoatl'], [mia, 'grid']);
    await searched([mia, '/search lag'], [jonas, 'LAG'], [ada, 'lag']);
    const missed = await ada.ask('/searches');
    expect(missed.text).toBe(
      [
        'Sought and not found, in the last 30 days',
        '1. kubernetes\ntwice, nothing found',
        '2. kafka quetzalcoatl\nonce, one article has a part of it',
      ].join('\n\n'),
    );
    expect(labels(missed)).toEqual(['All searches']);
    const all = await turned(ada, 'All searches', missed, 'Sought most often');
    expect(all.text).toContain('\n\n1. lag\n3 times, one article found\n\n2. kubernetes\ntwice, nothing found\n\n');
    expect(labels(all)).toEqual(['What was not found']);
    await turned(ada, 'What was not found', all, 'not found, in');
  });

  it('counts what was sought in other chats', async () => {
    const { mia, ada, passTime } = await open();
    await mia.askInline('Kubernetes');
    passTime(5_000);
    await expect.poll(async () => (await ada.ask('/searches')).text).toContain('1. kubernetes\nonce, nothing found');
  });

  it('says so when there is nothing to list', async () => {
    const world = await open();
    expect((await world.ada.ask('/searches')).text).toContain('No searches were counted in the last 30 days.');
    await world.mia.ask('lag');
    const { text } = await world.ada.ask('/searches');
    expect(text).toContain('Nothing: each search had at least one article');
    world.passTime(30 * DAY_MS);
    expect((await world.ada.ask('/searches')).text).toContain('No searches were counted');
  });

  it('has pages whose buttons outlive a restart', async () => {
    const world = await open();
    for (let n = 10; n <= 21; n++) await world.mia.ask(`zzqqxx${n}`);
    const first = await world.ada.ask('/searches');
    expect(labels(first)).toEqual(['1/2', '›', 'All searches']);
    expect(first.text).toContain('10. zzqqxx19');
    await world.stopBot();
    await world.startBot();
    const second = await turned(world.ada, '›', first, '12. zzqqxx21');
    expect(labels(second)).toEqual(['‹', '2/2', 'All searches']);
  });

  it('does not exist for anybody else, nor do its buttons, and only the authors’ menus have it', async () => {
    const world = await open();
    await world.mia.ask('secret wish');
    const answer = await world.jonas.ask('/searches');
    expect(answer.text).toContain('I do not know /searches.');
    const press = encodeButton({ action: 'sought', list: 'all', page: 1 });
    expect((await world.jonas.pressData(answer.id, press)).text).toContain('too old');
    expect((await world.jonas.ask('/help')).text).not.toContain('/searches');
    const { payload } = await world.playground.waitForCall(
      (call) => call.method === 'setMyCommands' && call.payload.scope !== undefined,
    );
    expect(payload).toMatchObject({ scope: { type: 'chat', chat_id: world.ada.persona.id } });
    expect(JSON.stringify(payload.commands)).toContain('searches');
    expect(world.playground.profile.commands.map(({ command }) => command)).not.toContain('searches');
    expect(world.jonas.messages.filter(({ from, text }) => from === 'bot' && text.includes('secret wish'))).toEqual([]);
  });
});

describe('counted searches', () => {
  it('hold nothing of who searched, so /privacy says so, and neither export nor erasure has them', async () => {
    const world = await open();
    const { mia, ada } = world;
    await mia.ask('kubernetes');
    await mia.ask('write to mia@example.org please');
    const menu = await mia.ask('/privacy');
    expect(menu.text).toContain('Searches are also counted by the day, without your name or number');
    await mia.press('Erase my data', menu);
    await mia.waitForMessage(({ id, text }) => id === menu.id && text.includes('cannot be undone'));
    await mia.press('Yes, erase everything');
    await mia.waitForMessage(({ id, text }) => id === menu.id && text.includes('I keep nothing'));
    const { text } = await ada.ask('/searches');
    expect(text).toMatch(/\n\n1\. kubernetes\nonce, nothing found$/);
  });
});
