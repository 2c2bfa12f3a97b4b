import { type Snapshot, spreadOf } from '../terms/snapshot.ts';
import { type Alternative, alternatives } from './alternative.ts';

// Shorter words share their beginnings with too many others.
const CYRILLIC_WORD = /^[а-я]{6,}$/;
const LONGEST_ENDING = 2;
const ENDINGS = new Set([
  '',
  ...'а я о е и ы у ю ь й ой ей ом ем ам ям ах ях ов ев ый ий ая яя ое ее ые ие ых их ым им ую юю'.split(' '),
  ...'ью ия ии ию ою ею'.split(' '),
]);

/** The terms that some article has of a word and its forms, itself first. */
export function knownForms(snapshot: Snapshot, term: string): Alternative[] {
  const found = exactTerm(snapshot, term);
  for (const form of wordForms(snapshot, term)) {
    if (spreadOf(snapshot, form.id) > 0 && !found.some(({ id }) => id === form.id)) found.push(form);
  }
  return found;
}

/** The word itself, if some article has it. */
export function exactTerm(snapshot: Snapshot, term: string): Alternative[] {
  const id = snapshot.dictionary.find(term);
  return spreadOf(snapshot, id) > 0 ? alternatives([id], 'exact') : [];
}

/** The terms that are forms of a word, likelier ones first; a term may come twice. */
export function wordForms(
  { dictionary, vocabulary }: Pick<Snapshot, 'dictionary' | 'vocabulary'>,
  term: string,
): Alternative[] {
  const forms = alternatives(vocabulary.sharingStem(term), 'form');
  if (!CYRILLIC_WORD.test(term)) return forms;
  // The stemmer takes the ending of a noun for one of a verb at times: `экрана` is `экра` to it, `экране` is `экран`.
  const begun = vocabulary.startingWith(term.slice(0, -LONGEST_ENDING));
  const ids = begun.filter((id) => differInEnding(term, dictionary.term(id)));
  return [...forms, ...alternatives(ids, 'ending')];
}

function differInEnding(one: string, other: string): boolean {
  if (Math.abs(other.length - one.length) > LONGEST_ENDING) return false;
  let same = 0;
  while (same < one.length && one[same] === other[same]) same++;
  for (let at = same; at >= one.length - LONGEST_ENDING; at--) {
    if (ENDINGS.has(one.slice(at)) && ENDINGS.has(other.slice(at))) return true;
  }
  return false;
}

/** Whether any article has a word, or a form of it. */
export function isAnswered(snapshot: Snapshot, term: string): boolean {
  return isKnown(snapshot, term) || knownForms(snapshot, term).length > 0;
}

/** Whether any article has the word as it is. */
export function isKnown(snapshot: Snapshot, term: string): boolean {
  return spreadOf(snapshot, snapshot.dictionary.find(term)) > 0;
}
