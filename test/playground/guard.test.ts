import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { describe, expect, it } from 'vitest';
import { startPlayground, TOKEN } from './setup.ts';

interface Answer {
  readonly status: number | undefined;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** A request as no library would let one write it. */
async function ask(
  url: string,
  options: { path: string; method?: string; headers?: Record<string, string> },
): Promise<Answer> {
  const { port } = new URL(url);
  const sent = request({ host: '127.0.0.1', port, ...options });
  sent.end(options.method === 'POST' ? '{"text":"hi"}' : undefined);
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  return { status: answer.statusCode, headers: answer.headers, body: Buffer.concat(await answer.toArray()).toString() };
}

describe('the door', () => {
  it('opens to its own names and no others', async () => {
    const { url } = await startPlayground({ allowedHosts: ['notes.example'] });
    const { port } = new URL(url);
    const status = async (host: string) => (await ask(url, { path: '/playground/state', headers: { host } })).status;

    for (const name of ['localhost', '127.0.0.1', '[::1]', 'LOCALHOST'])
      expect(await status(`${name}:${port}`)).toBe(200);
    expect(await status('notes.example')).toBe(200);
    for (const name of [`evil.example:${port}`, 'localhost:1', 'localhost', `localhost.evil.example:${port}`]) {
      expect([name, await status(name)]).toEqual([name, 403]);
    }
  });

  it('lets no other site write or press', async () => {
    const playground = await startPlayground();
    const { host } = new URL(playground.url);
    const post = async (headers: Record<string, string>) => {
      const answer = await ask(playground.url, {
        path: '/playground/chats/1001/messages',
        method: 'POST',
        headers: { host, ...headers },
      });
      return answer.status;
    };

    expect(await post({ origin: 'http://evil.example' })).toBe(403);
    expect(await post({ origin: 'null' })).toBe(403);
    expect(await post({ origin: 'http://127.0.0.1:1' })).toBe(403);
    expect(playground.person(1001).messages).toEqual([]);
    expect(await post({ origin: playground.url })).toBe(200);
    expect(await post({})).toBe(200);
  });

  it('asks for the token', async () => {
    const { url } = await startPlayground();
    const answer = await fetch(`${url}/bot42:WRONG/getMe`);
    expect(answer.status).toBe(401);
    expect(await answer.json()).toEqual({ ok: false, error_code: 401, description: 'Unauthorized' });
    expect(await (await fetch(`${url}/bot${TOKEN}/getMe`)).json()).toMatchObject({ ok: true, result: { id: 42 } });
    expect((await fetch(`${url}/file/bot42:WRONG/documents/x`)).status).toBe(404);
  });

  it('serves the page with a strict policy, and scripts without their types', async () => {
    const { url } = await startPlayground();
    const page = await fetch(`${url}/`);
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
    expect(page.headers.get('x-content-type-options')).toBe('nosniff');

    const script = await fetch(`${url}/page/main.ts`);
    expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(await script.text()).not.toMatch(/import type/);
  });

  it.each([
    '/page/../personas.ts',
    '/page/..%2fpersonas.ts',
    '/page/%2e%2e%2fpersonas.ts',
    '/page/tsconfig.json',
    '/page/none.ts',
    '/x',
    '/page/',
  ])('finds nothing at %s', async (path) => {
    const { url } = await startPlayground();
    const answer = await ask(url, { path, headers: { host: new URL(url).host } });
    expect(answer.status).toBe(404);
    expect(answer.body).not.toContain('Mia');
  });
});
