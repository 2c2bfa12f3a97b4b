import type { Actions } from './actions.ts';
import { byId } from './element.ts';
import { remember, remembered } from './remembered.ts';
import type { Store } from './store.ts';

const DISMISSED = 'playground.hint-dismissed';

/** The card that says what to try first, until it is dismissed. */
export function showHint(store: Store, actions: Actions): void {
  const hint = byId('hint');
  hint.hidden = remembered(DISMISSED, false);
  byId('hint-publish').addEventListener('click', () => void actions.publish());
  byId('hint-close').addEventListener('click', () => {
    hint.hidden = true;
    remember(DISMISSED, true);
    document.querySelector<HTMLElement>('.chat')?.focus();
  });
  store.subscribe(({ type }) => {
    const reader = store.state.chats.find(({ persona }) => persona.role === 'reader');
    if (type === 'reset' && reader) byId('hint-name').textContent = reader.persona.firstName;
  });
}
