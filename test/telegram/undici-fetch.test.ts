import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { Readable } from 'node:stream';
import { inspect } from 'node:util';
import { Api, InputFile } from 'grammy';
import { Agent } from 'undici';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { interpretFailure } from '../../src/telegram/outcome.ts';
import { createUndiciFetch } from '../../src/telegram/undici-fetch.ts';
import { type Answer, cut, html, ok, refuse, type ScriptedServer, startScriptedServer } from './scripted-server.ts';

const TOKEN = '123456:obviously-fake-token-for-tests-only';

let server: ScriptedServer;
let agent: Agent;
let api: Api;

beforeEach(async () => {
  server = await startScriptedServer();
  agent = new Agent({ connections: 1 });
  api = connect(server.root);
});
afterEach(async () => {
  await agent.destroy();
  await server.close();
});

function connect(apiRoot: string, timeoutSeconds = 30): Api {
  return new Api(TOKEN, { apiRoot, timeoutSeconds, fetch: createUndiciFetch(agent) });
}

async function failureOf(call: Promise<unknown>): Promise<unknown> {
  return call.then(
    () => expect.unreachable('the call succeeded'),
    (error: unknown) => error,
  );
}

/** Answers with the beginning of an answer and then hangs up. */
const cutAfter: Answer = (_, response) => {
  response.writeHead(200, { 'content-length': 100 });
  response.write('{"ok":true', () => response.socket?.destroy());
};

describe('calls over undici', () => {
  it('send JSON, ask for nothing compressed and read the answer', async () => {
    let headers = {};
    server.script.push((_, response) => {
      headers = response.req.headers;
      response.end(JSON.stringify({ ok: true, result: { message_id: 3 } }));
    });
    expect(await api.sendMessage(7, 'hello')).toEqual({ message_id: 3 });
    expect(server.calls).toEqual([
      { method: 'sendMessage', contentType: 'application/json', body: '{"chat_id":7,"text":"hello"}' },
    ]);
    expect(headers).toMatchObject({ 'accept-encoding': 'identity', 'content-length': '28' });
  });

  it('upload files as a stream', async () => {
    const file = new InputFile(Readable.from([Buffer.from('first half, '), Buffer.from('second half')]), 'a.png');
    await api.sendPhoto(7, file);
    expect(server.calls[0]?.contentType).toMatch(/^multipart\/form-data; boundary=/);
    expect(server.calls[0]?.body).toContain('first half, second half');
  });

  it('keep their connection, also after a refusal', async () => {
    const sockets = new Set<unknown>();
    const note =
      (answer: Answer): Answer =>
      (call, response) => {
        sockets.add(response.socket);
        answer(call, response);
      };
    const taken = ok({ message_id: 1 });
    server.script.push(note(taken), note(refuse(400, 'Bad Request: chat not found')), note(html), note(taken));
    for (let call = 0; call < 4; call += 1) await api.sendMessage(7, 'hello').catch(() => undefined);
    expect(server.calls.length).toBe(4);
    expect(sockets.size).toBe(1);
  });

  it.each([
    ['is cut before its answer', cut, 'unsure'],
    ['is cut within its answer', cutAfter, 'unsure'],
    ['meets a page of HTML', html, 'unsure'],
  ])('%s: the failure is read rightly, holds no token and blocks nobody', async (_, answer, state) => {
    server.script.push(answer);
    const error = await failureOf(api.sendMessage(7, 'hello'));
    expect(interpretFailure(error).state).toBe(state);
    expect(inspect(error, { depth: 9 })).not.toContain('obviously-fake');
    await api.sendMessage(7, 'hello');
    expect(server.calls.length).toBe(2);
  });

  it('find nobody listening: nothing was taken', async () => {
    const root = server.root;
    await server.close();
    const error = await failureOf(connect(root).sendMessage(7, 'hello'));
    expect(interpretFailure(error)).toEqual({ state: 'retry', reason: 'ECONNREFUSED' });
    expect(inspect(error, { depth: 9 })).not.toContain('obviously-fake');
  });

  it('are broken off by their signal, and let go of the connection', async () => {
    const off = new AbortController();
    const closed = new Promise((resolve) => {
      server.script.push((_, response) => {
        response.socket?.once('close', resolve);
        off.abort();
      });
    });
    const signal = off.signal as Parameters<Api['sendMessage']>[3];
    const error = await failureOf(api.sendMessage(7, 'hello', {}, signal));
    expect(interpretFailure(error).state).toBe('unsure');
    expect(inspect(error, { depth: 9 })).not.toContain('obviously-fake');
    await closed;
    // The only connection is free again.
    await api.sendMessage(7, 'hello');
    expect(server.calls.length).toBe(2);
  });

  it('are broken off while they wait for a connection, and then are never made', async () => {
    const { promise: asked, resolve: noteAsked } = Promise.withResolvers<() => void>();
    server.script.push((call, response) => noteAsked(() => ok({ message_id: 1 })(call, response)));
    const first = api.sendMessage(7, 'first');
    const finish = await asked;
    const off = new AbortController();
    const second = failureOf(api.sendMessage(7, 'second', {}, off.signal as Parameters<Api['sendMessage']>[3]));
    off.abort();
    expect(interpretFailure(await second).state).toBe('unsure');
    finish();
    await first;
    await api.sendMessage(7, 'third');
    expect(server.calls.map(({ body }) => JSON.parse(body).text)).toEqual(['first', 'third']);
  });

  it("end with grammY's timeout when no answer comes", async () => {
    server.script.push(() => undefined);
    const error = await failureOf(connect(server.root, 0.05).sendMessage(7, 'hello'));
    expect(interpretFailure(error).state).toBe('unsure');
    await api.sendMessage(7, 'hello');
  });

  it('are certainly not taken when the connection breaks before it is encrypted', async () => {
    const deaf = createServer((socket: Socket) =>
      socket.on('error', () => undefined).once('data', () => socket.destroy()),
    );
    deaf.listen(0, '127.0.0.1');
    await once(deaf, 'listening');
    const { port } = deaf.address() as { port: number };
    const error = await failureOf(connect(`https://127.0.0.1:${port}`).sendMessage(7, 'hello'));
    expect(interpretFailure(error).state).toBe('retry');
    deaf.close();
  });
});
