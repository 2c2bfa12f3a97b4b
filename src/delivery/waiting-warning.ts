import type { Logger } from '../log.ts';
import type { Announcements } from './ports/announcements.ts';

export interface WaitingWarningPorts {
  readonly announcements: Pick<Announcements, 'inState'>;
  readonly hasAuthors: boolean;
  readonly log: Logger;
}

/** Says how many articles wait in vain, whenever there are more: without an author there is nobody to be asked. */
export function createWaitingWarning({ announcements, hasAuthors, log }: WaitingWarningPorts): () => Promise<void> {
  let told = 0;
  return async () => {
    if (hasAuthors) return;
    const { length } = await announcements.inState('held', 'approval');
    if (length > told)
      log.warn('articles wait for the word of an author, and there is none: set AUTHOR_IDS', { articles: length });
    told = length;
  };
}
