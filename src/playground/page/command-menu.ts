import { byId, element } from './element.ts';
import type { Store } from './store.ts';
import { createSuggestions } from './suggestions.ts';

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

/** The list of the bot's commands over the composer. */
export function createCommandMenu(store: Store, choose: (command: string) => void): CommandMenu {
  const opener = byId('commands-button');
  const list = createSuggestions(byId('commands'), ({ dataset }) => choose(dataset.command ?? ''));
  const show = (rows: readonly HTMLElement[], selected = 0) => {
    list.show(rows, selected);
    opener.ariaExpanded = String(list.isOpen);
  };

  document.addEventListener('pointerdown', (press) => {
    if (!(press.target instanceof Element)) return;
    if (press.target.closest('#commands-button')) press.preventDefault();
    else if (!press.target.closest('#commands')) show([]);
  });

  return {
    get isOpen() {
      return list.isOpen;
    },
    get selected() {
      return list.selected?.dataset.command;
    },
    open(typed) {
      const { commands, chatCommands } = store.state.bot;
      const own = chatCommands[String(store.active?.persona.id)] ?? commands;
      const found = own.filter(({ command }) => `/${command}`.startsWith(typed.toLowerCase()));
      // `/tag` typed out means that command, even where `/tags` stands before it.
      const exact = found.findIndex(({ command }) => `/${command}` === typed);
      show(found.map(row), Math.max(0, exact));
    },
    close: () => show([]),
    move: list.move,
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
