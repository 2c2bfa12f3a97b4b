import { redactSecrets } from '../log.ts';

/** What a failed call to Telegram means for whoever made it. */
export type Failure =
  /** Too many requests: nobody calls again before that. */
  | { readonly state: 'wait'; readonly seconds: number }
  /** The chat cannot be reached until its owner comes back. */
  | { readonly state: 'gone'; readonly reason: string }
  | { readonly state: 'moved'; readonly chatId: number }
  /** The chat exists but lets no such message in, whatever it looks like. */
  | { readonly state: 'denied'; readonly reason: string }
  /** Telegram did not like this message; a plainer one may pass. */
  | { readonly state: 'refused'; readonly reason: string }
  /** The server does not know the method, so no message of this kind will pass. */
  | { readonly state: 'unsupported'; readonly reason: string }
  | { readonly state: 'unauthorised'; readonly reason: string }
  /** Another program fetches this bot's updates. */
  | { readonly state: 'conflict'; readonly reason: string }
  /** Certainly not taken: may be made again later. */
  | { readonly state: 'retry'; readonly reason: string }
  /** The answer was lost: the call may or may not have taken effect. */
  | { readonly state: 'unsure'; readonly reason: string }
  /** The edit would have changed nothing, which is as good as success. */
  | { readonly state: 'notModified' }
  /** The message or query it is about is there no longer. */
  | { readonly state: 'missing'; readonly reason: string };

/** Telegram's answer to a call it did not carry out. */
export interface ApiFailure {
  readonly error_code: number;
  readonly description: string;
  readonly parameters?: { readonly retry_after?: number; readonly migrate_to_chat_id?: number };
}

const REASON_LIMIT = 200;
// For a 429 that names no time.
const DEFAULT_WAIT_SECONDS = 5;

// A 400 means many things and only its text tells which; the texts are those of the Bot API server and of TDLib.
const MEANINGS_OF_400: readonly (readonly [RegExp, 'gone' | 'denied' | 'missing' | 'notModified'])[] = [
  [/message is not modified/i, 'notModified'],
  [/message to (edit|delete|be replied|copy|forward) not found|message_id_invalid/i, 'missing'],
  [/message can't be (edited|deleted)/i, 'missing'],
  [/query is too old|query id is invalid/i, 'missing'],
  [/chat not found|user not found|peer_id_invalid|input_user_deactivated|user_is_blocked/i, 'gone'],
  [/not enough rights|no rights to send|chat_write_forbidden|chat_send_\w+_forbidden/i, 'denied'],
  [/topic_closed|topic_deleted|message thread not found|allow_payment_required/i, 'denied'],
];

/**
 * Tells what a failed call means: a `GrammyError`, an `HttpError`, or Telegram's plain answer. By code and parameters
 * first, by text last. Reasons never hold an address, so they never hold the token.
 */
export function interpretFailure(error: unknown): Failure {
  return isApiFailure(error) ? interpretAnswer(error, textOf(error, 'method')) : interpretBrokenCall(error);
}

function interpretAnswer(answer: ApiFailure, method: string | undefined): Failure {
  const { error_code: code, description, parameters = {} } = answer;
  const reason = describeAnswer(answer);
  if (parameters.migrate_to_chat_id !== undefined) return { state: 'moved', chatId: parameters.migrate_to_chat_id };
  if (code === 429 || parameters.retry_after !== undefined) {
    const named = parameters.retry_after ?? Number(/retry after (\d+)/i.exec(description)?.[1] ?? DEFAULT_WAIT_SECONDS);
    return { state: 'wait', seconds: Math.max(1, named) };
  }
  if (code === 401) return { state: 'unauthorised', reason };
  // A token of the wrong shape makes an address that does not exist. An unknown method says "method not found", from
  // some servers less; no bot gets as far as sending pages with a token that never worked.
  if (code === 404) {
    const unknown = /method/i.test(description) || method === 'sendRichMessage';
    return { state: unknown ? 'unsupported' : 'unauthorised', reason };
  }
  if (code === 403) return { state: /rights|allow_payment_required/i.test(description) ? 'denied' : 'gone', reason };
  if (code === 409) return { state: 'conflict', reason };
  if (code >= 500) return interpretServerFault(code, description, reason);
  const meaning = MEANINGS_OF_400.find(([text]) => text.test(description))?.[1] ?? 'refused';
  return meaning === 'notModified' ? { state: meaning } : { state: meaning, reason };
}

// A gateway's 502 and 504 say that an answer was lost, a server that restarts lost it too. Other faults are Telegram's
// own answer, given instead of taking the message.
function interpretServerFault(code: number, description: string, reason: string): Failure {
  if (/immediately deleted/i.test(description)) return { state: 'refused', reason };
  return { state: code === 502 || code === 504 || /restart/i.test(description) ? 'unsure' : 'retry', reason };
}

// The connection never stood, so nothing was taken: no address, no route, no listener, no client of ours.
const NEVER_CONNECTED =
  /^(ECONNREFUSED|ENOTFOUND|EAI_\w+|ENETUNREACH|EHOSTDOWN|ENETDOWN|EMFILE|UND_ERR_CONNECT_TIMEOUT|UND_ERR_CLOSED)$/;
const BAD_CERTIFICATE = /^((ERR_TLS_)?CERT_\w+|\w+_CERT|\w+_CERT_IN_CHAIN|\w+_SIGNATURE)$/;
// Our own file could not be read while it was being sent.
const NO_FILE = /^(ENOENT|EACCES|EPERM|EISDIR)$/;

function interpretBrokenCall(error: unknown): Failure {
  const cause = innermost(error);
  const code = textOf(cause, 'code');
  const reason = shorten(code ?? textOf(cause, 'type') ?? textOf(cause, 'name') ?? 'unknown failure');
  if (code !== undefined && NO_FILE.test(code)) return { state: 'refused', reason: `cannot read the file: ${reason}` };
  const certain = code !== undefined && (NEVER_CONNECTED.test(code) || BAD_CERTIFICATE.test(code));
  return { state: certain || brokeWhileConnecting(cause) ? 'retry' : 'unsure', reason };
}

// Some codes, such as that of a time-out, may also befall a connection that stands.
function brokeWhileConnecting(cause: unknown): boolean {
  const attempts: unknown = cause instanceof AggregateError ? cause.errors[0] : cause;
  if (/^(connect|getaddrinfo)$/.test(textOf(attempts, 'syscall') ?? '')) return true;
  return /before secure TLS connection was established/.test(textOf(cause, 'message') ?? '');
}

// grammY keeps the error of the network under `error`.
function innermost(error: unknown): unknown {
  const inner = typeof error === 'object' && error !== null && 'error' in error ? error.error : undefined;
  return inner === undefined ? error : innermost(inner);
}

function isApiFailure(error: unknown): error is ApiFailure {
  return (
    typeof error === 'object' &&
    error !== null &&
    typeof Reflect.get(error, 'error_code') === 'number' &&
    typeof Reflect.get(error, 'description') === 'string'
  );
}

function textOf(value: unknown, name: string): string | undefined {
  const text: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
  return typeof text === 'string' && text !== '' ? text : undefined;
}

/** Code and text, short enough to be kept. */
export function describeAnswer({ error_code: code, description }: ApiFailure): string {
  return shorten(`${code}: ${description}`);
}

function shorten(reason: string): string {
  return redactSecrets(reason).slice(0, REASON_LIMIT);
}
