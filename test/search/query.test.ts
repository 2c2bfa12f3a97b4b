import { describe, expect, it } from 'vitest';
import { MAX_QUERY_WORDS, parseQuery, toMatchExpression } from '../../src/search/query.ts';

function strict(text: string): string {
  return toMatchExpression(parseQuery(text).strict, 'AND');
}

function loose(text: string): string {
  return toMatchExpression(parseQuery(text).loose, 'OR');
}

describe('parseQuery', () => {
  it.each([
    ['docker', '("docker" OR "docker" *)'],
    ['Docker Compose', '("docker") AND ("compose" OR "compose" *)'],
    ['go', '("go" OR "go" *)'],
    ['c', '("c")'],
    ['c++ tips', '("c++") AND ("tips" OR "tips" *)'],
    ['.NET core', '(".net") AND ("core" OR "core" *)'],
    ['front-end dev', '("front end" OR "frontend") AND ("dev" OR "dev" *)'],
    ['node:fs api', '("node fs") AND ("api" OR "api" *)'],
    ['数据库 go', '("数据 据库") AND ("go" OR "go" *)'],
    ['库 go', '("库" OR "库" *) AND ("go" OR "go" *)'],
    ['go go Go', '("go" OR "go" *)'],
  ])('%s asks for %s', (text, expression) => {
    expect(strict(text)).toBe(expression);
  });

  it.each([
    ['Docker Compose', '("docker") OR ("compose" OR "compose" *)'],
    ['front-end dev', '("front") OR ("end") OR ("frontend") OR ("dev" OR "dev" *)'],
    ['c++ tips', '("c") OR ("c++") OR ("tips" OR "tips" *)'],
    ['数据库', '("数据") OR ("据库")'],
  ])('%s asks, when nothing has it all, for %s', (text, expression) => {
    expect(loose(text)).toBe(expression);
  });

  it.each([
    ['"quoted" NEAR(a b) -c title:d e* ^f', 'quoted near a b c title d e f'],
    ['a AND b OR NOT c', 'a and b or not c'],
    ['x\u0000y', 'x y'],
  ])('takes the signs of a query language in %j for text', (text, terms) => {
    expect(
      strict(text)
        .replaceAll(/ AND |OR "[^"]*" \*|["()*]/g, ' ')
        .split(' ')
        .filter(Boolean)
        .join(' '),
    ).toBe(terms);
  });

  it.each(['', '   ', '"*():^-+', '🚀🎉', '\u0000', '…', '\u0301\u0308'])('finds no word in %j', (text) => {
    expect(parseQuery(text).words).toEqual([]);
  });

  it('keeps the words as they were typed', () => {
    expect(parseQuery('  C++,  .NET & pg_dump — Ёлка!').words).toEqual(['C++', '.NET', 'pg_dump', 'Ёлка']);
  });

  it('uses the first distinct words of a long query and says how many it left out', () => {
    const query = parseQuery(Array.from({ length: 40 }, (_, index) => `word${index} word0`).join(' '));
    expect(query.words).toHaveLength(MAX_QUERY_WORDS);
    expect(query.ignoredWords).toBe(40 - MAX_QUERY_WORDS);
  });

  it('bounds one endless word', () => {
    const query = parseQuery('数据库设计'.repeat(800));
    expect(query.loose.length).toBeLessThanOrEqual(32);
    expect(strict('数据库设计'.repeat(800)).length).toBeLessThan(400);
  });
});
