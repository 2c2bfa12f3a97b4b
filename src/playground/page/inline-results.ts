import type { InlineAnswer, InlineButton, InlineChoice, InlineResult } from '../chat-protocol.ts';
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
  /** Does what the selected row is for. */
  takeSelected(): void;
}

/** What comes of pressing a row. */
export interface InlineActions {
  /** Posts a result. */
  choose(choice: InlineChoice): void;
  /** Follows the button above the results. */
  start(parameter: string): void;
}

/** What the bot offers for the words after its name, in a list over the composer; more come as it is scrolled. */
export function createInlineResults(store: Store, actions: InlineActions): InlineResults {
  const place = byId('inline-results');
  const take = ({ dataset: { query, result, start } }: HTMLElement) => {
    if (start !== undefined) actions.start(start);
    // Without a result it is the line that says there is nothing.
    else if (query !== undefined && result !== undefined) actions.choose({ queryId: query, resultId: result });
  };
  const list = createSuggestions(place, take);
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
    takeSelected() {
      if (list.selected) take(list.selected);
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
    const above = answer.button ? [button(answer.button)] : [];
    if (rows.length > 0) list.show([...above, ...rows], above.length);
    else list.show(above.length > 0 ? above : [nothing(answer.queryId === '')]);
    place.scrollTop = 0;
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

function button({ text, startParameter }: InlineButton): HTMLElement {
  const attributes = { class: 'inline-button', id: 'inline-button', role: 'option', 'data-start': startParameter };
  return element('div', { ...attributes, dir: 'auto' }, text);
}

function row({ id, title, description, thumbnail }: InlineResult, queryId: string, count: number): HTMLElement {
  return element(
    'div',
    { class: 'inline-result', id: `inline-result-${count}`, role: 'option', 'data-query': queryId, 'data-result': id },
    thumbnail !== undefined && element('img', { class: 'inline-picture', src: thumbnail, alt: '', loading: 'lazy' }),
    element('span', { class: 'inline-title', dir: 'auto' }, title),
    element('span', { class: 'inline-about', dir: 'auto' }, description),
  );
}
