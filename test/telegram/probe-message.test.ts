import { Api } from 'grammy';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { probeMessage } from '../../src/telegram/probe-message.ts';
import { type Answer, cut, ok, refuse, type ScriptedServer, startScriptedServer } from './scripted-server.ts';

let server: ScriptedServer;

beforeEach(async () => {
  server = await startScriptedServer();
});
afterEach(() => server.close());

describe('a probe', () => {
  it.each<[string, Answer, string]>([
    ['another message', refuse(400, 'Bad Request: message is not a poll'), 'exists'],
    ['no message', refuse(400, 'Bad Request: message with poll to stop not found'), 'absent'],
    ['somebody else’s poll', refuse(400, "Bad Request: poll can't be stopped"), 'absent'],
    ['a poll of our own', ok({ id: '1' }), 'absent'],
    ['no chat', refuse(400, 'Bad Request: chat not found'), 'gone'],
    ['too many requests', refuse(429, 'Too Many Requests: retry after 4', { retry_after: 4 }), 'wait'],
    ['a server at fault', refuse(500, 'Internal Server Error'), 'retry'],
    ['a cut connection', cut, 'unsure'],
  ])('that meets %s says so', async (_, answer, state) => {
    server.script.push(answer);
    const api = new Api('123456:obviously-fake-token-for-tests-only', { apiRoot: server.root });
    expect((await probeMessage(api, 7, 31)).state).toBe(state);
    expect(server.calls).toMatchObject([{ method: 'stopPoll', body: '{"chat_id":7,"message_id":31}' }]);
  });
});
