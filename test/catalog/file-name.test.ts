import { describe, expect, it } from 'vitest';
import { parseFileName, readableName } from '../../src/catalog/file-name.ts';

const day = (text: string) => new Date(`${text}T00:00:00Z`);

describe('parseFileName', () => {
  it.each([
    ['post.md', 'post', ''],
    ['guides/setup.MDX', 'setup', 'guides'],
    ['guides/setup/index.md', 'setup', 'guides'],
    ['guides/setup/Index.markdown', 'setup', 'guides'],
    ['index.md', 'content', ''],
    ['a b/c (d) [e].md', 'c (d) [e]', 'a b'],
    ['release-1.2.3.md', 'release-1.2.3', ''],
    ['2025.md', '2025', ''],
    ['2024-13-41-odd.md', '2024-13-41-odd', ''],
    ['cafe\u0301.md', 'café', ''],
  ])('names %j %j in folder %j', (path, name, folder) => {
    expect(parseFileName(path, 'content')).toEqual({ name, folder, date: undefined, lang: undefined });
  });

  it.each([
    ['2016-04-14-hello.md', 'hello', '2016-04-14'],
    ['2016_04_14_hello.md', 'hello', '2016-04-14'],
    ['2016-04-14 hello there.md', 'hello there', '2016-04-14'],
    ['2016-04-14.md', '2016-04-14', '2016-04-14'],
    ['_posts/2019-01-11-git-1.0.0_released.md', 'git-1.0.0_released', '2019-01-11'],
    ['2016-04-14-hello/index.md', 'hello', '2016-04-14'],
    ['2020/12/21/hello.md', 'hello', '2020-12-21'],
    ['blog/2020/1/2/hello.md', 'hello', '2020-01-02'],
    ['2015/2015-08-29-Hugo.md', 'Hugo', '2015-08-29'],
  ])('finds the name and date of %j', (path, name, date) => {
    expect(parseFileName(path, 'content')).toMatchObject({ name, date: day(date) });
  });

  it.each([
    ['post.fr.md', 'post', 'fr'],
    ['post.pt-br.md', 'post', 'pt-br'],
    ['post.zh_CN.md', 'post', 'zh-cn'],
    ['guide/index.de.md', 'guide', 'de'],
    ['next.js.md', 'next.js', undefined],
    ['socket.io.md', 'socket.io', undefined],
    ['main.ts.md', 'main.ts', undefined],
    ['.fr.md', '.fr', undefined],
  ])('reads the language of %j', (path, name, lang) => {
    expect(parseFileName(path, 'content')).toMatchObject({ name, lang });
  });
});

describe('readableName', () => {
  it.each([
    ['my-first_post', 'My first post'],
    ['  spaced  out ', 'Spaced out'],
    ['élan', 'Élan'],
    ['日本語', '日本語'],
    ['😀-smile', '😀 smile'],
    ['-', ''],
  ])('turns %j into %j', (name, title) => {
    expect(readableName(name)).toBe(title);
  });
});
