import { describe, expect, it } from 'vitest';
import { startPlayground } from './setup.ts';

const SCRIPT = 'text/javascript; charset=utf-8';

describe("the page's libraries", () => {
  it.each(['katex.min.js', 'highlight.min.js', 'highlight-nginx.min.js'])('come from here: %s', async (name) => {
    const { url } = await startPlayground();
    const answer = await fetch(`${url}/page/${name}`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe(SCRIPT);
    expect(answer.headers.get('content-security-policy')).toContain("script-src 'self';");
    expect((await answer.text()).length).toBeGreaterThan(500);
  });

  it.each([
    'highlight-nosuchlanguage.min.js',
    'highlight-..%2Fhighlight.min.js',
    'katex-x.min.js',
    'katex.mjs',
    'main.js',
    '..%2Fplayground.ts',
    'package.json',
  ])('are all there is: nothing at %s', async (name) => {
    const { url } = await startPlayground();
    expect((await fetch(`${url}/page/${name}`)).status).toBe(404);
  });
});
