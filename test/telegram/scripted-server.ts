import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Call {
  readonly method: string;
  readonly contentType: string;
  readonly body: string;
}

export type Answer = (call: Call, response: ServerResponse) => void;

export interface ScriptedServer {
  readonly root: string;
  readonly calls: Call[];
  /** Answers to come, one a call; a call beyond them is answered with a message. */
  readonly script: Answer[];
  close(): Promise<void>;
}

export const ok =
  (result: unknown): Answer =>
  (_, response) =>
    response.end(JSON.stringify({ ok: true, result }));

export const refuse =
  (code: number, description: string, parameters?: object): Answer =>
  (_, response) =>
    response.writeHead(code).end(JSON.stringify({ ok: false, error_code: code, description, parameters }));

export const cut: Answer = (_, response) => response.socket?.destroy();
export const html: Answer = (_, response) => response.writeHead(502).end('<html>502 Bad Gateway</html>');

export async function startScriptedServer(): Promise<ScriptedServer> {
  const calls: Call[] = [];
  const script: Answer[] = [];
  const server = createServer(async (request, response) => {
    // An upload that breaks off at the client's side is no call.
    const body = await read(request).catch(() => undefined);
    if (body === undefined) return;
    const method = request.url?.split('/').at(-1) ?? '';
    const call = { method, contentType: request.headers['content-type'] ?? '', body };
    calls.push(call);
    const answer = script.shift() ?? ok({ message_id: calls.length, chat: { id: 7 }, photo: [] });
    answer(call, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    root: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    script,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('latin1');
}
