import { byId } from './element.ts';

export interface Suggestions {
  readonly isOpen: boolean;
  /** Shows rows, each a `role=option` with an id; none closes the list. */
  show(rows: readonly HTMLElement[], selected?: number): void;
  /** Adds rows below those shown. */
  add(rows: readonly HTMLElement[]): void;
  close(): void;
  /** Moves the selection; positive is down. */
  move(steps: number): void;
  readonly selected: HTMLElement | undefined;
}

/** A list over the composer. The focus stays in the text field, which names the selected row. */
export function createSuggestions(list: HTMLElement, choose: (row: HTMLElement) => void): Suggestions {
  const field = byId('text');
  let index = 0;

  const rows = () => [...list.children] as HTMLElement[];
  const select = (next: number) => {
    const all = rows();
    index = all.length === 0 ? 0 : (next + all.length) % all.length;
    for (const [at, row] of all.entries()) row.ariaSelected = String(at === index);
    all[index]?.scrollIntoView({ block: 'nearest' });
    field.setAttribute('aria-activedescendant', all[index]?.id ?? '');
    field.setAttribute('aria-controls', list.id);
  };
  const close = () => {
    if (list.hidden) return;
    list.hidden = true;
    field.removeAttribute('aria-activedescendant');
  };

  // The focus stays in the text field.
  list.addEventListener('pointerdown', (press) => press.preventDefault());
  list.addEventListener('click', (click) => {
    const row = (click.target as Element).closest<HTMLElement>('[role="option"]');
    if (row) choose(row);
  });

  return {
    get isOpen() {
      return !list.hidden;
    },
    get selected() {
      return list.hidden ? undefined : rows()[index];
    },
    show(fresh, selected = 0) {
      list.replaceChildren(...fresh);
      if (fresh.length === 0) return close();
      list.hidden = false;
      select(selected);
    },
    add(more) {
      list.append(...more);
      for (const row of more) row.ariaSelected = 'false';
    },
    close,
    move: (steps) => select(index + steps),
  };
}
