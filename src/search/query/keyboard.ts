/**
 * Words typed on the wrong keyboard layout (`rfarf` is `кафка` on an English keyboard), and words of one alphabet
 * written with the other (`кафка` is kafka). Only tried for words that the index does not know.
 */
const ENGLISH_KEYS = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`";
const RUSSIAN_KEYS = 'йцукенгшщзхъфывапролджэячсмитьбюё';

const LATIN_OF = new Map<string, string>([
  ...pairs('а=a б=b в=v г=g д=d е=e ж=zh з=z и=i й=y к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=h ц=ts ч=ch ш=sh'),
  ...pairs('щ=sch ъ= ы=y ь= э=e ю=yu я=ya ё=e'),
]);
// Several letters before one, as they are tried in this order.
const CYRILLIC_OF: readonly (readonly [string, string])[] = [
  ...pairs('sch=щ sh=ш ch=ч zh=ж kh=х ts=ц yu=ю ya=я ju=ю ja=я ck=к ph=ф x=кс'),
  ...pairs('a=а b=б c=к d=д e=е f=ф g=г h=х i=и j=й k=к l=л m=м n=н o=о p=п q=к r=р s=с t=т u=у v=в w=в y=й z=з'),
];

function pairs(text: string): (readonly [string, string])[] {
  return text.split(' ').map((pair) => {
    const [from = '', to = ''] = pair.split('=');
    return [from, to] as const;
  });
}

/** The word that the same keys make on the other layout, English or Russian; `undefined` for other signs. */
export function otherLayout(word: string): string | undefined {
  return mapped(word, ENGLISH_KEYS, RUSSIAN_KEYS) ?? mapped(word, RUSSIAN_KEYS, ENGLISH_KEYS);
}

/** Spellings of a word in the other alphabet, likeliest first. */
export function otherAlphabet(word: string): string[] {
  if (/^[а-яё]+$/.test(word)) {
    const latin = [...word].map((letter) => LATIN_OF.get(letter) ?? letter).join('');
    return [
      ...new Set([
        latin,
        latin.replaceAll('dzh', 'j'),
        latin.replaceAll('ks', 'x'),
        latin.replaceAll('k', 'c'),
        latin.replaceAll('v', 'w'),
      ]),
    ];
  }
  if (!/^[a-z]+$/.test(word)) return [];
  return [CYRILLIC_OF.reduce((text, [from, to]) => text.replaceAll(from, to), word)];
}

function mapped(word: string, from: string, to: string): string | undefined {
  let result = '';
  for (const letter of word) {
    const at = from.indexOf(letter);
    if (at < 0) return undefined;
    result += to[at];
  }
  return result;
}
