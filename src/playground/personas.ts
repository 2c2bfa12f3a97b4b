import type { Persona } from './chat-protocol.ts';

/** The author of the blog; whoever starts the playground gives this id author rights. */
export const AUTHOR: Persona = {
  id: 1003,
  firstName: 'Ada Lind',
  username: 'ada_lind',
  languageCode: 'en',
  role: 'author',
};

/** Who one can be in the playground. Their ids stay the same, so what a bot remembers of them stays true. */
export const PERSONAS: readonly Persona[] = [
  { id: 1001, firstName: 'Mia Torres', username: 'mia_torres', languageCode: 'en', role: 'reader' },
  { id: 1002, firstName: 'Jonas Weber', username: 'jonas_weber', languageCode: 'de', role: 'reader' },
  AUTHOR,
];
