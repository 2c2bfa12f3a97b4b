import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
// Only these names lead out of the page's folder; a language is letters and digits, so it stays in its own.
const NAME = /^(?:katex|highlight(?:-(?<language>[a-z0-9]+))?)\.min\.js$/;
const HIGHLIGHT = '@highlightjs/cdn-assets/es';

/**
 * Where the installed copy of a library of the page lies: `katex.min.js` sets formulas, `highlight.min.js` colours
 * code, `highlight-nginx.min.js` is one more language for it. `undefined` for every other name.
 */
export function libraryPath(name: string): string | undefined {
  const match = NAME.exec(name);
  if (match === null) return undefined;
  const language = match.groups?.language;
  if (name.startsWith('katex')) return resolve('katex/dist/katex.min.js');
  return resolve(
    language === undefined ? `${HIGHLIGHT}/highlight.min.js` : `${HIGHLIGHT}/languages/${language}.min.js`,
  );
}

function resolve(path: string): string | undefined {
  try {
    return require.resolve(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'MODULE_NOT_FOUND') return undefined;
    throw new Error(`The page's library ${path} cannot be looked up.`, { cause: error });
  }
}
