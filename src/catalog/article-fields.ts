import type { z } from 'zod';
import type { ContentProblem } from './article.ts';
import { isObject } from './field-values.ts';
import type { RawValue } from './front-matter-engines.ts';
import { type FieldName, type Fields, KNOWN_FIELDS, type KnownName, normalName } from './known-fields.ts';

/** The fields that a front matter block gives, checked; a missing one is absent. */
export type ArticleFields = { readonly [Name in FieldName]?: z.infer<Fields[Name]['value']> };

export interface ReadFields {
  readonly fields: ArticleFields;
  readonly problems: readonly Omit<ContentProblem, 'file'>[];
  /** Line of the name under which a field was found. */
  readonly lines: ReadonlyMap<FieldName, number>;
}

/** Checks the fields of a front matter block; `lines` tells where in the file each outermost name stands. */
export function readFields(
  raw: Readonly<Record<string, RawValue>>,
  linesByName: ReadonlyMap<string, number>,
): ReadFields {
  const byName = indexByName(raw, linesByName);
  const fields: Record<string, unknown> = {};
  const problems: Omit<ContentProblem, 'file'>[] = [];
  const lines = new Map<FieldName, number>();
  for (const { field, schema, names } of KNOWN_FIELDS) {
    const found = findValue(byName, field, names);
    if (found === undefined) continue;
    if (found.line !== undefined) lines.set(field, found.line);
    const result = schema.safeParse(found.value);
    if (result.success) {
      fields[field] = result.data;
      continue;
    }
    const [issue] = result.error.issues;
    problems.push({
      severity: 'warning',
      ...(found.line === undefined ? {} : { line: found.line }),
      message: `${found.name}: ${issue?.message ?? 'cannot be read'}${CONSEQUENCE[field] ?? ', so it is left out'}`,
      remedy: issue?.code === 'custom' ? String(issue.params?.remedy ?? '') : '',
    });
    // Whoever wrote something odd there meant to hold the article back; showing it could not be undone.
    if (field === 'draft') fields[field] = true;
    if (field === 'announce') fields[field] = false;
  }
  return { fields: { ...fields, ...draftByState(byName) }, problems, lines };
}

const CONSEQUENCE: { readonly [Name in FieldName]?: string } = {
  draft: ', so the article is kept back as a draft',
  announce: ', so the article is not announced',
  tags: ', so the article has no tags',
};

interface Found {
  readonly name: string;
  readonly value: RawValue;
  readonly line: number | undefined;
}

/** `published: false`, `status: draft` or `private`, `unlisted`, `hidden`, `private: true` hold an article back too. */
function draftByState(byName: ReadonlyMap<string, Found>): { draft?: true } {
  const word = (name: string) => {
    const value = byName.get(name)?.value;
    return typeof value === 'string' ? value.trim().toLowerCase() : undefined;
  };
  const held =
    ['false', 'no', 'off'].includes(word('published') ?? '') ||
    ['draft', 'private'].includes(word('status') ?? '') ||
    ['unlisted', 'hidden', 'private'].some((name) => ['true', 'yes', 'on'].includes(word(name) ?? ''));
  return held ? { draft: true } : {};
}

function indexByName(
  raw: Readonly<Record<string, RawValue>>,
  lines: ReadonlyMap<string, number>,
): ReadonlyMap<string, Found> {
  const byName = new Map<string, Found>();
  for (const [name, value] of Object.entries(raw)) {
    const normal = normalName(name);
    if (!byName.has(normal)) byName.set(normal, { name, value, line: lines.get(name) });
  }
  return byName;
}

function findValue(
  byName: ReadonlyMap<string, Found>,
  field: FieldName,
  names: readonly KnownName[],
): Found | undefined {
  for (const name of names) {
    const found = byName.get(name.normal) ?? findNested(byName, name);
    if (found === undefined || isNothing(found.value) || isSwitchedOff(field, found.value)) continue;
    if (field === 'description' && isNoDescription(found.value)) continue;
    if (field === 'date' && name.normal === 'published' && !isDateLike(found.value)) continue;
    return found;
  }
  return undefined;
}

function findNested(byName: ReadonlyMap<string, Found>, { name, outer, inner }: KnownName): Found | undefined {
  if (inner === undefined) return undefined;
  const parent = byName.get(outer);
  if (parent === undefined || !isObject(parent.value)) return undefined;
  const value = parent.value[inner];
  return value === undefined ? undefined : { name, value, line: parent.line };
}

/** Many sites use `published` as a yes or no, or for an object of theirs; only a text with a year means a date. */
function isDateLike(value: RawValue): boolean {
  return typeof value === 'string' && /\d{4}/.test(value);
}

// Where `false` is a word like any other, or an answer.
const HOLD_FALSE: readonly FieldName[] = ['title', 'id', 'date', 'draft', 'announce'];

/** `permalink: false` or `cover: false` says that there is none. */
function isSwitchedOff(field: FieldName, value: RawValue): boolean {
  return typeof value === 'string' && value.trim().toLowerCase() === 'false' && !HOLD_FALSE.includes(field);
}

/** Some sites write `excerpt: true`, or the path of a picture under `preview`. */
function isNoDescription(value: RawValue): boolean {
  return typeof value === 'string' && /^(?:true|(?:https?:)?\.{0,2}\/\S*)$/i.test(value.trim());
}

function isNothing(value: RawValue): boolean {
  if (value === null) return true;
  if (typeof value === 'string') return value.trim() === '';
  return Array.isArray(value) && value.every((item: RawValue) => item === null || item === '');
}
