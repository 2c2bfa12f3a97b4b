import type { ContentProblem } from '../catalog/article.ts';

/** What a finding is about; names are stable, for whoever filters by them. */
export type Rule =
  | 'front-matter'
  | 'no-description'
  | 'unknown-language'
  | 'dead-link'
  | 'dead-anchor'
  | 'missing-image'
  | 'image-form'
  | 'wide-table'
  | 'page-limit'
  | 'unreadable';

/** Something in a content file that a reader would stumble over. An `error` is broken, a `warning` comes out plainer. */
export interface Finding extends ContentProblem {
  readonly rule: Rule;
}

/** What is found inside one file. */
export type Found = Omit<Finding, 'file'>;

/** By file, then by line, then as found. */
export function byPlace(a: Finding, b: Finding): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return (a.line ?? 0) - (b.line ?? 0);
}

/** The part of a finding that says where it is: nothing when the line is not known. */
export function onLine(line: number | undefined): { readonly line?: number } {
  return line === undefined ? {} : { line };
}
