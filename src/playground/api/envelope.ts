export interface ErrorParameters {
  readonly retry_after?: number;
  readonly migrate_to_chat_id?: number;
}

export interface FailedEnvelope {
  readonly ok: false;
  readonly error_code: number;
  readonly description: string;
  readonly parameters?: ErrorParameters;
}

/** What every call to the Bot API is answered with. */
export type Envelope = { readonly ok: true; readonly result: unknown } | FailedEnvelope;

/**
 * Telegram's refusal of a call, in Telegram's words. Checks deep inside a method throw it; `answerCall` alone catches
 * it and makes it an envelope, so no check has to hand a failure up through its callers.
 */
export class Refusal extends Error {
  readonly envelope: FailedEnvelope;

  constructor(errorCode: number, description: string, parameters?: ErrorParameters) {
    super(description);
    this.name = 'Refusal';
    this.envelope = {
      ok: false,
      error_code: errorCode,
      description,
      ...(parameters === undefined ? {} : { parameters }),
    };
  }
}

/**
 * A refusal with code 400. The Bot API server lowers the first letter of a reason unless the second one is a capital
 * or an underscore (`fail_query_with_error` in its Client.cpp).
 */
export function badRequest(reason: string): Refusal {
  const keepsCase = /^.[A-Z_]/.test(reason);
  return new Refusal(400, `Bad Request: ${keepsCase ? reason : reason.charAt(0).toLowerCase() + reason.slice(1)}`);
}

/**
 * The refusal of a paid broadcast that the bot's balance cannot pay. A guess: `BALANCE_TOO_LOW` is how Telegram's servers
 * name a balance of Stars that is too low, while nobody has published what they answer to a broadcast.
 */
export function lackOfStars(): Refusal {
  return badRequest('BALANCE_TOO_LOW');
}

/** The refusal of a method the server does not know. */
export function unknownMethod(): Refusal {
  return new Refusal(404, 'Not Found: method not found');
}

/** The refusal of a bot that sends too fast. */
export function tooManyRequests(retryAfterSeconds: number): Refusal {
  return new Refusal(429, `Too Many Requests: retry after ${retryAfterSeconds}`, { retry_after: retryAfterSeconds });
}
