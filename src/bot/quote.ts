const QUOTED_LENGTH = 60;

/** What a person typed, fit to be quoted back in a sentence: one line of at most 60 characters. */
export function quote(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  const characters = [...new Intl.Segmenter().segment(line)].map(({ segment }) => segment);
  return characters.length <= QUOTED_LENGTH ? line : `${characters.slice(0, QUOTED_LENGTH - 1).join('')}…`;
}
