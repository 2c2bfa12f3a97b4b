import { describe, expect, it } from 'vitest';
import { splitFrontMatter } from '../../src/catalog/front-matter.ts';
import { FrontMatterError } from '../../src/catalog/front-matter-engines.ts';

function failureOf(text: string): FrontMatterError {
  try {
    splitFrontMatter(text);
  } catch (error) {
    if (error instanceof FrontMatterError) return error;
    throw error;
  }
  throw new Error('the front matter was read');
}

describe('splitFrontMatter', () => {
  it('keeps numbers, booleans and dates as written and knows their lines', () => {
    const { fields, lines, body } = splitFrontMatter(
      '---\n# note\ntitle: 404\nversion: 3.0\ncode: 010\nat: 10:30\non: true\ndate: 2024-01-02\nnone: ~\n---\nText\n',
    );
    expect(fields).toEqual({
      title: '404',
      version: '3.0',
      code: '010',
      at: '10:30',
      on: 'true',
      date: '2024-01-02',
      none: null,
    });
    expect([lines.get('title'), lines.get('none')]).toEqual([3, 9]);
    expect(body).toBe('Text\n');
  });

  it.each([
    ['spaces behind the delimiters', '---  \ntitle: A\n--- \t\nText'],
    ['a named language', '--- yaml\ntitle: A\n---\nText'],
    ['a language in capitals', '---YML\ntitle: A\n---\nText'],
    ['TOML', '+++\ntitle = "A"\n+++\nText'],
    ['TOML between dashes', '---toml\ntitle = "A"\n---\nText'],
    ['JSON', '---json\n{ "title": "A" }\n---\nText'],
  ])('reads %s', (_what, text) => {
    expect(splitFrontMatter(text)).toMatchObject({ fields: { title: 'A' }, body: 'Text' });
  });

  it('keeps TOML dates as written, impossible ones too', () => {
    const text =
      '+++\na = 2025-02-30\nb = 2024-01-02T03:04:05+02:00 # why\nc = 2024-01-02 03:04:05\nd = [2024-01-02]\n+++\n';
    expect(splitFrontMatter(text).fields).toEqual({
      a: '2025-02-30',
      b: '2024-01-02T03:04:05+02:00',
      c: '2024-01-02 03:04:05',
      d: ['2024-01-02'],
    });
  });

  it.each([
    ['no front matter', '# Title\n\nText'],
    ['a rule at the top', '---\n\nText after a rule\n\n---\n\nMore'],
    ['a rule that is never repeated', '---\n\nText'],
    ['a sentence between rules', '---\nJust words\n---\nText'],
    ['a longer rule', '-----\ntitle: A\n-----\n'],
    ['a rule further down', 'Text\n---\ntitle: A\n---\n'],
  ])('leaves %s in the body', (_what, text) => {
    expect(splitFrontMatter(text)).toMatchObject({ fields: undefined, body: text });
  });

  it.each(['---\n---\nText', '---\n\n---\nText', '---\n# only a comment\n---\nText'])(
    'reads the empty block %j',
    (text) => {
      expect(splitFrontMatter(text)).toMatchObject({ fields: {}, body: 'Text' });
    },
  );

  it('leaves out a second block right below the first, and nothing that only looks like one', () => {
    const second = splitFrontMatter('---\ntitle: A\n---\n\n---\nlayout: post\ntags:\n  - x\n---\nText');
    expect(second).toMatchObject({ body: 'Text', secondBlockLine: 4 });
    const rules = '---\n\nA note: this stays.\n\n---\nText';
    expect(splitFrontMatter(`---\ntitle: A\n---\n${rules}`)).toMatchObject({ body: rules, secondBlockLine: undefined });
  });

  it.each([
    ['a field that stands twice', '---\ntitle: A\ndate: 2024-01-01\ntitle: B\n---\n', 4, /"title" stands twice/],
    ['a colon in a plain value', '---\ndate: 2024-01-01\ntitle: A: B\n---\n', 3, /: a second colon/],
    ['a value that begins with a sign', '---\ntitle: `A`\n---\n', 2, /: the value begins with a sign/],
    ['words behind a quotation', '---\ntitle: "A" B\n---\n', 2, /: the value goes on behind/],
    ['words behind brackets', '---\ntitle: [WIP] A\n---\n', 2, /: the value goes on behind/],
    ['a quotation without end', '---\nx: 1\ntitle: "A\ndate: 2024-01-01\n---\n', 3, /: a quotation mark is never/],
    ['a list without end', '---\nx: 1\ntags: [a, b\n---\n', 3, /: a bracket is never closed/],
    ['a field without a space', '---\ntitle: A\nts:x\ndate: 2024-01-01\n---\n', 3, /: no field stands on this line/],
    ['a backslash in double quotes', '---\ntitle: "C:\\Users"\n---\n', 2, /: a backslash/],
    ['a tab as indent', '---\ntags:\n\t- a\n---\n', 3, /tab/],
    ['an unknown alias', '---\nx: 1\ntitle: *A\n---\n', 3, /: a name behind \* is never given/],
    ['broken TOML', '+++\ntitle = "A"\ndate = = 1\n+++\n', 3, /TOML/],
    ['broken JSON', '---json\n{\n"title" "A"\n}\n---\n', 3, /JSON cannot be read: [a-z' :]+$/],
    ['a list', '---\n- a\n- b\n---\n', 1, /list/],
    ['a block that is never closed', '---\ntitle: A\n\nText', 1, /never closed/],
    ['an unknown language', '---php\ntitle: A\n---\n', 1, /not known/],
    ['a language named like an object member', '---constructor\ntitle: A\n---\n', 1, /not known/],
  ])('reports %s with its line', (_what, text, line, message) => {
    const failure = failureOf(text);
    expect(failure.message).toMatch(message);
    expect(failure.line).toBe(line);
    expect(failure.remedy).not.toBe('');
  });

  it.each(['js', 'javascript', 'JavaScript', 'coffee', 'coffeescript', 'cson'])('does not execute %s', (language) => {
    const mark = `ran_${language}`;
    const failure = failureOf(`---${language}\n{ title: (globalThis.${mark} = 'A') }\n---\nText`);
    expect(failure.message).toContain('not run');
    expect(mark in globalThis).toBe(false);
  });

  it('reports the same fault each time', () => {
    const text = '---\ntitle: [\n---\nText';
    expect(failureOf(text).message).toBe(failureOf(text).message);
  });

  it('takes an exclamation mark at the start of a value for text', () => {
    expect(splitFrontMatter('---\ntitle: !important rules\nx: !!str 404\n---\n').fields).toEqual({
      title: '!important rules',
      x: '404',
    });
  });

  it('reads a block of very many fields', () => {
    const fields = Array.from({ length: 30_000 }, (_, index) => `field${index}: x`);
    expect(splitFrontMatter(`---\n${fields.join('\n')}\n---\n`).lines.get('field29999')).toBe(30_001);
  });

  it('refuses aliases that unfold without end', () => {
    const levels = Array.from({ length: 9 }, (_, i) => `l${i + 1}: &l${i + 1} [${`*l${i},`.repeat(9)}]`);
    expect(failureOf(`---\nl0: &l0 x\n${levels.join('\n')}\n---\n`).message).toMatch(/repeat one another/);
  });

  it.each([
    `---\na: ${'['.repeat(20_000)}\n---\n`,
    `---\na: ${'['.repeat(5_000)}${']'.repeat(5_000)}\n---\n`,
    `---json\n{"a": ${'['.repeat(50_000)}${']'.repeat(50_000)}}\n---\n`,
    `+++\na = ${'['.repeat(5_000)}${']'.repeat(5_000)}\n+++\n`,
  ])('survives nesting deeper than the stack', (text) => {
    expect(failureOf(text).message).toMatch(/nested too deeply|never closed/);
  });
});
