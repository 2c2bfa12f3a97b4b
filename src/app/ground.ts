import type { UserFromGetMe } from 'grammy/types';
import type { AnswerIds } from '../bot/answer-ids.ts';
import type { MessageIds } from '../delivery/message-ids.ts';
import type { Evenings } from '../delivery/reminders-evening.ts';
import type { Texts } from '../locales/texts.ts';
import type { SearchIndex } from '../search/search-index.ts';
import type { Store } from '../store/open-store.ts';
import type { Telegram } from '../telegram/api.ts';
import type { Clock } from '../telegram/clock.ts';
import type { Pace } from '../telegram/pace.ts';
import type { PhotoMemory } from '../telegram/send-message.ts';
import type { AppOptions } from './app-options.ts';

/** What the parts stand on. */
export interface Ground {
  readonly options: AppOptions;
  readonly me: UserFromGetMe;
  readonly store: Store;
  readonly telegram: Telegram;
  readonly pace: Pace;
  readonly messageIds: MessageIds;
  readonly answerIds: AnswerIds;
  readonly photos: PhotoMemory;
  readonly search: SearchIndex;
  readonly texts: Texts;
  readonly evenings: Evenings;
  readonly clock: Clock;
  /** Ends work that goes on by itself, when the app stops. */
  readonly stopping: AbortSignal;
  /** The bot cannot go on. */
  readonly fail: (reason: Error) => void;
}
