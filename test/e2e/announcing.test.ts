import { copyFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { AUTHOR, PERSONAS } from '../../src/playground/personas.ts';
import { encodeButton } from '../../src/telegram/callback-data.ts';
import {
  about,
  callsTo,
  copies,
  DAY_MS,
  HOUR_MS,
  KAFKA,
  labels,
  openBlog,
  publish,
  pushes,
  subscribe,
} from './scene.ts';
import { article, type World, type WorldOptions } from './world.ts';

const UNDO_MS = 60_000;
const EVE = { id: 1004, firstName: 'Eve Moran', username: 'eve_moran', languageCode: 'en', role: 'author' } as const;

/** Two readers of kafka. */
async function open(options: WorldOptions = {}): Promise<World> {
  const world = await openBlog(options);
  await subscribe(world.mia, 'kafka');
  await subscribe(world.jonas, 'kafka');
  return world;
}

async function openForTwoAuthors(options: WorldOptions) {
  const world = await open({
    personas: [...PERSONAS, EVE],
    settings: { authorIds: [AUTHOR.id, EVE.id] },
    ...options,
  });
  const eve = world.playground.person(EVE.id);
  await eve.ask('/start');
  return { ...world, eve };
}

function shown(world: World, title: string): number[] {
  return [world.mia, world.jonas].map((reader) => pushes(reader, title).length);
}

describe('the undo window', () => {
  it('tells how long it lasts and whom it reaches, and then lets the article go', async () => {
    const world = await open({ delivery: { announceDelayMs: UNDO_MS } });
    await publish(world, 'Fresh');
    const progress = await about(world.ada, 'Fresh\nGoes out in', 'to 2 readers, which takes about');
    expect(labels(progress)).toContain('Cancel');
    expect(shown(world, 'Fresh')).toEqual([0, 0]);
    world.passTime(UNDO_MS);
    await about(world.ada, 'It has reached 2 of 2 readers.');
    expect(shown(world, 'Fresh')).toEqual([1, 1]);
  });

  it('stops everything before the first message when it is cancelled, for good', async () => {
    const world = await open({ delivery: { announceDelayMs: UNDO_MS } });
    await publish(world, 'Fresh');
    await world.ada.press('Cancel', await about(world.ada, 'Goes out in'));
    await world.ada.press('Yes, cancel it', await about(world.ada, 'Cancel it? None of 2 readers'));
    await about(world.ada, 'Cancelled before anybody got it.');
    await world.stopBot();
    world.passTime(DAY_MS);
    await world.startBot();
    await world.write('fresh.md', article('Fresh', KAFKA, 'Another text.'));
    await publish(world, 'Next');
    world.passTime(UNDO_MS);
    await about(world.ada, 'Next\nIt has reached 2 of 2 readers.');
    expect(shown(world, 'Fresh')).toEqual([0, 0]);
  });

  it('goes on over a restart, neither shorter nor longer', async () => {
    const world = await open({ delivery: { announceDelayMs: HOUR_MS } });
    await publish(world, 'Fresh');
    await about(world.ada, 'Goes out in');
    await world.stopBot();
    world.passTime(HOUR_MS / 2);
    await world.startBot();
    await publish(world, 'Next');
    await about(world.ada, 'Next\nGoes out in');
    expect(shown(world, 'Fresh')).toEqual([0, 0]);
    world.passTime(HOUR_MS / 2);
    await about(world.ada, 'Fresh\nIt has reached 2 of 2 readers.');
    expect(shown(world, 'Next')).toEqual([0, 0]);
  });

  it('lets an article go that was a draft, without a file or under another name meanwhile', async () => {
    const world = await open({ delivery: { announceDelayMs: HOUR_MS } });
    await publish(world, ['Drafted', 'Removed', 'Renamed']);
    await about(world.ada, 'Renamed\nGoes out in');
    await world.write('drafted.md', article('Drafted', { ...KAFKA, draft: 'true' }));
    await world.remove('removed.md');
    await world.remove('renamed.md');
    await world.write('other-name.md', article('Renamed', KAFKA));
    await world.check();
    await about(world.ada, 'Drafted\nRetracted before anybody got it.');
    await about(world.ada, 'Removed', 'Paused, because the article’s file is not there.');
    world.passTime(HOUR_MS);
    await about(world.ada, 'Renamed\nIt has reached 2 of 2 readers.');
    expect([shown(world, 'Drafted'), shown(world, 'Removed')]).toEqual([
      [0, 0],
      [0, 0],
    ]);
    await publish(world, ['Drafted', 'Removed']);
    await about(world.ada, 'Drafted\nIt has reached 2 of 2 readers.');
    await about(world.ada, 'Removed\nIt has reached 2 of 2 readers.');
    expect(['Drafted', 'Removed', 'Renamed'].map((title) => shown(world, title))).toEqual([
      [1, 1],
      [1, 1],
      [1, 1],
    ]);
  });

  it('reaches nobody who subscribes after it, not even within it', async () => {
    const world = await openBlog({ delivery: { announceDelayMs: HOUR_MS } });
    await subscribe(world.mia, 'kafka');
    await publish(world, 'Fresh');
    await about(world.ada, 'Goes out in');
    await subscribe(world.jonas, 'kafka');
    world.passTime(HOUR_MS);
    await about(world.ada, 'It has reached its one reader.');
    expect(shown(world, 'Fresh')).toEqual([1, 0]);
  });

  it('is none when the delay is zero', async () => {
    const world = await open();
    await publish(world, 'Fresh');
    await about(world.ada, 'It has reached 2 of 2 readers.');
    expect(copies(world.ada, 'Goes out in')).toBe(0);
  });
});

describe('an announcement that waits for approval', () => {
  const delivery = { announceMode: 'approve' } as const;

  it('shows the author the very card that readers will get', async () => {
    const world = await open({ delivery });
    await publish(world, 'Fresh', { ...KAFKA, description: 'What it says.' });
    const question = await about(world.ada, 'It would go out to 2 readers, which takes about 5 s.');
    expect(labels(question)).toEqual(['Publish', 'Silent', 'Not now']);
    const [card] = pushes(world.ada, 'Fresh\n\nWhat it says.');
    expect(shown(world, 'Fresh')).toEqual([0, 0]);
    await world.ada.press('Publish', question);
    const push = await about(world.mia, 'What it says.');
    expect([push.text, push.keyboard, push.silent]).toEqual([card?.text, card?.keyboard, false]);
    await about(world.ada, 'It has reached 2 of 2 readers.');
    expect(copies(world.ada, 'It would go out')).toBe(0);
  });

  it('waits over a restart, follows the edited article, and goes out once however often it is pressed', async () => {
    const world = await open({ delivery });
    await publish(world, 'Fresh');
    await about(world.ada, 'It would go out');
    await world.stopBot();
    await world.startBot();
    await world.write('fresh.md', article('Fresh indeed', KAFKA));
    await world.check();
    const question = await about(world.ada, 'Fresh indeed', 'It would go out to 2 readers');
    expect(copies(world.ada, 'It would go out')).toBe(1);
    await world.write('fresh.md', article('Fresh indeed', { ...KAFKA, description: 'A better line.' }));
    await world.check();
    const card = await about(world.ada, 'Fresh indeed', 'A better line.');
    expect([card.id < question.id, pushes(world.ada, 'Fresh indeed\n\n').length]).toEqual([true, 1]);
    const publishIt = encodeButton({ action: 'announcement', announcement: 1, step: 'publish' });
    const answers = await Promise.all([1, 2].map(() => world.ada.pressData(question.id, publishIt)));
    expect(answers.map(({ text }) => text)).toContain('It goes out.');
    await about(world.ada, 'It has reached 2 of 2 readers.');
    expect((await world.ada.pressData(question.id, publishIt)).text).toContain('does not apply any more');
    expect(shown(world, 'Fresh indeed')).toEqual([1, 1]);
  });

  it('is asked of all authors and settled by one of them', async () => {
    const world = await openForTwoAuthors({ delivery });
    await publish(world, 'Fresh');
    const asked = await about(world.eve, 'It would go out');
    await world.ada.press('Silent', await about(world.ada, 'It would go out'));
    const settled = await about(world.eve, 'Fresh\nIt has reached 2 of 2 readers.');
    expect(settled.id).toBe(asked.id);
    const data = encodeButton({ action: 'announcement', announcement: 1, step: 'publish' });
    expect((await world.eve.pressData(asked.id, data)).text).toContain('does not apply any more');
    expect(pushes(world.mia, 'Fresh').map(({ silent }) => silent)).toEqual([true]);
  });

  it('can be left unannounced from /deliveries, and stays so', async () => {
    const world = await open({ delivery });
    await publish(world, 'Fresh');
    await world.ada.press('Not now', await about(world.ada, 'It would go out'));
    await about(world.ada, 'It waits in /deliveries.');
    await world.stopBot();
    await world.startBot();
    const list = await world.ada.ask('/deliveries');
    await world.ada.press('1', list);
    await world.ada.press('Leave it', await about(world.ada, 'It waits for your word.'));
    await world.ada.press('Yes, leave it', await about(world.ada, 'Leave it unannounced?'));
    await about(world.ada, 'Not announced.');
    await world.ada.waitForMessage(() => copies(world.ada, 'Not announced.') === 2);
    await world.check();
    expect(shown(world, 'Fresh')).toEqual([0, 0]);
  });

  it('is not asked about while its article is a draft or its file is gone', async () => {
    const world = await open({ delivery });
    await publish(world, ['Drafted', 'Removed']);
    await about(world.ada, 'Removed\nThis is how');
    await world.write('drafted.md', article('Drafted', { ...KAFKA, draft: 'true' }));
    await world.remove('removed.md');
    await world.check();
    await about(world.ada, 'Drafted\nIt waits: its file is a draft');
    await about(world.ada, 'Removed\nIt waits: its file is a draft');
    await publish(world, ['Drafted', 'Removed']);
    await about(world.ada, 'Drafted\nThis is how');
    await about(world.ada, 'Removed\nThis is how');
  });
});

describe('news of the time when the bot did not run', () => {
  const [LONG_AGO, EARLIER] = [
    { ...KAFKA, date: '2026-01-20' },
    { ...KAFKA, date: '2026-01-10' },
  ];

  async function away(files: Readonly<Record<string, Record<string, string>>>, options: WorldOptions = {}) {
    const world = await open(options);
    await world.stopBot();
    for (const [title, fields] of Object.entries(files)) await world.write(`${title}.md`, article(title, fields));
    await world.startBot();
    return world;
  }

  it('goes out by itself when it is fresh, and waits when it is older than two days', async () => {
    const world = await away({ Fresh: { ...KAFKA, date: '2026-02-03' }, Old: LONG_AGO });
    await about(world.ada, 'An article appeared while I was away', 'Old (20 January 2026)', 'Shall I announce it?');
    await about(world.ada, 'Fresh\nIt has reached 2 of 2 readers.');
    expect([shown(world, 'Fresh'), shown(world, 'Old')]).toEqual([
      [1, 1],
      [0, 0],
    ]);
  });

  it('goes out all together when the author wants all', async () => {
    const world = await away({ One: LONG_AGO, Two: EARLIER });
    const question = await about(world.ada, '2 articles appeared while I was away');
    expect(labels(question)).toEqual(['Send all', 'Only the newest', 'Mark as seen']);
    await world.ada.press('Send all', question);
    await about(world.ada, 'Both are being announced.');
    await about(world.ada, 'One\nIt has reached 2 of 2 readers.');
    await about(world.ada, 'Two\nIt has reached 2 of 2 readers.');
    expect([shown(world, 'One'), shown(world, 'Two')]).toEqual([
      [1, 1],
      [1, 1],
    ]);
  });

  it('never goes out once it is marked as seen, and is still there to be read', async () => {
    const world = await away({ One: LONG_AGO, Two: EARLIER });
    await world.ada.press('Mark as seen', await about(world.ada, '2 articles appeared while I was away'));
    await about(world.ada, 'Both count as seen.');
    await world.stopBot();
    await world.startBot();
    await world.check();
    expect([shown(world, 'One'), shown(world, 'Two')]).toEqual([
      [0, 0],
      [0, 0],
    ]);
    expect((await world.mia.ask('/latest')).text).toContain('One');
  });

  it('waits for one question only, over restarts and for all authors, and one answer settles it', async () => {
    const world = await openForTwoAuthors({});
    await world.stopBot();
    await world.write('One.md', article('One', LONG_AGO));
    await world.startBot();
    await about(world.ada, 'while I was away');
    const asked = await about(world.eve, 'while I was away');
    await world.stopBot();
    await world.startBot();
    await world.ada.press('Send it');
    await about(world.eve, 'Nothing left to decide');
    expect((await world.eve.pressData(asked.id, dataOf(asked.keyboard, 'Send it'))).text).toContain('does not apply');
    await about(world.ada, 'One\nIt has reached 2 of 2 readers.');
    expect([copies(world.ada, 'away'), copies(world.eve, 'Nothing left to decide')]).toEqual([0, 1]);
    expect(shown(world, 'One')).toEqual([1, 1]);
  });

  it('waits too when the database is a copy of long ago', async () => {
    const world = await open();
    const backup = `${world.databasePath}.backup`;
    await world.stopBot();
    await copyFile(world.databasePath, backup);
    await world.startBot();
    await publish(world, 'Fresh', { ...KAFKA, date: '2026-02-04' });
    await about(world.ada, 'Fresh\nIt has reached 2 of 2 readers.');
    world.passTime(3 * DAY_MS);
    await publish(world, 'Undated');
    await about(world.ada, 'Undated\nIt has reached 2 of 2 readers.');
    await world.stopBot();
    await copyFile(backup, world.databasePath);
    await world.startBot();
    await about(world.ada, '2 articles appeared while I was away', 'Fresh', 'Undated');
    expect([shown(world, 'Fresh'), shown(world, 'Undated')]).toEqual([
      [1, 1],
      [1, 1],
    ]);
  });
});

describe('the first run', () => {
  it('announces nothing, and asks nothing', async () => {
    const world = await openBlog({
      files: { 'a.md': article('Alpha', { ...KAFKA, date: '2020-01-01' }), 'b.md': article('Beta', KAFKA) },
      delivery: { announceMode: 'approve' },
    });
    await subscribe(world.mia, 'all');
    await world.check();
    await world.stopBot();
    await world.startBot();
    await world.check();
    expect((await world.ada.ask('/deliveries')).text).toContain('Nothing has been announced yet.');
    expect(callsTo(world, world.ada, 'sendMessage')).toHaveLength(2);
    expect([pushes(world.mia, 'Alpha'), pushes(world.mia, 'Beta')]).toEqual([[], []]);
  });
});

function dataOf(keyboard: Parameters<typeof labels>[0]['keyboard'], label: string): string {
  const button = (keyboard ?? []).flat().find(({ text }) => text === label);
  return button !== undefined && 'callback_data' in button ? button.callback_data : '';
}
