import { describe, expect, it } from 'vitest';
import type { ChatMessage } from '../../src/playground/chat-protocol.ts';
import { article, createWorld } from './world.ts';

const FILES = {
  'streams.md': article('Streams', { tags: '[kafka, python]', date: '2025-03-01' }),
  'views.md': article('Views', { tags: '[python, "Next.js", "c#"]', date: '2025-02-01' }),
  'people.md': article('People', { tags: '["team, building", management]', date: '2025-01-01' }),
};

function buttons(message: ChatMessage): string[] {
  return (message.keyboard ?? []).flat().map(({ text }) => text);
}

describe('commands in odd spellings', () => {
  it.each(['/LATEST', '/Latest', '/latest@some_other_bot', '/Latest@Some_Other_bot 3'])(
    '%s is /latest',
    async (text) => {
      const { mia } = await createWorld({ files: FILES });
      expect((await mia.ask(text)).text).toContain('Latest articles');
    },
  );

  it('keep what stands behind the command as it was written', async () => {
    const { mia } = await createWorld({ files: FILES });
    expect((await mia.ask('/SUBSCRIBE@some_other_bot Next.JS')).text).toContain('You are subscribed to Next.js.');
  });

  it('that run on into another word bring the command to mind', async () => {
    const { mia } = await createWorld({ files: FILES });
    expect((await mia.ask('/tag_python')).text).toContain('Do you mean /tag?');
  });

  it.each(['/', '//', '/привет'])('%s is no command, so it is searched for', async (text) => {
    const { mia } = await createWorld({ files: FILES });
    expect((await mia.ask(text)).text).toContain(`Nothing found for “${text}”`);
  });
});

describe('/cancel', () => {
  it('ends the search dialogue', async () => {
    const { mia } = await createWorld({ files: FILES });
    const question = await mia.ask('/search');
    expect((await mia.ask('/cancel')).text).toBe('Search cancelled.');
    expect((await mia.press('Cancel', question)).text).toContain('over');
  });

  it('says that there is nothing to cancel', async () => {
    const { mia } = await createWorld({ files: FILES });
    expect((await mia.ask('/cancel')).text).toContain('nothing to cancel');
  });
});

describe('/help', () => {
  it('tells how to search, to watch, and to share in other chats', async () => {
    const { mia } = await createWorld({ files: FILES });
    const { text } = await mia.ask('/help');
    expect(text).toContain('Any other text you send is taken as a search. You can watch it, too');
    expect(text).toMatch(/In any other chat, type @work_notes_test_bot and a few words/);
  });
});

describe('/subscribe', () => {
  it.each([
    ['kafka, next.js', 'You are subscribed to kafka and Next.js.'],
    ['#kafka #python', 'You are subscribed to kafka and python.'],
    ['kafka python c#', 'You are subscribed to kafka, python and c#.'],
    ['team, building', 'You are subscribed to team, building.'],
    ['“python”', 'You are subscribed to python.'],
    ['<python>', 'You are subscribed to python.'],
    ['Everything', 'You are subscribed to everything.'],
  ])('understands %j', async (names, expected) => {
    const { mia } = await createWorld({ files: FILES });
    expect((await mia.ask(`/subscribe ${names}`)).text).toContain(expected);
  });

  it('subscribes to the tags there are and says which there are not', async () => {
    const { mia } = await createWorld({ files: FILES });
    await mia.ask('/subscribe python');
    const answer = await mia.ask('/subscribe kafka, pythn, qqqq');
    expect(answer.text).toContain('You are subscribed to kafka. New articles about it');
    expect(answer.text).toContain('There is no tag “pythn” or “qqqq”.');
    expect(buttons(answer)).toEqual(['✓ #python']);
  });

  it('answers any number of names', async () => {
    const { mia } = await createWorld({ files: FILES });
    expect((await mia.ask(`/subscribe ${'x,'.repeat(1_900)}`)).text).toContain('There is no tag');
    expect((await mia.ask('/subscribe ,;')).text).toContain('What would you like to subscribe to?');
  });
});

describe('/unsubscribe', () => {
  it('takes several tags, with or without #', async () => {
    const { mia } = await createWorld({ files: FILES });
    await mia.ask('/subscribe kafka, python, management');
    expect((await mia.ask('/unsubscribe #kafka, Python')).text).toContain('no longer subscribed to kafka and python.');
    expect(buttons(await mia.ask('/subscriptions'))).toEqual(['✓ #management', 'Instantly ›', '‹ Settings']);
  });

  it('shows what there is to end when a name is none of it', async () => {
    const { mia } = await createWorld({ files: FILES });
    await mia.ask('/subscribe python');
    const answer = await mia.ask('/unsubscribe pythn');
    expect(answer.text).toContain('You are not subscribed to pythn.');
    expect(buttons(answer)).toContain('✓ #python');
  });

  it('says so when the articles keep coming because of everything', async () => {
    const { mia } = await createWorld({ files: FILES });
    await mia.ask('/subscribe kafka');
    await mia.ask('/subscribe all');
    expect((await mia.ask('/unsubscribe kafka')).text).toContain('You are still subscribed to everything');
  });
});

describe('/subscriptions', () => {
  it('says that a stopped bot sends none of them', async () => {
    const { mia } = await createWorld({ files: FILES });
    await mia.ask('/subscribe kafka');
    await mia.ask('/stop');
    expect((await mia.ask('/subscriptions')).text).toContain('/start');
    await mia.ask('/start');
    expect((await mia.ask('/subscriptions')).text).not.toContain('/start');
  });
});
