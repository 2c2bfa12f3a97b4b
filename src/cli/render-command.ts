import { statSync } from 'node:fs';
import { type EverythingLoaded, loadEverything } from '../catalog/load-everything.ts';
import { eachArticle } from './each-article.ts';
import { createOutput } from './output.ts';
import { createProgressBar } from './progress-bar.ts';
import { PREVIEW_FORMS, type RenderSettings, renderWork } from './render-article.ts';
import { type RenderTarget, targetOfFile, targetOfFolder } from './render-target.ts';
import { asTyped } from './settings.ts';
import { UsageError } from './usage-error.ts';

export interface RenderArguments {
  readonly path: string | undefined;
  readonly as?: string | undefined;
  readonly page?: string | undefined;
  readonly bot?: string | undefined;
}

const DEFAULT_BOT = 'work_notes_bot';

/** Prints what readers would be sent of a file or of all files in a folder; gives the exit code: 1 when a file failed. */
export async function runRender({ path, as = 'rich', page, bot = DEFAULT_BOT }: RenderArguments): Promise<0 | 1> {
  if (path === undefined) throw new UsageError('Which file or folder shall be rendered?');
  const form = PREVIEW_FORMS.find((each) => each === as);
  if (form === undefined) throw new UsageError(`"${as}" is no form; there are ${PREVIEW_FORMS.join(', ')}.`);
  if (page !== undefined && !/^[1-9]\d{0,5}$/.test(page)) throw new UsageError(`"${page}" is no page number.`);
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) throw new UsageError(`There is no file or folder "${path}".`);
  const target = found.isDirectory() ? targetOfFolder(path) : targetOfFile(path);
  const settings: RenderSettings = {
    site: target.site,
    botUsername: bot,
    contentFolders: target.folders,
    form,
    page: page === undefined ? undefined : Number(page),
  };
  const { printed, failed } = await print(target, settings);
  if (printed === 0) process.stderr.write(`${path}: ${page === undefined ? NO_ARTICLE : `no page ${page}`}\n`);
  return failed ? 1 : 0;
}

const NO_ARTICLE = 'no article here; files whose names begin with "_" or ".", and README and the like, are none';

async function print(target: RenderTarget, settings: RenderSettings): Promise<{ printed: number; failed: boolean }> {
  const bar = createProgressBar(process.stderr);
  const { folders, also, flat } = target;
  const loaded = await loadEverything({ folders, also, flat, onRead: bar.stage('reading') }, new Date());
  bar.end();
  const output = createOutput(process.stdout);
  let printed = 0;
  let failed = false;
  for await (const { file, ...outcome } of resultsOf(loaded, target, settings)) {
    const lines = 'error' in outcome ? [JSON.stringify({ error: outcome.error })] : outcome.result;
    failed ||= 'error' in outcome;
    printed += lines.length;
    const head = `{"file":${JSON.stringify(file)},`;
    if (lines.length > 0) await output.write(lines.map((line) => `${head}${line.slice(1)}\n`).join(''));
  }
  return { printed, failed };
}

type FileResult = { readonly file: string } & (
  | { readonly result: readonly string[] }
  | { readonly error: string | undefined }
);

/** File by file, in the order of their names; one that cannot be rendered has an error. */
async function* resultsOf(
  { content, articles }: EverythingLoaded,
  { nameOf }: RenderTarget,
  settings: RenderSettings,
): AsyncGenerator<FileResult, void, void> {
  const byFile = new Map(articles.map((article) => [article.file, article]));
  const errors = new Map(
    content.problems
      .filter(({ severity, file }) => severity === 'error' && !byFile.has(file))
      .map(({ file, line, message }) => [file, line === undefined ? message : `line ${line}: ${message}`]),
  );
  for (const { path, readable, error } of content.folders) if (!readable) yield { file: asTyped(path), error };
  const files = [...byFile.keys(), ...errors.keys()].filter((file) => nameOf(file) !== undefined).sort();
  const chosen = files.flatMap((file) => byFile.get(file) ?? []);
  const outcomes = eachArticle({ articles, chosen, settings, work: renderWork, entry: THREAD });
  try {
    for (const reported of files) {
      const file = nameOf(reported) ?? reported;
      if (byFile.has(reported)) {
        const { value } = await outcomes.next();
        if (value !== undefined) yield { file, ...value };
      } else yield { file, error: errors.get(reported) };
    }
  } finally {
    // Whoever reads may stop early; the threads end then.
    await outcomes.return();
  }
}

const THREAD = new URL('./render-thread.ts', import.meta.url);
