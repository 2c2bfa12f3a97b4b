import { mkdir, mkdtemp, realpath, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findPictures } from '../../src/reading/find-pictures.ts';
import { pngHeader } from './pictures.ts';

let folder: string;
let content: string;

beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'pictures-')));
  content = join(folder, 'content');
  await mkdir(join(content, 'posts', 'my images'), { recursive: true });
  const good = pngHeader(800, 600);
  const files: Readonly<Record<string, Buffer | string>> = {
    'content/posts/my images/a.png': good,
    'content/posts/100%.png': good,
    'content/root.png': good,
    'content/posts/moving.gif': 'GIF89a\x10\x00\x10\x00',
    'content/posts/still.gif': good,
    'content/posts/pointer.png': 'version https://git-lfs.github.com/spec/v1',
    'content/posts/drawing.svg': '<svg/>',
    'content/posts/heavy.png': good,
    'content/posts/large.png': pngHeader(9_000, 1_001),
    'content/posts/largest.png': pngHeader(9_000, 1_000),
    'content/posts/narrow.png': pngHeader(21, 421),
    'secret.png': good,
  };
  for (const [name, bytes] of Object.entries(files)) await writeFile(join(folder, name), bytes);
  await truncate(join(content, 'posts/heavy.png'), 10 * 1024 * 1024 + 1);
  await mkdir(join(content, 'posts', 'folder.png'));
  await symlink(join(folder, 'secret.png'), join(content, 'posts', 'link.png'));
});
afterAll(() => rm(folder, { recursive: true }));

const find = async (url: string) =>
  (await findPictures([url, url], { path: join(content, 'posts', 'first.md') }, [content])).get(url);

describe('a picture in an article', () => {
  it.each([
    ['my%20images/a.png', 'posts/my images/a.png'],
    ['my images/a.png', 'posts/my images/a.png'],
    ['100%.png', 'posts/100%.png'],
    ['../root.png', 'root.png'],
    ['/root.png', 'root.png'],
    ['/root.png?v=2', 'root.png'],
    ['moving.gif', 'posts/moving.gif'],
    ['largest.png', 'posts/largest.png'],
  ])('is found at %s', async (url, expected) => {
    expect(await find(url)).toEqual({ kind: 'file', path: join(content, expected) });
  });

  it.each([
    ['../../secret.png', 'outside'],
    ['link.png', 'outside'],
    ['missing.png', 'missing'],
    ['/etc/hostname', 'missing'],
    ['folder.png', 'missing'],
    ['%E0%A4%A', 'missing'],
    ['data:image/png;base64,AA', 'address'],
    ['https://', 'address'],
    ['drawing.svg', 'type'],
    ['pointer.png', 'type'],
    ['still.gif', 'type'],
    ['heavy.png', 'bytes'],
    ['large.png', 'shape'],
    ['narrow.png', 'shape'],
  ])('is none to send at %s: %s', async (url, reason) => {
    expect(await find(url)).toEqual({ kind: 'none', reason });
  });

  it('keeps an address of its own', async () => {
    expect(await find('//cdn.example/a.png')).toEqual({ kind: 'url', url: 'https://cdn.example/a.png' });
  });
});
