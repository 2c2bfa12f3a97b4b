import { join } from 'node:path';
import { type App, startApp } from '../src/app/start-app.ts';
import type { DeliveryOptions } from '../src/delivery/ports/options.ts';
import { writeSampleArticles } from './sample-articles.ts';
import { silentLog } from './silent-log.ts';

export const TOKEN = '1:not-a-real-token-of-anybody-at-all';
const ARTICLES = 58;
/** As good as no limit. */
const WIDE_OPEN = 1_000_000;

export interface BotFolders {
  readonly content: string;
  readonly databasePath: string;
}

export async function prepareFolders(folder: string): Promise<BotFolders> {
  const content = join(folder, 'content');
  await writeSampleArticles(content, ARTICLES);
  return { content, databasePath: join(folder, 'bot.db') };
}

/** The bot as `npm start` runs it, on sample articles and a real database; the pace is wide open unless told otherwise. */
export async function startWholeBot(
  { content, databasePath }: BotFolders,
  apiRoot: string,
  delivery: Partial<DeliveryOptions> = {},
): Promise<App> {
  const app = await startApp(
    {
      token: TOKEN,
      apiRoot,
      contentFolders: [content],
      databasePath,
      site: { name: 'Bench', url: undefined, template: '{site}/articles/{slug}' },
      authorIds: [],
      checkSchedule: '0 0 1 1 *',
      timezone: 'UTC',
      delivery: {
        sendRate: WIDE_OPEN,
        paidBroadcast: false,
        announceDelayMs: 0,
        announceMode: 'auto',
        staleAfterMs: 0,
        pushesAtOnce: 12,
        unsure: 'resend',
        ...delivery,
      },
      playground: { botId: 1, personaIds: [] },
      log: silentLog,
    },
    new AbortController().signal,
  );
  if (app === undefined) throw new Error('the bot did not start');
  return app;
}
