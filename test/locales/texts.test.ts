import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FormattedString } from '@grammyjs/parse-mode';
import { describe, expect, it } from 'vitest';
import { loadTexts } from '../../src/locales/texts.ts';

const root = join(import.meta.dirname, '../..');
const fluent = globSync('src/locales/en/*.ftl', { cwd: root }).map((file) => readFileSync(join(root, file), 'utf8'));
const keys = fluent.flatMap((text) => [...text.matchAll(/^([a-z][\w-]*) *=/gm)].map(([, key = '']) => key));
const code = globSync('src/**/*.ts', { cwd: root })
  .map((file) => readFileSync(join(root, file), 'utf8'))
  .join('\n');

// Keys put together from a fixed beginning or end and a value.
const COMPOSED = [
  ...[/^command-/, /^reading-alert-/, /^settings-count-/, /^settings-form-/, /^cadence-/],
  ...[/^sought-(missed|all)-(heading|button)$/, /^search-(heading|corrected)-(all|most|any|parts)$/],
  ...[/^saved-(remove|remind)-button$/, /^reminder-(tonight|late)$/],
];

describe('the texts', () => {
  it('have each key once', () => {
    expect(keys.toSorted()).toEqual([...new Set(keys)].toSorted());
  });

  it('are all readable by Fluent', () => {
    const words = loadTexts().for('en');
    const names = fluent.flatMap((text) => [...text.matchAll(/\$(\w+)/g)].map(([, name = '']) => name));
    const args = Object.fromEntries(names.map((name) => [name, 1]));
    // A broken message is dropped by Fluent without a word and comes out as its key in braces.
    expect(keys.filter((key) => words.text(key, args).startsWith(`{${key}}`))).toEqual([]);
  });

  it('hold every key that the code asks for', () => {
    const asked = [...code.matchAll(/\.(?:text|rich)\(\s*'([a-z][\w-]*)'/g)].map(([, key = '']) => key);
    expect(asked.length).toBeGreaterThan(50);
    expect(asked.filter((key) => !keys.includes(key))).toEqual([]);
  });

  it('hold no key that nobody asks for', () => {
    const isUsed = (key: string) => code.includes(`'${key}'`) || COMPOSED.some((pattern) => pattern.test(key));
    expect(keys.filter((key) => !isUsed(key))).toEqual([]);
  });
});

describe('words', () => {
  const words = loadTexts().for('en');

  it('keep the format of an argument at its place', () => {
    const text = words.rich('start-intro', { site: FormattedString.b('Work Notes'), count: 2 });
    expect(text.text).toBe('This is Work Notes: 2 articles, to be read right here in the chat.');
    expect(text.entities).toEqual([{ type: 'bold', offset: 8, length: 10 }]);
  });

  it('take an argument for text, whatever it holds', () => {
    expect(words.text('unknown-command', { command: '/{ $x } <b>' })).toBe('I do not know /{ $x } <b>.');
  });

  it('count in words', () => {
    expect(words.text('tag-count', { count: 1 })).toBe('One article');
    expect(words.text('tag-count', { count: 1200 })).toBe('1,200 articles');
  });

  it('fall back to English for a language without a translation', () => {
    expect(loadTexts().for('xx-yy').text('saved-heading')).toBe('Saved articles');
  });
});
