import { byId, element } from './element.ts';
import type { Store } from './store.ts';

export interface CommandMenu {
  readonly isOpen: boolean;
  /** Shows the bot's commands that begin with what is typed; none closes the menu. */
  open(typed: string): void;
  close(): void;
  /** Moves the selection; positive is down. */
  move(steps: number): void;
  /** The selected command with its slash. */
  readonly selected: string | undefined;
}

/** The list of the bot's commands over the composer. The focus stays in the text field, which names the selected row. */
export function createCommandMenu(store: Store, choose: (command: string) => void): CommandMenu {
  const list = byId('commands');
  const field = byId('text');
  let index = 0;

  const rows = () => [...list.children] as HTMLElement[];
  const select = (next: number) => {
    const all = rows();
    index = all.length === 0 ? 0 : (next + all.length) % all.length;
    for (const [at, row] of all.entries()) row.ariaSelected = String(at === index);
    all[index]?.scrollIntoView({ block: 'nearest' });
    field.setAttribute('aria-activedescendant', all[index]?.id ?? '');
  };
  const setOpen = (open: boolean) => {
    list.hidden = !open;
    byId('commands-button').ariaExpanded = String(open);
    if (!open) field.removeAttribute('aria-activedescendant');
  };

  document.addEventListener('pointerdown', (press) => {
    const inside = press.target instanceof Element && press.target.closest('#commands, #commands-button');
    // Inside, the focus stays in the text field; elsewhere the list closes.
    if (inside) press.preventDefault();
    else setOpen(false);
  });
  list.addEventListener('click', (click) => {
    const command = (click.target as Element).closest<HTMLElement>('.command')?.dataset.command;
    if (command) choose(command);
  });

  return {
    get isOpen() {
      return !list.hidden;
    },
    get selected() {
      return list.hidden ? undefined : rows()[index]?.dataset.command;
    },
    open(typed) {
      const { commands, chatCommands } = store.state.bot;
      const own = chatCommands[String(store.active?.persona.id)] ?? commands;
      const found = own.filter(({ command }) => `/${command}`.startsWith(typed.toLowerCase()));
      list.replaceChildren(...found.map(row));
      setOpen(found.length > 0);
      // `/tag` typed out means that command, even where `/tags` stands before it.
      select(
        Math.max(
          0,
          rows().findIndex((row) => row.dataset.command === typed),
        ),
      );
    },
    close: () => setOpen(false),
    move: (steps) => select(index + steps),
  };
}

function row({ command, description }: { command: string; description: string }): HTMLDivElement {
  return element(
    'div',
    { class: 'command', id: `command-${command}`, role: 'option', 'data-command': `/${command}` },
    element('span', { class: 'command-name' }, `/${command}`),
    element('span', { class: 'command-about', dir: 'auto' }, description),
  );
}
