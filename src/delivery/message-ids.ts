import type { ChatId } from './ports/ids.ts';

/**
 * Message ids as the bot account hands them out. Its private chats share one rising sequence, the people's own
 * messages included, so an id that is known to be one message's can be no other's.
 */
export interface MessageIds {
  /** The greatest id heard of; 0 when none was. */
  greatest(): number;
  /**
   * Notes a message that is certainly no push of unknown fate: one a person wrote, or one Telegram confirmed. Never one
   * that a pressed button names, which may be just the push whose answer was lost.
   */
  note(chatId: number, messageId: number): void;
  /** Whether the id is known to belong to a message. Only so many of the latest are kept. */
  has(messageId: number): boolean;
}

export interface MessageIdsOptions {
  /** The greatest id an earlier process had heard of. */
  readonly greatest?: number;
  /** Called on every new greatest id, for the caller to keep it over a restart. */
  readonly onRise?: (greatest: number) => void;
}

const KEPT = 20_000;

/** Starts from what an earlier process left. */
export function createMessageIds({ greatest: start = 0, onRise }: MessageIdsOptions = {}): MessageIds {
  let greatest = start;
  const taken = new Set<number>();
  return {
    greatest: () => greatest,
    has: (messageId) => taken.has(messageId),
    note(chatId, messageId) {
      if (!isPrivate(chatId)) return;
      taken.add(messageId);
      const [oldest] = taken;
      if (taken.size > KEPT && oldest !== undefined) taken.delete(oldest);
      if (messageId <= greatest) return;
      greatest = messageId;
      onRise?.(greatest);
    },
  };
}

/** Groups and channels have negative ids; supergroups and channels count their own messages. */
export function isPrivate(chatId: ChatId | number): boolean {
  return chatId > 0;
}
