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
  | 'page-limit';

/** Something in a content file that a reader would stumble over. An `error` is broken, a `warning` comes out plainer. */
export interface Finding extends ContentProblem {
  readonly rule: Rule;
}

/** A problem that loading the file has found already. */
export function fromProblem(problem: ContentProblem): Finding {
  return {
    rule: /^(?:lang|language|locale): /.test(problem.message) ? 'unknown-language' : 'front-matter',
    ...problem,
  };
}

/** By file, then by line. */
export function byPlace(a: Finding, b: Finding): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return (a.line ?? 0) - (b.line ?? 0);
}
