import { statSync } from 'node:fs';
import { type EverythingLoaded, loadEverything } from '../catalog/load-everything.ts';
import { loadTexts } from '../locales/texts.ts';
import { createOutput } from './output.ts';
import { createArticleRenderer, PREVIEW_FORMS } from './render-article.ts';
import { type RenderTarget, targetOfFile, targetOfFolder } from './render-target.ts';
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
  const loaded = await loadEverything(target.folders, new Date());
  const render = createArticleRenderer({
    catalog: loaded.catalog,
    site: target.site,
    botUsername: bot,
    contentFolders: target.folders,
    words: loadTexts().for(),
    form,
    page: page === undefined ? undefined : Number(page),
  });
  const output = createOutput(process.stdout);
  const results = resultsOf(loaded, target, render);
  let printed = 0;
  let failed = false;
  for await (const { file, lines } of results) {
    for (const line of lines) {
      printed += 1;
      failed ||= 'error' in line;
      await output.write(`${JSON.stringify({ file, ...line })}\n`);
    }
  }
  if (printed === 0 && page === undefined)
    process.stderr.write(`${path}: no article here; names that begin with "_" or "." and README files are none.\n`);
  return failed ? 1 : 0;
}

interface FileResult {
  readonly file: string;
  readonly lines: readonly object[];
}

/** File by file, in the order of their names; one that cannot be rendered gives a line with the error. */
async function* resultsOf(
  { content, catalog }: EverythingLoaded,
  { nameOf }: RenderTarget,
  render: ReturnType<typeof createArticleRenderer>,
): AsyncGenerator<FileResult> {
  const articles = new Map(catalog.articles.map((article) => [article.file, article]));
  const errors = new Map(
    content.problems
      .filter(({ severity, file }) => severity === 'error' && !articles.has(file))
      .map(({ file, line, message }) => [file, line === undefined ? message : `line ${line}: ${message}`]),
  );
  for (const reported of [...articles.keys(), ...errors.keys()].sort()) {
    const file = nameOf(reported);
    if (file === undefined) continue;
    const article = articles.get(reported);
    try {
      yield { file, lines: article === undefined ? [{ error: errors.get(reported) }] : await render(article) };
    } catch (error) {
      // One bad file stops nothing: the others are still to be printed.
      yield { file, lines: [{ error: error instanceof Error ? error.message : String(error) }] };
    }
  }
}
