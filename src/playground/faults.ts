import { type Envelope, lackOfStars, Refusal, tooManyRequests, unknownMethod } from './api/envelope.ts';
import { json } from './api/method.ts';

/** A call as a script of faults sees it. */
export interface ScriptedCall {
  readonly method: string;
  readonly payload: Readonly<Record<string, unknown>>;
  /** Calls recorded before this one, over all methods. */
  readonly index: number;
  /** Calls of this method before this one. */
  readonly nth: number;
}

/** Something that goes wrong with one call. */
export type Fault =
  | { readonly kind: 'rate-limited'; readonly retryAfterSeconds: number }
  | { readonly kind: 'forbidden'; readonly description?: string }
  | { readonly kind: 'refused'; readonly description: string }
  /** An older server that does not know the method. */
  | { readonly kind: 'unknown-method' }
  | { readonly kind: 'migrated'; readonly chatId: number }
  /** The bot's balance cannot pay for a paid broadcast. */
  | { readonly kind: 'no-stars' }
  | { readonly kind: 'server-error'; readonly status: 500 | 502 | 503 | 504; readonly body: 'json' | 'html' }
  /** The connection breaks before Telegram does anything. */
  | { readonly kind: 'cut-before' }
  /** Telegram does it, but the connection breaks before the answer. */
  | { readonly kind: 'cut-after' }
  /** Nothing happens until `until` settles; then the call is processed. With `after` it is processed first. */
  | { readonly kind: 'hang'; readonly until: Promise<unknown>; readonly after?: boolean };

/**
 * A parameter of a call as a value: an object or list that the call carried as JSON text is that object or list. So a
 * script can look into a `rich_message` whether or not files came along with it.
 */
export function callParameter({ payload }: Pick<ScriptedCall, 'payload'>, name: string): unknown {
  return json.parse(payload[name]);
}

/** Decides the fate of each call; `undefined` lets it through. */
export type FaultScript = (call: ScriptedCall) => Fault | undefined;

export type AnsweredFault = Exclude<Fault, { readonly kind: 'cut-before' | 'cut-after' | 'hang' }>;

/** The envelope of a fault that is answered instead of processed. */
export function faultEnvelope(fault: AnsweredFault): Envelope {
  switch (fault.kind) {
    case 'rate-limited':
      return tooManyRequests(fault.retryAfterSeconds).envelope;
    case 'forbidden':
      return new Refusal(403, fault.description ?? 'Forbidden: bot was blocked by the user').envelope;
    case 'unknown-method':
      return unknownMethod().envelope;
    case 'refused':
      return new Refusal(400, fault.description).envelope;
    case 'migrated':
      return new Refusal(400, 'Bad Request: group chat was upgraded to a supergroup chat', {
        migrate_to_chat_id: fault.chatId,
      }).envelope;
    case 'no-stars':
      return lackOfStars().envelope;
    case 'server-error':
      return new Refusal(fault.status, SERVER_ERRORS[fault.status]).envelope;
  }
}

export const SERVER_ERRORS = {
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
} as const;
