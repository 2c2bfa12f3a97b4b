import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { autoRetry } from '@grammyjs/auto-retry';
import { Api, type ApiClientOptions, type Transformer } from 'grammy';
import type { Logger } from '../log.ts';
import { logCalls, noteMessages, noteWaits, takeSlots } from './api-transformers.ts';
import type { Clock } from './clock.ts';
import type { Pace } from './pace.ts';

/** The outgoing side of the bot: one client for answering people, one for the sender. */
export interface Telegram {
  /** For `new Bot(token, { client })`. */
  readonly client: ApiClientOptions;
  /** For `bot.api.config.use(...)`: the log, the pace, and a short patience with 429. */
  readonly replyTransformers: readonly Transformer[];
  /** Answers outside of a handler, as careful as the bot's own. */
  readonly replies: Api;
  /** Neither waits nor retries: the sender does both. */
  readonly pushes: Api;
  /** Closes idle connections. */
  close(): void;
}

export interface TelegramOptions {
  readonly token: string;
  /** Without a slash at its end. */
  readonly apiRoot: string;
  readonly pace: Pace;
  readonly clock: Clock;
  readonly log: Logger;
  /** Hears of every message that Telegram says it took. */
  readonly onMessage?: (chatId: number, messageId: number) => void;
}

// Longer than a long poll, which goes through the same client.
const REPLY_TIMEOUT_SECONDS = 60;
const PUSH_TIMEOUT_SECONDS = 30;
const REPLY_SOCKETS = 64;
const PUSH_SOCKETS = 32;
// A person waits for a reply; whatever takes longer is told to them as a failure.
const LONGEST_REPLY_WAIT_SECONDS = 5;
const REPLY_RETRIES = 2;

/** Makes both clients. Neither has contacted Telegram yet. */
export function createTelegram({ token, apiRoot, pace, clock, log, onMessage }: TelegramOptions): Telegram {
  const replyAgent = createAgent(apiRoot, REPLY_SOCKETS);
  const pushAgent = createAgent(apiRoot, PUSH_SOCKETS);
  const client = clientOptions(apiRoot, replyAgent, REPLY_TIMEOUT_SECONDS);
  const noted = [logCalls(log, clock), ...(onMessage === undefined ? [] : [noteMessages(onMessage)])];
  // Of these the last one is the outermost: every further try takes a slot and is logged.
  const replyTransformers: readonly Transformer[] = [
    ...noted,
    noteWaits(pace),
    takeSlots(pace),
    autoRetry({
      maxDelaySeconds: LONGEST_REPLY_WAIT_SECONDS,
      maxRetryAttempts: REPLY_RETRIES,
      rethrowHttpErrors: true,
      rethrowInternalServerErrors: true,
    }),
  ];
  const replies = new Api(token, client);
  replies.config.use(...replyTransformers);
  const pushes = new Api(token, clientOptions(apiRoot, pushAgent, PUSH_TIMEOUT_SECONDS));
  pushes.config.use(...noted);
  return {
    client,
    replyTransformers,
    replies,
    pushes,
    close() {
      replyAgent.destroy();
      pushAgent.destroy();
    },
  };
}

function createAgent(apiRoot: string, maxSockets: number): HttpAgent {
  const options = { keepAlive: true, maxSockets };
  return apiRoot.startsWith('https:') ? new HttpsAgent(options) : new HttpAgent(options);
}

function clientOptions(apiRoot: string, agent: HttpAgent, timeoutSeconds: number): ApiClientOptions {
  // The types are those of the browser's fetch; in Node grammY brings node-fetch, which takes an agent.
  const baseFetchConfig = { agent, compress: true } as NonNullable<ApiClientOptions['baseFetchConfig']>;
  return { apiRoot, timeoutSeconds, baseFetchConfig };
}
