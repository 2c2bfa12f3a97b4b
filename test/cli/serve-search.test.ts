import { once } from 'node:events';
import { beforeAll, describe, expect, it } from 'vitest';
import { writeFiles } from '../check/check-folder.ts';
import { askAtOnce, collect, serveProcess } from './search-process.ts';

const FILES = {
  'posts/kafka-lag.md': '---\ntitle: Kafka lag\ntags: [kafka]\n---\nHow to see how far consumers lag.\n',
  'posts/grid.md': '---\ntitle: CSS grid\n---\nRows and columns, ё and 日本語.\n',
  'posts/lag-two.md': '---\ntitle: Lag of replicas\n---\nAnother lag.\n',
  'empty/.keep': '',
};

let root: string;
beforeAll(async () => {
  root = await writeFiles(FILES);
});

const ask = (...lines: readonly string[]) => askAtOnce(`${root}/posts`, `${lines.join('\n')}\n`);

describe('questions on the input', () => {
  it('are answered one by one while the input stays open', async () => {
    const { child, answers, ended } = serveProcess(`${root}/posts`);
    const answer = answers();
    for (const [id, q] of ['kafka', 'grid', '日本語'].entries()) {
      child.stdin.write(`${JSON.stringify({ id, q })}\n`);
      const { value } = await answer.next();
      expect(value).toEqual({ id, slugs: [q === 'kafka' ? 'kafka-lag' : 'grid'] });
    }
    child.stdin.end();
    expect(await answer.next()).toMatchObject({ done: true });
    expect(await ended()).toEqual({ code: 0, errors: '' });
  });

  it('get no more than they want, best first', async () => {
    const lag = ['kafka-lag', 'lag-two'];
    const wants = [undefined, null, 1, 2, 1_000_000, 1e15, 0, 1.0];
    const answers = await ask(...wants.map((k, id) => JSON.stringify({ id, q: 'lag', k })));
    const [first] = answers;
    expect(first).toEqual({ id: 0, slugs: lag });
    expect(answers.map(({ slugs }) => (slugs as string[]).length)).toEqual([2, 2, 1, 2, 2, 2, 0, 1]);
  });

  it('are told what is wrong with them, and the next is answered', async () => {
    const deep = `{"id":${'['.repeat(200_000)}${']'.repeat(200_000)},"q":"kafka"}`;
    const asked = [
      ...['kafka', '{"id":1,"q":"kafka"', '[]', 'null', '"kafka"', '7', '{}', '{"id":1}', '{"id":2,"q":["kafka"]}'],
      ...['{"id":3,"q":"kafka","k":-1}', '{"id":4,"q":"kafka","k":"10"}', '{"id":5,"q":"kafka","k":1.5}', deep],
    ];
    const answers = await ask(...asked.flatMap((line, at) => [line, `{"id":"after ${at}","q":"kafka"}`]));
    expect(answers).toHaveLength(2 * asked.length);
    const wrong = answers.filter((_, at) => at % 2 === 0);
    expect(wrong.map(({ id }) => id)).toEqual([...Array(7).fill(null), 1, 2, 3, 4, 5, null]);
    expect(wrong.every(({ error, slugs }) => typeof error === 'string' && (slugs as []).length === 0)).toBe(true);
    const right = answers.filter((_, at) => at % 2 === 1);
    expect(right).toEqual(asked.map((_, at) => ({ id: `after ${at}`, slugs: ['kafka-lag'] })));
  });

  it('have their ids given back as they were', async () => {
    const ids = [
      '1',
      '"a"',
      'null',
      'true',
      '-1.50',
      '12345678901234567890',
      '1e999',
      '[1,{"a":2.5}]',
      '{"__proto__":1}',
    ];
    const { child, ended } = serveProcess(`${root}/posts`);
    child.stdin.end(ids.map((id) => `{"q":"kafka","id":${id}}`).join('\n'));
    const text = (await child.stdout.toArray()).join('');
    expect(text).toBe(ids.map((id) => `{"id":${id},"slugs":["kafka-lag"]}\n`).join(''));
    expect(await ended()).toEqual({ code: 0, errors: '' });
  });

  it('may be of anything', async () => {
    const odd = [
      '',
      ' ',
      '"',
      '-',
      '\u0000kafka\u001b[2J\n\t',
      '\ud800',
      '((((',
      '#',
      'tag:',
      'a'.repeat(100_000),
      '日'.repeat(9),
    ];
    const answers = await ask(...odd.map((q, id) => JSON.stringify({ id, q, more: 'ignored' })));
    expect(answers.map(({ id, error }) => [id, error])).toEqual(odd.map((_, id) => [id, undefined]));
    expect(answers[0]).toEqual({ id: 0, slugs: [] });
    expect(answers[4]).toEqual({ id: 4, slugs: ['kafka-lag'] });
  });

  it('may come before the index is built, thousands at once, with nobody reading yet', async () => {
    const { child, answers, ended } = serveProcess(`${root}/posts`);
    const many = 20_000;
    for (let id = 0; id < many; id++) child.stdin.write(`{"id":${id},"q":"lag","k":2,"note":"${'x'.repeat(50)}"}\n`);
    child.stdin.end();
    // The whole input is taken although no answer has been: whoever writes first and reads afterwards gets through.
    await once(child.stdin, 'finish');
    const ids: unknown[] = [];
    for await (const { id, slugs } of answers()) {
      ids.push(id);
      expect(slugs).toEqual(['kafka-lag', 'lag-two']);
    }
    expect(ids).toEqual(Array.from({ length: many }, (_, id) => id));
    expect(await ended()).toEqual({ code: 0, errors: '' });
  });

  it('have no answer from an empty folder but an empty one, with a word about it beside', async () => {
    const { child, answers, ended } = serveProcess(`${root}/empty`);
    child.stdin.end('{"id":1,"q":"kafka"}');
    expect(await collect(answers())).toEqual([{ id: 1, slugs: [] }]);
    expect(await ended()).toEqual({ code: 0, errors: 'There are no articles to search.\n' });
  });
});

describe('the answering process', () => {
  it('ends quietly when nobody reads on, though the input stays open', async () => {
    const { child, ended } = serveProcess(`${root}/posts`);
    child.stdout.destroy();
    child.stdin.write('{"q":"kafka"}\n');
    expect(await ended()).toEqual({ code: 0, errors: '' });
  });

  it.each(['', '\n\n'])('says nothing to an input of %j', async (input) => {
    expect(await askAtOnce(`${root}/posts`, input)).toEqual([]);
  });
});
