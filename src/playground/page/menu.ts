import type { Actions } from './actions.ts';
import { byId } from './element.ts';
import type { Store } from './store.ts';

/** The ⋮ menu of the chat: blocking, a sample article. Arrow keys move, Esc and a click elsewhere close. */
export function showMenu(store: Store, actions: Actions): void {
  const opener = byId('menu-button');
  const menu = byId('menu');
  const items = () => [...menu.querySelectorAll<HTMLElement>('[role^=menuitem]')];

  const toggle = (open: boolean) => {
    menu.hidden = !open;
    opener.ariaExpanded = String(open);
    (open ? items()[0] : opener)?.focus();
  };

  opener.addEventListener('click', () => toggle(menu.hidden === true));
  byId('publish').addEventListener('click', () => void actions.publish());
  byId('block').addEventListener('click', () => void actions.setBlocked(!store.active?.blocked));
  menu.addEventListener('click', (click) => {
    if ((click.target as Element).closest('[role=menuitem]')) toggle(false);
  });
  menu.addEventListener('keydown', (press) => {
    const all = items();
    const index = all.indexOf(document.activeElement as HTMLElement);
    const next = { ArrowDown: index + 1, ArrowUp: index - 1, Home: 0, End: all.length - 1 }[press.key];
    if (next !== undefined) all.at(next % all.length)?.focus();
    if (press.key === 'Escape' || press.key === 'Tab') toggle(false);
    if (next !== undefined || press.key === 'Escape') press.preventDefault();
  });
  document.addEventListener('pointerdown', ({ target }) => {
    const inside = target instanceof Node && (menu.contains(target) || opener.contains(target));
    if (inside || menu.hidden) return;
    menu.hidden = true;
    opener.ariaExpanded = 'false';
  });
}
