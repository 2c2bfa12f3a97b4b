import { setTimeout as wait } from 'node:timers/promises';
import type { Fault } from '../../src/playground/faults.ts';

const HANGS_FOR_MS = 20;

/** Every class of failure that Telegram or the way to it shows, apart from chats that are lost or have moved. */
export const PASSING_FAULTS = {
  'a 429': () => ({ kind: 'rate-limited', retryAfterSeconds: 1 }),
  'a 500': () => ({ kind: 'server-error', status: 500, body: 'json' }),
  'a 502': () => ({ kind: 'server-error', status: 502, body: 'json' }),
  'a 503': () => ({ kind: 'server-error', status: 503, body: 'json' }),
  'a 504': () => ({ kind: 'server-error', status: 504, body: 'json' }),
  'a 500 in HTML': () => ({ kind: 'server-error', status: 500, body: 'html' }),
  'a 502 in HTML': () => ({ kind: 'server-error', status: 502, body: 'html' }),
  'a 503 in HTML': () => ({ kind: 'server-error', status: 503, body: 'html' }),
  'a 504 in HTML': () => ({ kind: 'server-error', status: 504, body: 'html' }),
  'a connection cut before the call is taken': () => ({ kind: 'cut-before' }),
  'a connection cut before the answer': () => ({ kind: 'cut-after' }),
  'a call taken late': () => ({ kind: 'hang', until: wait(HANGS_FOR_MS) }),
  'a late answer': () => ({ kind: 'hang', until: wait(HANGS_FOR_MS), after: true }),
} as const satisfies Record<string, () => Fault>;

/** A refusal of the message itself: a plainer one may pass. */
export const REFUSAL: Fault = { kind: 'refused', description: "Bad Request: can't parse entities" };
