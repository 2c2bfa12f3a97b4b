import type { ChatId } from '../delivery/ports/ids.ts';
import type { Store } from '../store/open-store.ts';

const OWNER = 'bot_id';

export interface OwnDatabaseOptions {
  readonly store: Pick<Store, 'settings' | 'personalData' | 'inbox'>;
  readonly botId: number;
  readonly playground: { readonly botId: number; readonly personaIds: readonly number[] };
}

/** The database holds the readers of another bot, which this one cannot reach and must not mark as gone. */
export class ForeignDatabaseError extends Error {
  constructor(ownerId: number, isPlayground: boolean) {
    const what = isPlayground ? 'The playground' : 'This bot';
    super(
      `${what} cannot use a database that belongs to the bot with the id ${ownerId}. Set BOT_TOKEN to that bot's token, or DATABASE_PATH to another file.`,
    );
    this.name = 'ForeignDatabaseError';
  }
}

/**
 * Makes the database this bot's. One that the playground has used is taken over without its imaginary readers; one
 * of another bot is refused with a ForeignDatabaseError.
 */
export async function ownDatabase({ store, botId, playground }: OwnDatabaseOptions): Promise<void> {
  const owner = Number((await store.settings.get(OWNER)) ?? botId);
  if (owner !== botId) {
    if (owner !== playground.botId) throw new ForeignDatabaseError(owner, botId === playground.botId);
    for (const personaId of playground.personaIds) await store.personalData.erase(personaId as ChatId);
    // Telegram numbers each bot's updates on its own.
    await store.inbox.clear();
  }
  await store.settings.set(OWNER, String(botId));
}
