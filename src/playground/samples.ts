import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PublishedSample } from './chat-protocol.ts';

const SOURCE_FOLDER = join(import.meta.dirname, 'samples');
const TARGET_FOLDER = 'samples';

/**
 * Writes the next sample article into `<folder>/samples/` as an author would drop it there: whole at once, dated now.
 * The samples take turns; each press gives another title and id, so none is taken for an earlier one come back. Gives
 * the path relative to `folder` and the title.
 */
export async function publishSample(options: {
  /** The content folder. */
  readonly folder: string;
  readonly now: () => Date;
}): Promise<PublishedSample> {
  const sources = (await readdir(SOURCE_FOLDER)).filter((name) => name.endsWith('.md')).sort();
  const target = join(options.folder, TARGET_FOLDER);
  await mkdir(target, { recursive: true });
  const number = nextNumber(await readdir(target));
  const source = sources[(number - 1) % sources.length];
  if (source === undefined) throw new Error(`There are no sample articles in ${SOURCE_FOLDER}.`);

  const text = await readFile(join(SOURCE_FOLDER, source), 'utf8');
  const sample = dateSample(text, { number, round: Math.ceil(number / sources.length), now: options.now() });
  const file = `${source.replace(/\.md$/, '')}-${number}.md`;
  // A reader of the folder must never meet half a file, nor take the unfinished one for an article.
  const unfinished = join(target, `.${file}.${randomUUID()}.tmp`);
  await writeFile(unfinished, sample.text);
  await rename(unfinished, join(target, file));
  return { file: `${TARGET_FOLDER}/${file}`, title: sample.title };
}

/** One more than the highest number among the samples already there. */
function nextNumber(names: readonly string[]): number {
  const numbers = names.map((name) => Number(/-(\d+)\.md$/.exec(name)?.[1] ?? 0));
  return Math.max(0, ...numbers) + 1;
}

function dateSample(
  source: string,
  { number, round, now }: { readonly number: number; readonly round: number; readonly now: Date },
): { readonly title: string; readonly text: string } {
  const plainTitle = /^title: (.*)$/m.exec(source)?.[1] ?? 'Sample';
  const title = round === 1 ? plainTitle : `${plainTitle} (${round})`;
  const date = `${now.toISOString().slice(0, 19)}Z`;
  const id = `sample-${number}-${now.getTime().toString(36)}`;
  const head = [`title: ${JSON.stringify(title)}`, `id: ${id}`, `date: ${date}`].join('\n');
  // As a function, so that nothing in a title is read as a pattern.
  return { title, text: source.replace(/^title: .*$/m, () => head) };
}
