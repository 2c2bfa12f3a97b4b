import { byId } from './element.ts';
import { remember, remembered } from './remembered.ts';

const THEME = 'playground.theme';

/** Lets a person choose between light, dark and what their system says. */
export function offerThemes(): void {
  const choices = [...byId('themes').querySelectorAll<HTMLElement>('[data-theme]')];
  const apply = (theme: string | undefined) => {
    document.documentElement.dataset.theme = theme;
    for (const choice of choices) choice.ariaChecked = String(choice.dataset.theme === theme);
  };
  for (const choice of choices) {
    choice.addEventListener('click', () => {
      apply(choice.dataset.theme);
      remember(THEME, choice.dataset.theme);
    });
  }
  apply(remembered(THEME, 'auto'));
}
