import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { writeFiles } from '../check/check-folder.ts';
import { jsonLines, runCli } from './run-cli.ts';

const FILES = {
  'posts/kafka-lag.md': '---\ntitle: Kafka lag\ntags: [kafka]\n---\nHow to see how far consumers lag.\n',
  'posts/grid.md': '---\ntitle: CSS grid\n---\nRows and columns.\n',
  'posts/two.md': '---\ntitle: Lag of replicas\nslug: second\n---\nAnother\u001b[2J lag.\n',
  'posts/draft.md': '---\ntitle: Lag, a draft\ndraft: true\n---\nLag.\n',
  'posts/broken.md': '---\ntitle: "Lag\n---\nText\n',
  'posts/empty.md': '',
  'a:b/c.md': '# Lag in C\n\nText.\n',
  'empty/.keep': '',
};

let root: string;
beforeAll(async () => {
  root = await writeFiles(FILES);
});

const search = (...args: readonly string[]) => runCli(root, ['search', ...args]);
const BROKEN = '2 files are left out, being broken; "work-notes-bot check" tells why.\n';

describe('search', () => {
  it('prints each hit with its names and where the words stand, and steers no terminal', async () => {
    const { code, stdout, stderr } = await search('lag', '--content', 'posts');
    expect(stdout).toMatch(
      /^Kafka lag {2}\(kafka-lag, [\d.]+\)\n {4}How to [^\n]+\nLag of replicas {2}\(second, [\d.]+\)\n {4}Another ?\[2J lag\.\n$/,
    );
    expect([code, stderr]).toEqual([0, BROKEN]);
  });

  it('prints one object a line for machines, and nothing where there is nothing', async () => {
    const { stdout } = await search('--json', 'lag', '--content=posts');
    const lines = jsonLines(stdout);
    expect(lines.map(({ slug, title }) => [slug, title])).toEqual([
      ['kafka-lag', 'Kafka lag'],
      ['second', 'Lag of replicas'],
    ]);
    for (const line of lines) {
      expect(Object.keys(line)).toEqual(['slug', 'title', 'score', 'snippet']);
      expect(line).toMatchObject({ score: expect.any(Number), snippet: expect.stringContaining('lag') });
    }
    expect(await search('--json', 'quetzal', '--content=posts')).toEqual({ code: 0, stdout: '', stderr: BROKEN });
  });

  it('prints no more than was asked for, and how many there are', async () => {
    const { stdout } = await search('lag', '--limit', '1', '--content', 'posts');
    expect(stdout).toMatch(/^Kafka lag .*\n.*\n\n1 of 2 articles\.\n$/);
    expect(jsonLines((await search('lag', '--limit', '1', '--json', '--content', 'posts')).stdout)).toHaveLength(1);
  });

  it('says what it looked for when that was not what was typed', async () => {
    expect((await search('replicsa', '--content', 'posts')).stdout).toMatch(/\nSearched for: replicas\n$/);
  });

  it.each([
    [['quetzal', '--content', 'posts'], 'Nothing fits.\n', BROKEN],
    [['lag', '--content', 'empty'], 'Nothing fits.\n', 'There are no articles to search.\n'],
  ])('says that nothing fits %j', async (args, start, stderr) => {
    const ran = await search(...args);
    expect(ran).toMatchObject({ code: 0, stderr });
    expect(ran.stdout.startsWith(start)).toBe(true);
  });

  it('searches a folder whose name looks like two, and the folders of the settings', async () => {
    expect((await search('lag', '--content', 'a:b')).stdout).toContain('Lag in C');
    const ran = await runCli(root, ['search', 'grid'], { CONTENT_DIR: 'posts' });
    expect(ran.stdout).toContain('CSS grid');
  });

  it.each([
    [[], 'There are no words'],
    [['  '], 'There are no words'],
    [['lag', '--content', 'nowhere'], 'There is no folder "nowhere"'],
    [['lag', '--content', 'posts/grid.md'], 'There is no folder'],
    [['lag', '--limit', '0'], '--limit is a number from 1 to 1000'],
    [['lag', '--limit', '1e3'], '--limit is a number'],
    [['lag', '--limit', '1001'], '--limit is a number'],
    [['lag', '--as', 'rich'], 'has no option --as'],
    [['lag', '--serve', '--content', 'posts'], 'the words come from the input'],
    [['--serve', '--limit', '3', '--content', 'posts'], 'each question says'],
    [['--serve', '--content', 'nowhere'], 'There is no folder "nowhere"'],
  ])('is not understood as %j', async (args, reason) => {
    const ran = await search(...args);
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toContain(reason);
  });

  it('ends quietly when nobody reads on', async () => {
    const args = ['--disable-warning=ExperimentalWarning', join(import.meta.dirname, '../../src/cli.ts')];
    const child = spawn(process.execPath, [...args, 'search', 'lag', '--content', 'empty'], { cwd: root, env: {} });
    child.stdout.destroy();
    let errors = '';
    child.stderr.on('data', (chunk) => {
      errors += chunk;
    });
    expect(await once(child, 'close')).toEqual([0, null]);
    expect(errors).toBe('There are no articles to search.\n');
  });
});
