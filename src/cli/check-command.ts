import { existsSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { loadEverything } from '../catalog/load-everything.ts';
import { type CheckSettings, createArticleCheck } from '../check/check-article.ts';
import { byPlace, type Finding } from '../check/finding.ts';
import { loadingFindings, uncheckedFinding } from '../check/loading-findings.ts';
import { eachArticle } from './each-article.ts';
import { createOutput } from './output.ts';
import { createProgressBar } from './progress-bar.ts';
import { createReport, summary } from './report.ts';
import { asTyped, type CommandSettings, commandSettings } from './settings.ts';
import { UsageError } from './usage-error.ts';

export interface CheckArguments {
  /** As written; the content folders of the settings when there is none. */
  readonly folder: string | undefined;
  readonly json: boolean;
}

/** Lists what readers would stumble over, one line each; gives the exit code: 1 when something is broken, else 0. */
export async function runCheck({ folder, json }: CheckArguments): Promise<0 | 1> {
  if (folder !== undefined && !statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    throw new UsageError(`There is no folder "${folder}".`);
  }
  const settings = commandSettings(folder);
  const { findings, files } = await check(settings);
  const nameOf = namesIn(folder === undefined ? settings.contentFolders.map(asTyped) : [folder]);
  const output = createOutput(process.stdout);
  const report = createReport(process.stdout.hasColors?.() === true);
  for (const finding of findings) {
    const named = { ...finding, file: nameOf(finding.file) };
    await output.write(json ? `${JSON.stringify(named)}\n` : report(named));
  }
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  if (!json) await output.write(summary(files, errors, findings.length - errors));
  return errors > 0 ? 1 : 0;
}

async function check({ contentFolders, site }: CommandSettings): Promise<{ findings: Finding[]; files: number }> {
  const bar = createProgressBar(process.stderr);
  try {
    const { content, articles, hidden } = await loadEverything(
      { folders: contentFolders, onRead: bar.stage('reading') },
      new Date(),
    );
    const findings = [...loadingFindings(content)];
    const settings: CheckSettings = { contentFolders, site, hidden: [...hidden] };
    const fileOf = new Map<string, string>(articles.map(({ id, file }) => [id, file]));
    const draw = bar.stage('checking');
    let done = 0;
    const work = createArticleCheck;
    for await (const outcome of eachArticle({ articles, chosen: articles, settings, work, entry: THREAD })) {
      if ('result' in outcome) findings.push(...outcome.result);
      else findings.push(uncheckedFinding(fileOf.get(outcome.id) ?? '', outcome.error));
      done += 1;
      draw(done, articles.length);
    }
    return { findings: findings.sort(byPlace), files: content.filesSeen };
  } finally {
    bar.end();
  }
}

const THREAD = new URL('./check-thread.ts', import.meta.url);

/** Reports name a file by its content folder (`posts/a.md`); a terminal can open it by the path from where one stands. */
function namesIn(folders: readonly string[]): (reported: string) => string {
  const named = folders.map((folder) => ({ folder, name: basename(resolve(folder)) || 'content' }));
  return (reported) => {
    const border = reported.indexOf('/');
    const name = reported.slice(0, border);
    const paths = named
      .filter((each) => each.name === name)
      .map(({ folder }) => join(folder, reported.slice(border + 1)));
    return paths.find((path) => existsSync(path)) ?? paths[0] ?? reported;
  };
}
