import { describe, expect, it } from 'vitest';
import type { ChatMessage } from '../../src/playground/chat-protocol.ts';
import type { Person } from '../../src/playground/person.ts';
import { article, createWorld } from './world.ts';

const FILES = {
  'a.md': article('Streams', { tags: '[kafka]', date: '2025-03-01' }),
  'b.md': article('Views', { tags: '[python]', date: '2025-02-01' }),
  'c.md': article('Lists', { tags: '[python]', date: '2025-02-02' }),
  'd.md': article('Sets', { tags: '[python]', date: '2025-02-03' }),
  'e.md': article('Maps', { tags: '[python]', date: '2025-02-04' }),
};

function buttons(message: ChatMessage | undefined): string[] {
  return (message?.keyboard ?? []).flat().map(({ text }) => text);
}

/** Presses a button of a message that is edited in place, and gives the message as it is afterwards. */
async function turn(person: Person, message: ChatMessage, button: string, expected: string): Promise<ChatMessage> {
  const current = person.messages.find(({ id }) => id === message.id);
  await person.press(button, current);
  const turned = await person.waitForMessage(({ id, text }) => id >= message.id && text.includes(expected));
  expect(turned.id).toBe(message.id);
  return turned;
}

describe('/settings', () => {
  it('tells in one message what is set, and turns that message from screen to screen', async () => {
    const { mia } = await createWorld({ files: FILES });
    const settings = await mia.ask('/settings');
    expect(settings.text).toMatch(/Is it \d\d:\d\d for you now\?/);
    expect(settings.text).toContain('Digests: at 09:00, weekly on Monday');
    expect(settings.text).toContain('Quiet hours: none');
    expect(settings.text).toContain('/subscribe adds one');
    await turn(mia, settings, 'Digests', 'only when there is something new');
    const later = await turn(mia, settings, '17:00', 'They come at 17:00');
    expect(buttons(later)).toContain('✓ 17');
    await turn(mia, settings, 'Fri', 'the weekly one on Friday');
    await turn(mia, settings, '‹ Settings', 'Digests: at 17:00, weekly on Friday');
    await turn(mia, settings, 'Quiet hours', 'You have none');
    await turn(mia, settings, '22–7', 'From 22:00 to 07:00');
    await turn(mia, settings, 'Other hours', 'From which hour');
    await turn(mia, settings, '13:00', 'Quiet from 13:00');
    await turn(mia, settings, '15:00', 'From 13:00 to 15:00');
    await turn(mia, settings, 'No quiet hours', 'You have none');
  });

  it('survives a restart, and says so on every screen', async () => {
    const world = await createWorld({ files: FILES });
    const { mia } = world;
    const settings = await mia.ask('/settings');
    await turn(mia, settings, 'Turn sound off', 'Sound: off');
    await turn(mia, settings, 'Pause for a week', 'Paused until');
    await world.stopBot();
    await world.startBot();
    expect((await mia.ask('/settings')).text).toMatch(/Sound: off[\s\S]*Paused until/);
    expect((await mia.ask('/subscribe kafka')).text).toContain('You have paused everything until');
    expect((await mia.ask('/subscriptions')).text).toContain('You have paused everything until');
    await mia.ask('/stop');
    expect((await mia.ask('/start')).text).toContain('You have paused everything until');
    const resumed = await mia.press('Resume now', await mia.ask('/settings'));
    expect(resumed.text).toContain('The pause is over');
    expect((await mia.ask('/subscriptions')).text).not.toContain('paused');
  });

  it('opens below where a push asks for it, and in place elsewhere', async () => {
    const { mia } = await createWorld({ files: FILES });
    const list = await mia.ask('/latest');
    await mia.pressData(list.id, '1k:main:below');
    const below = await mia.waitForMessage(({ text }) => text.startsWith('Settings'));
    expect(below.id).toBeGreaterThan(list.id);
    expect(mia.messages.find(({ id }) => id === list.id)?.text).toContain('Latest articles');
  });

  it('takes no forged values', async () => {
    const { mia } = await createWorld({ files: FILES });
    const settings = await mia.ask('/settings');
    const forged = ['1j:zone:Mars/Olympus', '1j:zone:+05', '1j:digestHour:99', '1j:digestHour:024', '1j:quiet:7-7'];
    for (const data of [...forged, '1j:digestWeekday:0', '1j:silent:1', '1j:pause:year', '1A:24', '1B:1440:1']) {
      expect((await mia.pressData(settings.id, data)).text).toContain('/start');
    }
    // The minute may have passed.
    const besideTheTime = (text: string) => text.replace(/\d\d:\d\d for you/, '');
    expect(besideTheTime((await mia.ask('/settings')).text)).toBe(besideTheTime(settings.text));
  });
});

describe('the time zone', () => {
  it('is found by the time that a clock shows and a city', async () => {
    const { mia } = await createWorld({ files: FILES });
    const settings = await mia.ask('/settings');
    const times = await turn(mia, settings, 'Time zone', 'What time is it for you now?');
    const shown = buttons(times);
    expect(shown.length).toBeGreaterThan(30);
    expect(new Set(shown).size).toBe(shown.length);
    await turn(mia, settings, shown[0] ?? '', 'Tap the one nearest to you');
    await turn(mia, settings, 'Accra, Ghana', '(Accra)');
  });

  it('gives fresh times to whoever taps one of long ago', async () => {
    const { mia } = await createWorld({ files: FILES });
    const settings = await mia.ask('/settings');
    await mia.pressData(settings.id, '1B:60:1000');
    await mia.waitForMessage(({ text }) => text.includes('Those times were no longer right'));
  });

  it('is found by the name of a city, over a restart', async () => {
    const world = await createWorld({ files: FILES });
    const { mia } = world;
    const zone = await turn(mia, await mia.ask('/settings'), 'Time zone', 'What time is it');
    await mia.press('Type a city', zone);
    await mia.waitForMessage(({ text }) => text.startsWith('Where do you live?'));
    await world.stopBot();
    await world.startBot();
    expect((await mia.ask('Xyzzy')).text).toContain('I know no place “Xyzzy”');
    expect(buttons(await mia.ask('Berln'))).toEqual(['Berlin, Germany', 'Cancel']);
    const several = await mia.ask('portugal');
    expect(buttons(several)).toEqual(['Lisbon, Portugal', 'Azores, Portugal', 'Cancel']);
    const set = await mia.ask('são  paulo');
    expect(set.text).toMatch(/^Your time is that of São Paulo, Brazil now\./);
    expect(set.text).toContain('(São Paulo)');
    expect((await mia.ask('kafka')).text).toContain('“kafka”');
  });

  it('is set by a tap on one of several places, which ends the question', async () => {
    const { mia } = await createWorld({ files: FILES });
    await mia.press('Type a city', await turn(mia, await mia.ask('/settings'), 'Time zone', 'What time is it'));
    await mia.waitForMessage(({ text }) => text.startsWith('Where do you live?'));
    const several = await mia.ask('Portugal');
    await turn(mia, several, 'Azores, Portugal', '(Azores)');
    expect((await mia.ask('Lisbon')).text).toContain('Nothing found for “Lisbon”');
  });

  it.each(['UTC+5:45', '+05:45'])('is narrowed down by %s', async (offset) => {
    const { mia } = await createWorld({ files: FILES });
    await mia.press('Type a city', await turn(mia, await mia.ask('/settings'), 'Time zone', 'What time is it'));
    await mia.waitForMessage(({ text }) => text.startsWith('Where do you live?'));
    expect(buttons(await mia.ask(offset))[0]).toBe('Kathmandu, Nepal');
  });

  it('stays as it is when the question is cancelled or left for something else', async () => {
    const { mia } = await createWorld({ files: FILES });
    const zone = await turn(mia, await mia.ask('/settings'), 'Time zone', 'What time is it');
    const ask = async () => {
      const after = mia.messages.at(-1)?.id ?? 0;
      await mia.press('Type a city', zone);
      return mia.waitForMessage(({ text }) => text.startsWith('Where do you live?'), { after });
    };
    await ask();
    expect((await mia.ask('/cancel')).text).toBe('Your time zone stays as it is.');
    expect((await mia.ask('Berlin')).text).toContain('Nothing found');
    const question = await ask();
    await turn(mia, question, 'Cancel', 'Your time zone stays as it is.');
    expect((await mia.ask('Berlin')).text).toContain('Nothing found');
    await ask();
    expect((await mia.ask('/latest')).text).toContain('Latest articles');
    expect((await mia.ask('Berlin')).text).toContain('Nothing found');
    await ask();
    expect((await mia.ask('/search')).text).toContain('What are you looking for?');
    expect((await mia.ask('Berlin')).text).toContain('Nothing found');
  });
});

describe('the cadence of a subscription', () => {
  it('is shown in the list, changed by a tap, and ends with the subscription', async () => {
    const { mia } = await createWorld({ files: FILES });
    await mia.ask('/subscribe kafka, python');
    await mia.ask('/subscribe all');
    const list = await mia.ask('/subscriptions');
    expect(list.text).toContain('The choice for a tag or a search goes before that for “Everything”.');
    expect(buttons(list)).toContain('Instantly ›');
    await mia.pressData(list.id, '1m:1');
    await turn(mia, list, 'Instantly ›', 'How shall new articles come?');
    const weekly = await turn(mia, list, 'Weekly digest', 'on Monday at 09:00');
    await mia.waitForMessage((message) => message.id === list.id && buttons(message).includes('✓ Weekly digest'));
    expect(weekly.text).toContain('#kafka');
    expect(weekly.text).toContain('goes before that for “Everything”');
    const back = await turn(mia, list, '‹ Subscriptions', 'Your subscriptions');
    expect(buttons(back).slice(0, 2)).toEqual(['✓ #kafka', 'Weekly ›']);
    await turn(mia, list, 'Weekly ›', 'How shall new articles come?');
    await turn(mia, list, 'Unsubscribe', 'You are no longer subscribed to kafka.');
    await turn(mia, list, '‹ Settings', '2 instant');
  });

  it('of a subscription that has ended meanwhile is not changed', async () => {
    const { mia } = await createWorld({ files: FILES });
    await mia.ask('/subscribe kafka, python');
    const list = await mia.ask('/subscriptions');
    await turn(mia, list, 'Instantly ›', 'How shall new articles come?');
    await mia.waitForMessage(({ id, text }) => id === list.id && !text.includes('“Everything”'));
    await mia.ask('/unsubscribe kafka');
    await turn(mia, list, 'Muted', 'You are not subscribed to kafka.');
  });
});

describe('a new subscription', () => {
  it('offers its newest three, which come once, the oldest first', async () => {
    const { mia } = await createWorld({ files: FILES });
    const answer = await mia.ask('/subscribe python');
    await Promise.all([1, 2].map(() => mia.press('Send me the newest three', answer)));
    const help = await mia.ask('/help');
    const cards = mia.messages.filter(({ id, from }) => from === 'bot' && id > answer.id && id < help.id);
    expect(cards.map(({ text }) => text.split('\n')[0])).toEqual(['Lists', 'Sets', 'Maps']);
    expect(buttons(mia.messages.find(({ id }) => id === answer.id))).toEqual([]);
  });

  it('offers fewer when there are fewer, and each tag’s own when there are several', async () => {
    const { mia } = await createWorld({ files: FILES });
    expect(buttons(await mia.ask('/subscribe kafka'))).toEqual(['Send me the newest one']);
    expect(buttons(await mia.ask('/subscribe kafka'))).toEqual([]);
    await mia.ask('/unsubscribe kafka');
    expect(buttons(await mia.ask('/subscribe kafka, python'))).toEqual([
      'Send the newest of kafka',
      'Send the newest of python',
    ]);
    expect(buttons(await mia.ask('/subscribe all'))).toEqual(['Send me the newest three']);
  });

  it('is offered them on the page of its tag while it stands', async () => {
    const { mia } = await createWorld({ files: FILES });
    const page = await mia.ask('/tag python');
    await mia.press('Subscribe #python', page);
    const offered = await mia.waitForMessage((message) => buttons(message).includes('Send me the newest three'));
    expect(offered.id).toBe(page.id);
    await mia.press('Unsubscribe #python', offered);
    const ended = await mia.waitForMessage((message) => buttons(message).includes('Subscribe #python'));
    expect(buttons(ended)).not.toContain('Send me the newest three');
  });

  it('says so when there is nothing to send', async () => {
    const { mia } = await createWorld({ files: FILES });
    const page = await mia.ask('/latest');
    await mia.pressData(page.id, '1y:abcdefgh');
    await mia.waitForMessage(({ text }) => text.includes('There is nothing to send'));
  });
});
