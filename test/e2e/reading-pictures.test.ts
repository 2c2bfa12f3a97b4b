import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RecordedCall } from '../../src/playground/call-log.ts';
import { pngHeader } from '../reading/pictures.ts';
import { blocksOf, card, named, openLibrary, read, richCalls, sentAfter } from './reading-scene.ts';
import { callsTo, labels, set } from './scene.ts';
import type { World } from './world.ts';

const THREE = ['![Red](img/red.png)', '![Green](img/green.png)', '![Blue](img/blue.png)'].join('\n');
const LIBRARY = {
  'one.md': named('one', 'One picture', 'Before it.\n\n![A red square](img/red.png)\n\nAfter it.'),
  'three.md': named('three', 'Three pictures', `Before them.\n\n${THREE}\n\nAfter them.`),
  'alone.md': named('alone', 'Pictures alone', THREE),
  'posts/lost.md': named(
    'lost',
    'A lost picture',
    'Before it.\n\n![A lost square](nowhere.png)\n\n![](../../secret.png)\n\nAfter.',
  ),
};

async function openGallery(): Promise<World> {
  const world = await openLibrary(LIBRARY);
  for (const [index, name] of ['red', 'green', 'blue'].entries()) {
    await world.write(`img/${name}.png`, pngHeader(60 + index, 40));
  }
  return world;
}

/** The media that a call brings: uploads as `attach://…`, known files by their id. */
function mediaIn({ payload }: RecordedCall): readonly string[] {
  const found = [...JSON.stringify(payload).matchAll(/\\?"(?:media|photo)\\?":\\?"([^"\\]+)/g)];
  return found.map(([, media = '']) => media).filter((media) => !media.startsWith('['));
}

function isUpload(media: string): boolean {
  return media.startsWith('attach://');
}

describe('a local picture', () => {
  it('stands at its place in a rich page, uploaded for the first reader and never again', async () => {
    const world = await openGallery();
    const { mia, jonas } = world;
    const page = await read(mia, 'one');
    const blocks = (page.rich?.blocks ?? []).map(({ type }) => type);
    const at = blocks.indexOf('photo');
    expect(at).toBeGreaterThan(0);
    expect(at).toBeLessThan(blocks.length - 1);
    expect(page.text).toContain('A red square');
    const [first] = richCalls(world, mia);
    expect(first && mediaIn(first).map(isUpload)).toEqual([true]);

    expect(blocksOf(await read(jonas, 'one')).some(({ type }) => type === 'photo')).toBe(true);
    const [second] = richCalls(world, jonas);
    expect(second && mediaIn(second).map(isUpload)).toEqual([false]);

    await world.stopBot();
    await world.startBot();
    await read(jonas, 'three');
    const [, third] = richCalls(world, jonas);
    expect(third && mediaIn(third).map(isUpload)).toEqual([false, true, true]);
  });

  it('is uploaded again when the file has changed', async () => {
    const world = await openGallery();
    // The file id is kept once the message is out.
    await sentAfter(world.mia, await read(world.mia, 'one'));
    await writeFile(join(world.contentFolder, 'img/red.png'), Buffer.concat([pngHeader(99, 40), Buffer.alloc(9)]));
    await read(world.mia, 'one');
    expect(richCalls(world, world.mia).flatMap(mediaIn).map(isUpload)).toEqual([true, true]);
  });

  it('that lies elsewhere is fetched from the site', async () => {
    const world = await openGallery();
    const page = await read(world.mia, 'lost');
    expect(page.text).toContain('A lost square');
    expect(page.text).toContain('After.');
    expect(richCalls(world, world.mia).flatMap(mediaIn)).toContain('https://notes.example/articles/nowhere.png');
  });

  it('that is missing or outside of the folder leaves its words where there is no site', async () => {
    const site = { name: 'Work Notes', url: undefined, template: '{site}/{slug}' };
    const world = await openLibrary(LIBRARY, { settings: { site } });
    await writeFile(join(dirname(world.contentFolder), 'secret.png'), pngHeader(60, 40));
    const page = await read(world.mia, 'lost');
    expect(page.text).toContain('A lost square');
    expect(page.text).toContain('After.');
    expect(blocksOf(page).some(({ type }) => type === 'photo')).toBe(false);
    expect(richCalls(world, world.mia).flatMap(mediaIn)).toEqual([]);
  });
});

describe('pictures one after another', () => {
  it('make a collage in a rich page', async () => {
    const world = await openGallery();
    const page = await read(world.mia, 'three');
    expect(blocksOf(page).filter(({ type }) => type === 'collage')).toHaveLength(1);
    expect(blocksOf(page).filter(({ type }) => type === 'photo').length).toBeGreaterThanOrEqual(3);
  });

  it('make an album between plain messages, by file ids for the second reader', async () => {
    const world = await openGallery();
    for (const person of [world.mia, world.jonas]) {
      await set(person, 'form', 'classic');
      await person.press('Read here', await card(person, 'three'));
      const end = await person.waitForMessage(({ text }) => text.includes('After them.') && !text.includes('Tags'));
      expect(labels(end)).toContain('Finished? Next one');
      const album = person.messages.filter(({ albumId }) => albumId !== undefined);
      expect(album.map(({ photo }) => photo !== undefined)).toEqual([true, true, true]);
      expect(new Set(album.map(({ albumId }) => albumId)).size).toBe(1);
    }
    const uploads = [world.mia, world.jonas].map((person) =>
      callsTo(world, person, 'sendMediaGroup').flatMap(mediaIn).map(isUpload),
    );
    expect(uploads).toEqual([
      [true, true, true],
      [false, false, false],
    ]);
  });

  it('may be all that there is to read, and still have buttons', async () => {
    const world = await openGallery();
    const { mia } = world;
    const page = await read(mia, 'alone');
    expect(blocksOf(page).filter(({ type }) => type === 'photo').length).toBeGreaterThanOrEqual(3);
    expect(labels(page)).toContain('Finished? Next one');
    await mia.press('Trouble reading?', page);
    const end = await mia.waitForMessage(
      (message) => message.rich === undefined && labels(message).includes('Finished? Next one'),
      { after: page.id },
    );
    expect(end.photo).toBeDefined();
    const pictures = (await sentAfter(mia, page)).filter(({ photo }) => photo !== undefined);
    expect(pictures).toHaveLength(3);
  });
});
