import type { InlineAnswer, InlineChoice, InlineResult } from '../chat-protocol.ts';
import { byId, element } from './element.ts';
import { inlineQuery } from './inline-query.ts';
import { askInline } from './server.ts';
import type { Store } from './store.ts';
import { createSuggestions } from './suggestions.ts';

const PAUSE_MS = 250; // a bot is asked once somebody stops typing, not for each letter
const NEAR_END_PX = 120;

export interface InlineResults {
  readonly isOpen: boolean;
  /** Looks at what is typed: `@<this bot> words` asks the bot for results, everything else closes the list. */
  follow(typed: string): void;
  close(): void;
  move(steps: number): void;
  readonly selected: InlineChoice | undefined;
}

/** What the bot offers for the words after its name, in a list over the composer; more come as it is scrolled. */
export function createInlineResults(store: Store, choose: (choice: InlineChoice) => void): InlineResults {
  const place = byId('inline-results');
  const choiceOf = (row: HTMLElement): InlineChoice => ({
    queryId: row.dataset.query ?? '',
    resultId: row.dataset.result ?? '',
  });
  const list = createSuggestions(place, (row) => choose(choiceOf(row)));
  let asked: string | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let nextOffset = '';
  let rowCount = 0;

  place.addEventListener('scroll', () => {
    const left = place.scrollHeight - place.scrollTop - place.clientHeight;
    if (left < NEAR_END_PX && nextOffset !== '' && asked !== undefined) void ask(asked, nextOffset);
  });
  document.addEventListener('pointerdown', ({ target }) => {
    if (target instanceof Element && !target.closest('#inline-results, #composer, .key')) list.close();
  });

  return {
    get isOpen() {
      return list.isOpen;
    },
    get selected() {
      return list.selected && choiceOf(list.selected);
    },
    follow(typed) {
      const query = inlineQuery(typed, store.state.bot.username);
      if (query === undefined) return close();
      if (query === asked) return;
      asked = query;
      nextOffset = '';
      clearTimeout(timer);
      timer = setTimeout(() => void ask(query, ''), PAUSE_MS);
    },
    close,
    move: list.move,
  };

  function close() {
    clearTimeout(timer);
    asked = undefined;
    list.close();
  }

  async function ask(query: string, offset: string) {
    const chat = store.active;
    if (!chat) return;
    // While more are on their way, scrolling asks no second time.
    nextOffset = '';
    const answer = await askInline(chat.persona.id, { query, offset }).catch(refused);
    // The person may have typed on, or gone to another chat.
    if (asked !== query || store.active?.persona.id !== chat.persona.id) return;
    nextOffset = answer.nextOffset;
    const rows = answer.results.map((result) => row(result, answer.queryId, ++rowCount));
    if (offset !== '') return list.add(rows);
    list.show(rows.length > 0 ? rows : [nothing(answer.queryId === '')]);
  }
}

/** A bot that does not answer in time offers nothing. */
function refused(): InlineAnswer {
  return { queryId: '', results: [], nextOffset: '' };
}

function nothing(unanswered: boolean): HTMLElement {
  const attributes = { class: 'inline-nothing', id: 'inline-nothing', role: 'option', 'aria-disabled': 'true' };
  return element('div', attributes, unanswered ? 'The bot did not answer.' : 'Nothing found.');
}

function row({ id, title, description }: InlineResult, queryId: string, count: number): HTMLElement {
  return element(
    'div',
    { class: 'inline-result', id: `inline-result-${count}`, role: 'option', 'data-query': queryId, 'data-result': id },
    element('span', { class: 'inline-title', dir: 'auto' }, title),
    element('span', { class: 'inline-about', dir: 'auto' }, description),
  );
}
