import { autoRetry } from '@grammyjs/auto-retry';
import { Api, type ApiClientOptions, type Transformer } from 'grammy';
import { Agent } from 'undici';
import type { Logger } from '../log.ts';
import { logCalls, noteMessages, noteWaits, takeSlots } from './api-transformers.ts';
import type { Clock } from './clock.ts';
import type { Pace } from './pace.ts';
import { createUndiciFetch } from './undici-fetch.ts';

/** The outgoing side of the bot: one client for answering people, one for the sender, each with its connections. */
export interface Telegram {
  /** For `new Bot(token, { client })`. */
  readonly client: ApiClientOptions;
  /** For `bot.api.config.use(...)`: the log, the pace, and a short patience with 429. */
  readonly replyTransformers: readonly Transformer[];
  /** Answers outside of a handler, as careful as the bot's own. */
  readonly replies: Api;
  /** For what nobody waits for, such as telling authors how it goes: sends and edits go after everything else. */
  readonly quiet: Api;
  /** Neither waits nor retries: the sender does both. */
  readonly pushes: Api;
  /** Breaks off whatever is still under way and lets go of all connections. */
  close(): Promise<void>;
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
  /** Hears of those of them that answer a person. */
  readonly onAnswer?: (chatId: number, messageId: number) => void;
  /** Of `createPaidBroadcast`; for pushes. */
  readonly paidBroadcast?: Transformer;
}

// Longer than a long poll, which goes through the same client.
const REPLY_TIMEOUT_SECONDS = 60;
const PUSH_TIMEOUT_SECONDS = 30;
const REPLY_CONNECTIONS = 64;
// A thousand messages a second need as many calls under way as answers take milliseconds.
const PUSH_CONNECTIONS = 256;
// The next person finds a connection open; one that has been idle longer may be broken without anybody knowing, which
// would leave a push in doubt.
const REPLY_KEEP_ALIVE_MS = 30_000;
const PUSH_KEEP_ALIVE_MS = 4_000;
// A person waits for a reply; whatever takes longer is told to them as a failure.
const LONGEST_REPLY_WAIT_SECONDS = 5;
const REPLY_RETRIES = 2;

/** Makes the clients. None has contacted Telegram yet. */
export function createTelegram(options: TelegramOptions): Telegram {
  const { token, apiRoot, pace, clock, log, onMessage, onAnswer, paidBroadcast } = options;
  const replyAgent = createAgent(REPLY_CONNECTIONS, REPLY_KEEP_ALIVE_MS);
  const pushAgent = createAgent(PUSH_CONNECTIONS, PUSH_KEEP_ALIVE_MS);
  const client = clientOptions(apiRoot, replyAgent, REPLY_TIMEOUT_SECONDS);
  const noted = [logCalls(log, clock), ...(onMessage === undefined ? [] : [noteMessages(onMessage)])];
  // Of these the last one is the outermost: every further try takes a slot and is logged.
  const patiently = (kind: 'reply' | 'progress') => [
    ...noted,
    noteWaits(pace),
    takeSlots(pace, kind),
    autoRetry({
      maxDelaySeconds: LONGEST_REPLY_WAIT_SECONDS,
      maxRetryAttempts: REPLY_RETRIES,
      rethrowHttpErrors: true,
      rethrowInternalServerErrors: true,
    }),
  ];
  const replyTransformers = [...(onAnswer === undefined ? [] : [noteMessages(onAnswer)]), ...patiently('reply')];
  const api = (clientOptions: ApiClientOptions, transformers: readonly Transformer[]) => {
    const made = new Api(token, clientOptions);
    made.config.use(...transformers);
    return made;
  };
  return {
    client,
    replyTransformers,
    replies: api(client, replyTransformers),
    quiet: api(client, patiently('progress')),
    pushes: api(clientOptions(apiRoot, pushAgent, PUSH_TIMEOUT_SECONDS), [
      ...noted,
      ...(paidBroadcast === undefined ? [] : [paidBroadcast]),
    ]),
    async close() {
      await Promise.all([replyAgent.destroy(), pushAgent.destroy()]);
    },
  };
}

// grammY's own timeout covers the whole call, long polls too.
function createAgent(connections: number, keepAliveTimeout: number): Agent {
  return new Agent({ connections, keepAliveTimeout, headersTimeout: 0, bodyTimeout: 0 });
}

function clientOptions(apiRoot: string, agent: Agent, timeoutSeconds: number): ApiClientOptions {
  return { apiRoot, timeoutSeconds, fetch: createUndiciFetch(agent) };
}
