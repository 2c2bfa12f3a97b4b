import { readFile, stat } from 'node:fs/promises';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { libraryPath } from './library-files.ts';

const PAGE_FOLDER = join(import.meta.dirname, '..', 'page');
// A flat folder and plain names: nothing in a request can point elsewhere.
const FILE_NAME = /^[a-z0-9][a-z0-9-]*\.(?<extension>html|css|svg|ts)$/;
const CONTENT_TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  js: 'text/javascript; charset=utf-8',
  ts: 'text/javascript; charset=utf-8',
};
// Libraries change only with the installation: a reload need not fetch them again.
const LIBRARY_CACHE = 'max-age=3600';

/** Serves the files of the page and its libraries by name; TypeScript as the JavaScript it is without its types. */
export function createPageFiles(folder = PAGE_FOLDER): (name: string) => Promise<Response> {
  const stripped = new Map<string, { readonly changedMs: number; readonly script: string }>();

  const script = async (path: string) => {
    const { mtimeMs: changedMs } = await stat(path);
    const known = stripped.get(path);
    if (known?.changedMs === changedMs) return known.script;
    const fresh = stripTypeScriptTypes(await readFile(path, 'utf8'), { mode: 'strip' });
    stripped.set(path, { changedMs, script: fresh });
    return fresh;
  };

  return async (name) => {
    const library = libraryPath(name);
    const extension = library === undefined ? FILE_NAME.exec(name)?.groups?.extension : 'js';
    if (extension === undefined) return notFound();
    const path = library ?? join(folder, name);
    try {
      const body = extension === 'ts' ? await script(path) : await readFile(path, 'utf8');
      const headers = {
        'content-type': CONTENT_TYPES[extension] ?? 'text/plain',
        'cache-control': library === undefined ? 'no-cache' : LIBRARY_CACHE,
      };
      return new Response(body, { headers });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return notFound();
      throw new Error(`The page's file ${name} cannot be served.`, { cause: error });
    }
  };
}

function notFound(): Response {
  return Response.json({ error: 'There is no such page.' }, { status: 404 });
}
