import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { PNG, writeFiles } from '../check/check-folder.ts';
import { jsonLines, runCli } from './run-cli.ts';

const LONG = Array.from({ length: 5 }, (_, part) => `## Part ${part}\n\n${'A sentence of it. '.repeat(200)}`).join(
  '\n\n',
);

const FILES = {
  'blog/a.md': '---\ntitle: A\ndescription: a\n---\nSee [B](b.md) and ![pic](a.png)\n',
  'blog/a.png': PNG,
  'blog/b.md': `---\ntitle: B\n---\n${LONG}`,
  'blog/broken.md': '---\ntitle: "B\n---\nText\n',
  'blog/empty.md': '',
  'blog/bin.md': Uint8Array.from({ length: 3_000 }, (_, at) => (at * 7_919) % 251),
  'blog/large.md': 'x'.repeat(2 * 1024 * 1024 + 1),
  'blog/README.md': '# Read me\n\nText of it.\n',
  'blog/_draft.md': '# Draft\n\nSee [A](a.md).\n',
  'a:b/c.md': '# C\n\nText.\n',
  'none/picture.png': PNG,
  '.env': 'SITE_URL=https://example.org\nBOT_TOKEN=not a token\n',
};

let root: string;
beforeAll(async () => {
  root = await writeFiles(FILES);
  await symlink('a.md', join(root, 'blog/link.md'));
  await symlink('nowhere.md', join(root, 'blog/dangling.md'));
});

const render = (...args: string[]) => runCli(root, ['render', ...args]);

describe('render', () => {
  it('prints a line for each page and each file that cannot be rendered, in the order of the files', async () => {
    const { code, stdout, stderr } = await render('blog');
    const lines = jsonLines(stdout);
    expect(lines.map(({ file, page, pages, method }) => [file, page, pages, method])).toEqual([
      ['blog/a.md', 1, 1, 'sendRichMessage'],
      ['blog/b.md', 1, 3, 'sendRichMessage'],
      ['blog/b.md', 2, 3, 'sendRichMessage'],
      ['blog/b.md', 3, 3, 'sendRichMessage'],
      ['blog/bin.md', 1, 1, 'sendRichMessage'],
      ['blog/broken.md', undefined, undefined, undefined],
      ['blog/empty.md', undefined, undefined, undefined],
      ['blog/large.md', undefined, undefined, undefined],
    ]);
    expect(Object.keys(lines[0] ?? {})).toEqual(['file', 'slug', 'page', 'pages', 'method', 'payload', 'files']);
    expect(lines[0]).toMatchObject({ slug: 'a', files: { file0: join(root, 'blog/a.png') } });
    expect(lines.slice(5)).toEqual([
      { file: 'blog/broken.md', error: 'line 2: the YAML cannot be read: a quotation mark is never closed' },
      { file: 'blog/empty.md', error: 'the file is empty' },
      { file: 'blog/large.md', error: 'the file is larger than 2 MiB' },
    ]);
    expect([code, stderr]).toEqual([1, '']);
  });

  it('prints classic messages with the buttons below the last', async () => {
    const { code, stdout } = await render('blog/b.md', '--as', 'classic', '--page', '1', '--bot', 'notes_bot');
    const lines = jsonLines(stdout);
    expect(lines.length).toBeGreaterThan(1);
    expect(lines.every(({ page, method }) => page === 1 && method === 'sendMessage')).toBe(true);
    const withButtons = lines.map(({ payload }) => 'reply_markup' in (payload as object));
    expect(withButtons).toEqual(lines.map((_, index) => index === lines.length - 1));
    expect(code).toBe(0);
  });

  it.each([
    ['blog/_draft.md', '_draft'],
    ['blog/link.md', 'link'],
    ['a:b', 'c'],
  ])('renders %s when it is named', async (path, slug) => {
    const { code, stdout } = await render(path);
    expect(jsonLines(stdout)).toMatchObject([{ slug, page: 1 }]);
    expect(code).toBe(0);
  });

  it.each([
    [['none'], 0, 'no article here'],
    [['blog/a.md', '--page', '9'], 0, 'no page 9'],
    [['blog/dangling.md'], 2, 'There is no file or folder'],
    [['blog', '--as', 'html'], 2, 'is no form'],
  ])('says why %j prints nothing', async (args, code, reason) => {
    const ran = await render(...args);
    expect(ran).toMatchObject({ code, stdout: '' });
    expect(ran.stderr).toContain(reason);
  });

  it('tells a wrong setting that matters', async () => {
    const ran = await runCli(root, ['render', 'blog'], { SITE_URL: 'nowhere' });
    expect(ran.code).toBe(2);
    expect(ran.stderr).toContain('SITE_URL');
    expect(ran.stderr).not.toContain('found:    (hidden)');
  });

  it('ends quietly when nobody reads on', async () => {
    const cli = join(import.meta.dirname, '../../src/cli.ts');
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', cli, 'render', 'blog'], {
      cwd: root,
    });
    child.stdout.destroy();
    const errors: unknown[] = [];
    child.stderr.on('data', (chunk) => errors.push(String(chunk)));
    expect(await once(child, 'close')).toEqual([0, null]);
    expect(errors).toEqual([]);
  });

  it.skipIf(!existsSync('/dev/full'))('tells of a full disk', async () => {
    const script = `exec "${process.execPath}" --disable-warning=ExperimentalWarning "$0" render blog > /dev/full`;
    const child = spawn('/bin/sh', ['-c', script, join(import.meta.dirname, '../../src/cli.ts')], { cwd: root });
    let errors = '';
    child.stderr.on('data', (chunk) => {
      errors += chunk;
    });
    expect(await once(child, 'close')).toEqual([1, null]);
    expect(errors).toMatch(/^the output cannot be written: ENOSPC[^\n]*\n$/);
  });
});

describe('check', () => {
  it('lists findings with file and line, ends with a sum and fails on errors', async () => {
    const { code, stdout, stderr } = await runCli(root, ['check', 'blog']);
    expect(stdout).toContain(
      'blog/broken.md:2: error: the YAML cannot be read: a quotation mark is never closed [front-matter]\n',
    );
    expect(stdout).toContain('\n\nblog/empty.md: error: the file is empty [unreadable]\n    ');
    expect(stdout).toMatch(/\n\n6 files: 3 errors, \d+ warnings\.\n$/);
    expect([code, stderr]).toEqual([1, '']);
  });

  it('gives machines one object a line, of the folders in the settings', async () => {
    const { code, stdout } = await runCli(root, ['check', '--json'], { CONTENT_DIR: 'blog' });
    const broken = jsonLines(stdout).find(({ file }) => file === 'blog/broken.md');
    expect(broken).toMatchObject({ line: 2, severity: 'error', rule: 'front-matter' });
    expect(code).toBe(1);
  });

  it('is content with warnings', async () => {
    const { code, stdout } = await runCli(root, ['check', 'a:b']);
    expect(stdout).toContain(`${join('a:b', 'c.md')}:1: warning: there is no description`);
    expect(stdout).toContain('\n1 file: 0 errors, 1 warning.\n');
    expect(code).toBe(0);
  });
});
