import { GrammyError, HttpError } from 'grammy';
import { describe, expect, it } from 'vitest';
import { interpretFailure } from '../../src/telegram/outcome.ts';

const TOKEN = '123456:obviously-fake-token-for-tests-only';

function refusal(code: number, description: string, parameters = {}): GrammyError {
  const answer = { ok: false as const, error_code: code, description, parameters };
  return new GrammyError("Call to 'sendMessage' failed!", answer, 'sendMessage', { text: 'private' });
}

/** What grammY throws when the call below it fails. */
function broken(facts: { code?: string; type?: string; name?: string; syscall?: string; why?: string }): HttpError {
  const error = new Error(facts.why ?? `https://api.telegram.org/bot${TOKEN}/sendMessage`);
  error.name = facts.name ?? 'Error';
  return new HttpError("Network request for 'sendMessage' failed!", Object.assign(error, facts));
}

describe('a refusal by Telegram', () => {
  it.each([
    [401, 'Unauthorized', 'unauthorised'],
    [404, 'Not Found', 'unauthorised'],
    [404, 'Not Found: method not found', 'unsupported'],
    [409, 'Conflict: terminated by other getUpdates request', 'conflict'],
    [409, "Conflict: can't use getUpdates method while webhook is active", 'conflict'],
    [403, 'Forbidden: bot was blocked by the user', 'gone'],
    [403, 'Forbidden: user is deactivated', 'gone'],
    [403, 'Forbidden: bot was kicked from the group chat', 'gone'],
    [403, 'Forbidden: bot was kicked from the supergroup chat', 'gone'],
    [403, 'Forbidden: bot is not a member of the channel chat', 'gone'],
    [403, "Forbidden: bot can't initiate conversation with a user", 'gone'],
    [403, 'Forbidden: not enough rights to send text messages to the chat', 'denied'],
    [403, 'Forbidden: ALLOW_PAYMENT_REQUIRED_5', 'denied'],
    [406, 'Not Acceptable: ALLOW_PAYMENT_REQUIRED', 'denied'],
    [400, 'Bad Request: MESSAGE_ID_INVALID', 'missing'],
    [400, 'Bad Request: chat not found', 'gone'],
    [400, 'Bad Request: PEER_ID_INVALID', 'gone'],
    [400, 'Bad Request: message is not modified: specified new message content and …', 'notModified'],
    [400, 'Bad Request: message to edit not found', 'missing'],
    [400, 'Bad Request: message to delete not found', 'missing'],
    [400, "Bad Request: message can't be deleted for everyone", 'missing'],
    [400, "Bad Request: message can't be edited", 'missing'],
    [400, 'Bad Request: query is too old and response timeout expired or query ID is invalid', 'missing'],
    [400, "Bad Request: can't parse entities: Unsupported start tag", 'refused'],
    [400, 'Bad Request: message is too long', 'refused'],
    [400, 'Bad Request: message caption is too long', 'refused'],
    [400, 'Bad Request: BUTTON_DATA_INVALID', 'refused'],
    [400, 'Bad Request: REPLY_MARKUP_TOO_LONG', 'refused'],
    [400, 'Bad Request: RICH_MESSAGE_INVALID', 'refused'],
    [400, 'Bad Request: IMAGE_PROCESS_FAILED', 'refused'],
    [400, 'Bad Request: failed to get HTTP URL content', 'refused'],
    [400, 'Bad Request: wrong file identifier/HTTP URL specified', 'refused'],
    [413, 'Request Entity Too Large', 'refused'],
    [400, 'Bad Request: not enough rights to send text messages to the chat', 'denied'],
    [400, 'Bad Request: have no rights to send a message', 'denied'],
    [400, 'Bad Request: CHAT_WRITE_FORBIDDEN', 'denied'],
    [400, 'Bad Request: TOPIC_CLOSED', 'denied'],
    [400, 'Bad Request: message thread not found', 'denied'],
    [500, 'Internal Server Error', 'retry'],
    [503, 'Service Unavailable', 'retry'],
    [500, 'Internal Server Error: restart', 'unsure'],
    [500, 'Internal Server Error: sent message was immediately deleted', 'refused'],
    [502, 'Bad Gateway', 'unsure'],
    [504, 'Gateway Timeout', 'unsure'],
  ])('%i %s means %s', (code, description, state) => {
    expect(interpretFailure(refusal(code, description)).state).toBe(state);
  });

  it.each([
    [{ retry_after: 17 }, 'Too Many Requests: retry after 17', 17],
    [{}, 'Too Many Requests: retry after 9', 9],
    [{}, 'Too Many Requests', 5],
    [{ retry_after: 0 }, 'Too Many Requests: retry after 0', 1],
  ])('429 with %o waits', (parameters, description, seconds) => {
    expect(interpretFailure(refusal(429, description, parameters))).toEqual({ state: 'wait', seconds });
  });

  it('names the new chat of a group that became a supergroup', () => {
    const error = refusal(400, 'Bad Request: group chat was upgraded to a supergroup chat', {
      migrate_to_chat_id: -100_777,
    });
    expect(interpretFailure(error)).toEqual({ state: 'moved', chatId: -100_777 });
  });

  it('is read from a plain answer as well', () => {
    expect(
      interpretFailure({ ok: false, error_code: 403, description: 'Forbidden: bot was blocked by the user' }),
    ).toEqual({ state: 'gone', reason: '403: Forbidden: bot was blocked by the user' });
  });
});

describe('a call that broke', () => {
  it.each([
    [{ code: 'ECONNREFUSED', syscall: 'connect', why: 'connect ECONNREFUSED 127.0.0.1:1' }, 'retry'],
    [{ code: 'ENOTFOUND', why: 'getaddrinfo ENOTFOUND api.telegram.org' }, 'retry'],
    [{ code: 'EAI_AGAIN', why: 'getaddrinfo EAI_AGAIN api.telegram.org' }, 'retry'],
    [{ code: 'ENETUNREACH', syscall: 'connect', why: 'connect ENETUNREACH 149.154.167.220:443' }, 'retry'],
    [{ code: 'ETIMEDOUT', syscall: 'connect', why: 'connect ETIMEDOUT 149.154.167.220:443' }, 'retry'],
    [{ code: 'EHOSTUNREACH', syscall: 'connect', why: 'connect EHOSTUNREACH 149.154.167.220:443' }, 'retry'],
    [{ code: 'UND_ERR_CONNECT_TIMEOUT', name: 'ConnectTimeoutError' }, 'retry'],
    [{ code: 'UND_ERR_CLOSED', name: 'ClientClosedError' }, 'retry'],
    [{ code: 'CERT_HAS_EXPIRED', why: 'certificate has expired' }, 'retry'],
    [{ code: 'ERR_TLS_CERT_ALTNAME_INVALID' }, 'retry'],
    [{ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }, 'retry'],
    [{ code: 'SELF_SIGNED_CERT_IN_CHAIN' }, 'retry'],
    [{ code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' }, 'retry'],
    [
      { code: 'ECONNRESET', why: 'Client network socket disconnected before secure TLS connection was established' },
      'retry',
    ],
    [{ code: 'ECONNRESET', syscall: 'read', why: 'read ECONNRESET' }, 'unsure'],
    [{ code: 'UND_ERR_SOCKET', name: 'SocketError', why: 'other side closed' }, 'unsure'],
    [{ code: 'UND_ERR_HEADERS_TIMEOUT', name: 'HeadersTimeoutError' }, 'unsure'],
    [{ code: 'UND_ERR_BODY_TIMEOUT', name: 'BodyTimeoutError' }, 'unsure'],
    [{ code: 'UND_ERR_DESTROYED', name: 'ClientDestroyedError' }, 'unsure'],
    [{ code: 'UND_ERR_ABORTED', name: 'AbortError' }, 'unsure'],
    [{ code: 'EPIPE', syscall: 'write', why: 'write EPIPE' }, 'unsure'],
    [{ code: 'ETIMEDOUT', syscall: 'read', why: 'read ETIMEDOUT' }, 'unsure'],
    [{ code: 'EHOSTUNREACH', syscall: 'read', why: 'read EHOSTUNREACH' }, 'unsure'],
    [{ name: 'SyntaxError', why: 'Unexpected token < in JSON' }, 'unsure'],
    [{ code: 'ENOENT', why: '' }, 'refused'],
  ])('%o means %s', (facts, state) => {
    expect(interpretFailure(broken(facts)).state).toBe(state);
  });

  it('tells a failure of every address from one of a standing connection', () => {
    const attempt = Object.assign(new Error('connect ETIMEDOUT'), { code: 'ETIMEDOUT', syscall: 'connect' });
    const all = Object.assign(new AggregateError([attempt, attempt]), { code: 'ETIMEDOUT' });
    expect(interpretFailure(new HttpError('Network request failed!', all)).state).toBe('retry');
  });

  it("is unsure after grammY's own timeout and after anything unheard of", () => {
    const timeout = new HttpError(
      'Network request failed!',
      new Error("Request to 'sendMessage' timed out after 30 seconds"),
    );
    expect(interpretFailure(timeout).state).toBe('unsure');
    expect(interpretFailure('a string')).toEqual({ state: 'unsure', reason: 'unknown failure' });
    expect(interpretFailure(undefined).state).toBe('unsure');
  });

  it('never gives the token away', () => {
    const told = [
      broken({ code: 'ECONNRESET', why: 'socket hang up' }),
      broken({}),
      refusal(400, `Bad Request: ${TOKEN}`),
    ];
    for (const error of told) expect(JSON.stringify(interpretFailure(error))).not.toContain('obviously-fake');
  });
});
