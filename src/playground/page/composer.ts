import type { InlineChoice } from '../chat-protocol.ts';
import type { Actions } from './actions.ts';
import { createCommandMenu } from './command-menu.ts';
import { byId } from './element.ts';
import { createInlineResults } from './inline-results.ts';
import type { Store } from './store.ts';

export interface Composer {
  /** Puts a text into the field, for the person to go on with. */
  write(text: string): void;
}

/** The place to write in; START instead while a chat is empty, UNBLOCK while the bot is blocked. */
export function showComposer(store: Store, actions: Actions): Composer {
  const form = byId('composer') as HTMLFormElement;
  const field = byId('text') as HTMLTextAreaElement;
  const drafts = new Map<number, string>();
  let writingIn: number | undefined;

  const commands = createCommandMenu(store, (command) => void send(command));
  const results = createInlineResults(store, {
    choose: (choice) => void choose(choice),
    start: (parameter) => void send(`/start ${parameter}`),
  });

  const setText = (text: string) => {
    field.value = text;
    refit();
  };
  const refit = () => {
    field.style.height = 'auto';
    // While it is hidden it has no height to measure.
    if (field.scrollHeight > 0) field.style.height = `${field.scrollHeight}px`;
    form.classList.toggle('has-text', field.value.trim() !== '');
    if (/^\/\S*$/.test(field.value)) commands.open(field.value);
    else commands.close();
    results.follow(field.value);
  };
  async function send(text: string) {
    if (text.trim() === '') return;
    setText('');
    commands.close();
    const sent = await actions.send(text);
    if (!sent && field.value === '') setText(text);
  }

  async function choose(choice: InlineChoice) {
    const text = field.value;
    setText('');
    const sent = await actions.choose(choice);
    if (!sent && field.value === '') setText(text);
  }

  form.addEventListener('submit', (submit) => {
    submit.preventDefault();
    void send(field.value);
  });
  field.addEventListener('input', refit);
  field.addEventListener('blur', () => commands.close());
  byId('commands-button').addEventListener('click', () => {
    if (commands.isOpen) return commands.close();
    // On a phone the focus would bring up the keyboard over the list.
    if (!matchMedia('(pointer: coarse)').matches) field.focus();
    commands.open('/');
  });
  field.addEventListener('keydown', (press) => {
    const steps = { ArrowDown: 1, ArrowUp: -1 }[press.key];
    if (press.isComposing) return;
    const list = results.isOpen ? results : commands;
    if (list.isOpen && steps !== undefined) list.move(steps);
    else if (list.isOpen && press.key === 'Escape') list.close();
    else if (commands.selected && press.key === 'Tab') setText(`${commands.selected} `);
    else if (results.isOpen && press.key === 'Enter') results.takeSelected();
    else if (press.key === 'Enter' && !press.shiftKey) void send(commands.selected ?? field.value);
    else return;
    press.preventDefault();
  });

  byId('start').addEventListener('click', () => void actions.send('/start'));
  byId('unblock').addEventListener('click', () => void actions.setBlocked(false));

  store.subscribe(({ type }) => {
    const chat = store.active;
    const empty = chat !== undefined && chat.messages.length === 0;
    const pressed = document.activeElement?.closest('.panel') ?? undefined;
    byId('start-panel').hidden = chat === undefined || chat.blocked || !empty;
    byId('unblock-panel').hidden = !chat?.blocked;
    form.hidden = chat === undefined || chat.blocked || empty;
    // A focused button that goes away hands the focus on, else the keyboard would be nowhere.
    if (pressed && !form.hidden) field.focus();
    byId('about').hidden = !empty;
    byId('about-text').textContent = store.state.bot.description || store.state.bot.shortDescription;
    if (type !== 'opened' || writingIn === chat?.persona.id) return;
    if (writingIn !== undefined) drafts.set(writingIn, field.value);
    writingIn = chat?.persona.id;
    setText(writingIn === undefined ? '' : (drafts.get(writingIn) ?? ''));
  });

  return {
    write(text) {
      setText(text);
      field.focus();
      field.setSelectionRange(text.length, text.length);
    },
  };
}
