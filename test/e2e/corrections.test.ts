import { readFile, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Person } from '../../src/playground/person.ts';
import {
  about,
  callsTo,
  copies,
  DAY_MS,
  HOUR_MS,
  holding,
  labels,
  openBlog,
  publish,
  pushes,
  set,
  setCadence,
  subscribe,
} from './scene.ts';
import { article, type World } from './world.ts';

const KAFKA = { tags: '[kafka]', description: 'The old line.' };
const IMAGES = join(import.meta.dirname, '../../content/images');
const EDITS = /^(edit|delete)/;
const TWO_DAYS_MS = 48 * HOUR_MS;

/** Mia has Alpha, and the author has read so. */
async function announced(fields: Readonly<Record<string, string>> = KAFKA, prepare?: (world: World) => Promise<void>) {
  const world = await openBlog();
  await subscribe(world.mia, 'kafka');
  await prepare?.(world);
  await publish(world, 'Alpha', fields);
  await about(world.ada, 'Alpha', 'It has reached its one reader.');
  const [push] = holding(world.mia, 'Alpha');
  if (push === undefined) throw new Error('Mia did not get Alpha');
  return { world, push };
}

async function rewrite(world: World, title: string, fields: Readonly<Record<string, string>>, body?: string) {
  await world.write('alpha.md', article(title, fields, body));
  await world.check();
}

/** The message that a person has under an id, once it reads so. */
function becomes(person: Person, id: number, text: string) {
  return person.waitForMessage((message) => message.id === id && message.text.includes(text));
}

/** Whatever was corrected for the person so far; a later article is through, so nothing is on its way. */
async function corrections(world: World, person: Person): Promise<string[]> {
  await publish(world, 'Omega', { tags: '[python]' });
  await about(world.ada, 'Omega', 'Nobody was subscribed');
  return world.playground.calls
    .filter(({ method, payload }) => EDITS.test(method) && Number(payload.chat_id) === person.persona.id)
    .map(({ method }) => method);
}

describe('an announced article that is edited', () => {
  it.each<[string, string, Record<string, string>, string]>([
    ['title', 'Alpha, corrected', KAFKA, 'Alpha, corrected'],
    ['description', 'Alpha', { ...KAFKA, description: 'A better line.' }, 'A better line.'],
    ['tags', 'Alpha', { ...KAFKA, tags: '[kafka, streams]' }, 'streams'],
  ])('shows its new %s in the push that was sent, which makes no sound', async (_name, title, fields, text) => {
    const { world, push } = await announced();
    await world.mia.press('Save', push);
    const sent = callsTo(world, world.mia, 'sendMessage').length;
    await rewrite(world, title, fields);
    const corrected = await becomes(world.mia, push.id, text);
    expect(labels(corrected)).toEqual(['Read here', '✓ Saved', 'Unsubscribe #kafka', 'Settings']);
    expect(callsTo(world, world.mia, 'sendMessage')).toHaveLength(sent);
    expect(copies(world.mia, 'Alpha')).toBe(1);
  });

  it('shows a new picture in place of the old one', async () => {
    const cover = (name: string) => ({ ...KAFKA, cover: name });
    const { world, push } = await announced(cover('one.png'), async ({ write }) => {
      await write('one.png', await readFile(join(IMAGES, 'cover-event-driven-architecture.png')));
      await write('two.png', await readFile(join(IMAGES, 'cover-event-driven-architecture.png')));
    });
    expect(push.photo).toBeDefined();
    await rewrite(world, 'Alpha', cover('two.png'));
    await world.playground.waitForCall(
      ({ method, payload }) => method === 'editMessageMedia' && Number(payload.message_id) === push.id,
    );
    await rewrite(world, 'Alpha the second', cover('two.png'));
    await becomes(world.mia, push.id, 'Alpha the second');
    expect(holding(world.mia, 'Alpha')).toHaveLength(1);
  });

  it('shows a picture that it did not have before, and is corrected further as a picture', async () => {
    const { world, push } = await announced();
    await world.write('one.png', await readFile(join(IMAGES, 'cover-event-driven-architecture.png')));
    await rewrite(world, 'Alpha', { ...KAFKA, cover: 'one.png' });
    await world.mia.waitForMessage(({ id, photo }) => id === push.id && photo !== undefined);
    await rewrite(world, 'Alpha the second', { ...KAFKA, cover: 'one.png' });
    await becomes(world.mia, push.id, 'Alpha the second');
    await rewrite(world, 'Alpha the third', KAFKA);
    const last = await becomes(world.mia, push.id, 'Alpha the third');
    expect([labels(last)[0], copies(world.mia, 'Alpha')]).toEqual(['Read here', 1]);
  });

  it('is corrected in the digests that hold it', async () => {
    const world = await openBlog();
    await subscribe(world.mia, 'kafka');
    await setCadence(world.mia, 'kafka', 'daily');
    await publish(world, ['Alpha', 'Beta'], KAFKA);
    await about(world.ada, 'Beta', 'on 5 February');
    world.passTime(DAY_MS);
    const digest = await about(world.mia, '2 new articles', 'Alpha', 'Beta');
    await about(world.ada, 'Beta', 'It has reached its one reader.');
    await rewrite(world, 'Alpha the second', KAFKA);
    const corrected = await becomes(world.mia, digest.id, 'Alpha the second');
    expect(corrected.text).toContain('Beta');
    expect(labels(corrected)).toEqual(['1', '2', 'Settings']);
  });

  it('goes out corrected to who still waits for it', async () => {
    const world = await openBlog();
    await subscribe(world.mia, 'kafka');
    await set(world.mia, 'quiet', '11-14');
    await publish(world, 'Alpha', KAFKA);
    await about(world.ada, 'Alpha', 'at 14:00');
    await rewrite(world, 'Alpha the second', KAFKA);
    world.passTime(2 * HOUR_MS);
    await about(world.mia, 'Alpha the second');
    await about(world.ada, 'Alpha the second', 'It has reached its one reader.');
    expect(copies(world.mia, 'Alpha')).toBe(1);
  });

  it('is left alone when its file is touched, or only its text changes', async () => {
    const { world } = await announced();
    const before = await corrections(world, world.mia);
    await utimes(join(world.contentFolder, 'alpha.md'), new Date(), new Date());
    await world.check();
    await rewrite(world, 'Alpha', KAFKA, 'Another text.');
    expect(await corrections(world, world.mia)).toEqual(before);
  });

  it('is corrected by the first check when it was edited while the bot did not run', async () => {
    const { world, push } = await announced();
    await world.stopBot();
    await world.write('alpha.md', article('Alpha the second', KAFKA));
    await world.startBot();
    await becomes(world.mia, push.id, 'Alpha the second');
    expect(copies(world.mia, 'Alpha')).toBe(1);
  });

  it('does not bring back a message that its reader has deleted', async () => {
    const { world, push } = await announced();
    world.playground.setFaults(({ method, payload }) =>
      method === 'editMessageText' && Number(payload.message_id) === push.id
        ? { kind: 'refused', description: 'Bad Request: message to edit not found' }
        : undefined,
    );
    await rewrite(world, 'Alpha the second', KAFKA);
    await world.playground.waitForCall(({ payload }) => Number(payload.message_id) === push.id);
    expect(await corrections(world, world.mia)).toEqual(['editMessageText']);
    expect(copies(world.mia, 'Alpha the second')).toBe(0);
  });
});

describe('an announced article that becomes a draft', () => {
  const draft = { ...KAFKA, draft: 'true' };

  it('is deleted where it was sent within the last two days', async () => {
    const { world } = await announced();
    world.passTime(TWO_DAYS_MS - HOUR_MS);
    await rewrite(world, 'Alpha', draft);
    await about(world.ada, 'Alpha', 'Retracted. The one message');
    await world.playground.waitForCall(({ method, outcome }) => method === 'deleteMessage' && outcome !== 'cut');
    expect(copies(world.mia, 'Alpha')).toBe(0);
  });

  it('leaves one line where it was sent before that', async () => {
    const { world, push } = await announced();
    world.passTime(TWO_DAYS_MS + HOUR_MS);
    await rewrite(world, 'Alpha', draft);
    const line = await becomes(world.mia, push.id, 'The author has withdrawn this article.');
    expect(line.text).toBe('The author has withdrawn this article.');
    expect(labels(line)).toEqual([]);
    expect(callsTo(world, world.mia, 'deleteMessage')).toEqual([]);
  });

  it('leaves one line in place of the caption of a picture', async () => {
    const { world, push } = await announced({ ...KAFKA, cover: 'one.png' }, async ({ write }) => {
      await write('one.png', await readFile(join(IMAGES, 'cover-event-driven-architecture.png')));
    });
    world.passTime(TWO_DAYS_MS + HOUR_MS);
    await rewrite(world, 'Alpha', { ...draft, cover: 'one.png' });
    const line = await becomes(world.mia, push.id, 'The author has withdrawn this article.');
    expect(labels(line)).toEqual([]);
  });

  it('leaves a digest, and with its last article the digest goes', async () => {
    const world = await openBlog();
    await subscribe(world.mia, 'kafka');
    await setCadence(world.mia, 'kafka', 'daily');
    await publish(world, ['Alpha', 'Beta'], KAFKA);
    await about(world.ada, 'Beta', 'on 5 February');
    world.passTime(DAY_MS);
    const digest = await about(world.mia, '2 new articles', 'Alpha', 'Beta');
    await about(world.ada, 'Beta', 'It has reached its one reader.');
    await rewrite(world, 'Alpha', draft);
    const left = await becomes(world.mia, digest.id, 'One new article');
    expect(left.text).not.toContain('Alpha');
    expect(left.text).toContain('Beta');
    await world.write('beta.md', article('Beta', draft));
    await world.check();
    await world.playground.waitForCall(
      ({ method, payload }) => method === 'deleteMessage' && Number(payload.message_id) === digest.id,
    );
    expect(copies(world.mia, 'Beta')).toBe(0);
  });

  it('is sent to nobody more, and is back when it is no draft any more', async () => {
    const world = await openBlog();
    await subscribe(world.mia, 'kafka');
    await subscribe(world.jonas, 'kafka');
    await set(world.jonas, 'quiet', '11-14');
    await publish(world, 'Alpha', KAFKA);
    await about(world.ada, 'Alpha', '1 of 2 sent');
    const [push] = pushes(world.mia, 'Alpha');
    world.passTime(HOUR_MS);
    await rewrite(world, 'Alpha', draft);
    await about(world.ada, 'Alpha', 'Retracted.');
    await world.playground.waitForCall(({ method }) => method === 'deleteMessage');
    world.passTime(2 * HOUR_MS);
    await publish(world, 'Beta', KAFKA);
    await about(world.ada, 'Beta', 'It has reached 2 of 2 readers.');
    expect([copies(world.mia, 'Alpha'), copies(world.jonas, 'Alpha')]).toEqual([0, 0]);
    await rewrite(world, 'Alpha', KAFKA);
    // Who had it has seen it; only who never got it gets it now.
    await about(world.jonas, 'Alpha');
    await about(world.ada, 'Alpha', 'It has reached 2 of 2 readers.');
    expect(pushes(world.mia, 'Alpha').filter(({ id }) => id !== push?.id)).toEqual([]);
  });
});

describe('an announced article whose file is gone', () => {
  it('keeps its cards, leaves the lists, and is asked about once', async () => {
    const { world } = await announced();
    await world.remove('alpha.md');
    await world.check();
    const question = await about(world.ada, 'The file of Alpha is gone. One reader has got the article and keeps it');
    expect(labels(question)).toEqual(['Leave it', 'Retract it']);
    await world.check();
    expect(await corrections(world, world.mia)).toEqual([]);
    expect(copies(world.mia, 'Alpha')).toBe(1);
    expect(copies(world.ada, 'The file of Alpha')).toBe(1);
    expect((await world.jonas.ask('/latest')).text).not.toContain('Alpha');
  });

  it('stays out of the digest it waits for, and comes when the file is back', async () => {
    const world = await openBlog();
    await subscribe(world.mia, 'kafka');
    await setCadence(world.mia, 'kafka', 'daily');
    await publish(world, ['Alpha', 'Beta'], KAFKA);
    await about(world.ada, 'Beta', 'on 5 February');
    await world.remove('alpha.md');
    await world.check();
    await about(world.ada, 'The file of Alpha is gone. Nobody has got the article yet.');
    world.passTime(DAY_MS);
    await about(world.mia, 'One new article', 'Beta');
    expect(copies(world.mia, 'Alpha')).toBe(0);
    await publish(world, 'Alpha', KAFKA);
    await about(world.mia, 'One new article', 'Alpha');
    await about(world.ada, 'Nothing left to decide here');
  });

  it('is not asked about when it has a new name', async () => {
    const { world } = await announced();
    await world.remove('alpha.md');
    await world.write('renamed.md', article('Alpha', KAFKA));
    await world.check();
    expect(await corrections(world, world.mia)).toEqual([]);
    expect([copies(world.mia, 'Alpha'), copies(world.ada, 'The file of')]).toEqual([1, 0]);
  });

  it('is not retracted by a folder that cannot be read or is suddenly empty', async () => {
    const { world } = await announced();
    for (const file of ['alpha.md', 'old.md']) await world.remove(file);
    await world.check();
    await about(world.ada, 'there are no articles any more');
    expect(copies(world.ada, 'The file of Alpha')).toBe(0);
    await world.write('alpha.md', article('Alpha', KAFKA));
    await world.write('old.md', article('An old piece', { tags: '[kafka, python]' }));
    expect(await corrections(world, world.mia)).toEqual([]);
    expect(copies(world.mia, 'Alpha')).toBe(1);
  });
});
