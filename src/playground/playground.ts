import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer, type HttpBindings, type ServerType } from '@hono/node-server';
import { Hono } from 'hono';
import type { Logger } from '../log.ts';
import { type Account, createAccount } from './account/account.ts';
import { filePath } from './account/files.ts';
import { type BotIdentity, describeBot } from './account/profile.ts';
import { writeState } from './account/saved-state.ts';
import { createStateFile, loadState, type StateFile } from './account/state-file.ts';
import { type CallLog, createCallLog, type RecordedCall } from './call-log.ts';
import type { BotProfile, Persona, PublishedSample } from './chat-protocol.ts';
import type { FaultScript } from './faults.ts';
import { createPace, type PaceCounters, type PaceMode, type Rates } from './pace.ts';
import { createPerson, type Person } from './person.ts';
import { waitFor } from './waiting.ts';
import { apiRoute } from './web/api-route.ts';
import { guardHost, securityHeaders } from './web/guard.ts';
import { createPageFiles } from './web/page-files.ts';
import { pageRoutes } from './web/page-routes.ts';
import { fileResponse } from './web/stored-file.ts';

export interface PlaygroundOptions {
  readonly personas: readonly Persona[];
  readonly bot: BotIdentity;
  /** Part of every address of the Bot API; anything that looks like a token will do. */
  readonly token: string;
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  readonly log: Logger;
  readonly now: () => Date;
  /** A JSON file that keeps the chats over restarts. */
  readonly statePath?: string;
  /** What the page's button does; without it the button fails. */
  readonly publishSample?: () => Promise<PublishedSample>;
  /** Further Host headers to accept, e.g. of a proxy in front. */
  readonly allowedHosts?: readonly string[];
  /** Refuses parameters the playground does not know, which Telegram would ignore. */
  readonly strict?: boolean;
  readonly pace?: PaceMode;
  /** What the pace is held to; Telegram's published rates by default. */
  readonly rates?: Partial<Rates>;
  /** The bot's balance of Telegram Stars, out of which paid broadcasts are paid; none by default. */
  readonly stars?: number;
  /** How many of the latest calls are kept for looking at. */
  readonly keptCalls?: number;
  readonly faults?: FaultScript;
}

/** An imitation of Telegram with one bot, its page, and what tests need to act as its people and to watch it. */
export interface Playground {
  /** Where people open the page, e.g. `http://127.0.0.1:8080`. Known once started, as `apiRoot` is. */
  readonly url: string;
  /** For grammY's `client.apiRoot`. */
  readonly apiRoot: string;
  readonly token: string;
  start(): Promise<void>;
  /** Ends open requests, saves, and frees the port. */
  stop(): Promise<void>;
  person(id: number): Person;
  readonly profile: BotProfile;
  /** Oldest first; `getUpdates` is among them. */
  readonly calls: readonly RecordedCall[];
  /** The first call, past or to come, that `matches`: a finished one, or with `begun` one that may be under way. */
  waitForCall(matches: (call: RecordedCall) => boolean, options?: { readonly begun?: boolean }): Promise<RecordedCall>;
  readonly pace: PaceCounters;
  /** What is left of the bot's balance of Telegram Stars. */
  readonly stars: number;
  /** Replaces the script of faults; without one, nothing goes wrong. */
  setFaults(script?: FaultScript): void;
}

/** Makes a playground; nothing listens before `start`. */
export function createPlayground(options: PlaygroundOptions): Playground {
  const { token, host, log, now, statePath } = options;
  const calls = createCallLog(now, options.keptCalls);
  const pace = createPace(options.pace ?? 'count', now, options.rates);
  let faults = options.faults;
  let running: Running | undefined;

  const required = (): Running => {
    if (running === undefined) throw new Error('The playground is not started.');
    return running;
  };
  return {
    get url() {
      return required().url;
    },
    get apiRoot() {
      return required().url;
    },
    token,
    async start() {
      if (running !== undefined) throw new Error('The playground is started already.');
      const saved = statePath === undefined ? undefined : await loadState(statePath, log);
      const { bot, personas, stars } = options;
      const account = createAccount({ bot, personas, now, saved, stars });
      const stateFile =
        statePath === undefined ? undefined : createStateFile(statePath, (last) => writeState(account, last), log);
      const stopping = new AbortController();
      const app = createApp(options, {
        account,
        calls,
        pace,
        faults: () => faults,
        stopping: stopping.signal,
        changed: () => stateFile?.changed(),
        port: () => port,
      });
      const server = createAdaptorServer({ fetch: app.fetch });
      server.listen(options.port, host);
      await once(server, 'listening');
      const { port } = server.address() as AddressInfo;
      const url = `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
      running = { account, server, stopping, stateFile, url };
    },
    async stop() {
      if (running === undefined) return;
      const { server, stopping, stateFile } = running;
      running = undefined;
      stopping.abort();
      const closed = once(server, 'close');
      server.close();
      // Long polls and event streams have just been ended; what is still open is idle or does not want to end.
      setImmediate(() => 'closeAllConnections' in server && server.closeAllConnections());
      await closed;
      await stateFile?.close();
    },
    person(id) {
      const { account, stateFile, stopping } = required();
      const chat = account.chats.get(id);
      if (chat === undefined) throw new Error(`Nobody in the playground has the id ${id}.`);
      return createPerson(account, chat, () => stateFile?.changed(), stopping.signal);
    },
    get profile() {
      const { bot, profile } = required().account;
      return describeBot(bot, profile);
    },
    get calls() {
      return calls.all();
    },
    async waitForCall(matches, { begun = false } = {}) {
      const counts = (call: RecordedCall) => (begun || call.outcome !== undefined) && matches(call);
      // After the first look only what is new, however many calls there have been.
      let latest: RecordedCall | undefined;
      return await waitFor(
        () => (latest === undefined ? calls.all() : [latest]).find(counts),
        (look) =>
          calls.subscribe((call) => {
            latest = call;
            look();
          }),
        () =>
          `No awaited call was made. The last ones: ${calls
            .all()
            .slice(-10)
            .map(({ method }) => method)
            .join(', ')}`,
      );
    },
    get pace() {
      return pace.counters();
    },
    get stars() {
      return required().account.stars.balance();
    },
    setFaults(script) {
      faults = script;
    },
  };
}

interface Running {
  readonly account: Account;
  readonly server: ServerType;
  readonly stopping: AbortController;
  readonly stateFile: StateFile | undefined;
  readonly url: string;
}

interface AppParts {
  readonly account: Account;
  readonly calls: CallLog;
  readonly pace: ReturnType<typeof createPace>;
  readonly faults: () => FaultScript | undefined;
  readonly stopping: AbortSignal;
  readonly changed: () => void;
  readonly port: () => number;
}

function createApp(options: PlaygroundOptions, parts: AppParts): Hono<{ Bindings: HttpBindings }> {
  const { token, host, log, strict = false, allowedHosts = [], publishSample } = options;
  const answer = apiRoute({ ...parts, token, strict, log });
  const pageFile = createPageFiles();

  const app = new Hono<{ Bindings: HttpBindings }>();
  app.use(guardHost({ host, port: parts.port, allowedHosts }), securityHeaders);
  app.get('/', async () => await pageFile('index.html'));
  app.get('/page/:file', async (context) => await pageFile(context.req.param('file')));
  app.route('/playground', pageRoutes({ ...parts, publishSample, log }));
  app.get('/file/:bot/:folder/:name', (context) => {
    const { bot, folder, name } = context.req.param();
    const wanted = `${folder}/${name}`;
    const file = [...parts.account.files.values()].find((candidate) => filePath(candidate) === wanted);
    return fileResponse(bot === `bot${token}` ? file : undefined);
  });
  app.all('/:bot{bot[^/]+}/:method', async (context) => {
    const { bot, method } = context.req.param();
    return await answer(context, bot.slice('bot'.length), method);
  });
  app.notFound((context) => context.json({ ok: false, error_code: 404, description: 'Not Found' }, 404));
  app.onError((error, context) => {
    log.error('a request to the playground failed', { path: context.req.routePath, error });
    return context.json({ error: 'Something went wrong; the log tells what.' }, 500);
  });
  return app;
}
