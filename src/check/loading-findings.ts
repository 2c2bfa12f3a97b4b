import type { ContentProblem } from '../catalog/article.ts';
import type { LoadedContent } from '../catalog/content-loader.ts';
import type { Finding, Rule } from './finding.ts';

/** What loading the folders has found already: broken front matter, files and folders that cannot be read. */
export function loadingFindings({ problems, folders }: LoadedContent): readonly Finding[] {
  const unreadable = folders.filter(({ readable }) => !readable);
  return [
    ...unreadable.map(({ path, error = 'the reason is not known' }): Finding => unreadableFolder(path, error)),
    ...problems.map((problem): Finding => ({ ...problem, rule: ruleOf(problem) })),
  ];
}

/** For an article that could not be looked at. */
export function uncheckedFinding(file: string, reason: string): Finding {
  return {
    file,
    rule: 'unreadable',
    severity: 'error',
    message: `the article could not be checked: ${reason}`,
    remedy: 'Check it again; if that does not help, report it together with the file.',
  };
}

function unreadableFolder(path: string, reason: string): Finding {
  return {
    file: path,
    rule: 'unreadable',
    severity: 'error',
    message: `the folder cannot be read: ${reason}`,
    remedy: 'Name a folder that exists and that this account may read.',
  };
}

function ruleOf({ message }: ContentProblem): Rule {
  if (/^(?:lang|language|locale): /.test(message)) return 'unknown-language';
  if (/^cover: .* is not found/.test(message)) return 'missing-image';
  if (/^the (?:file|folder) |are not UTF-8/.test(message)) return 'unreadable';
  return 'front-matter';
}
