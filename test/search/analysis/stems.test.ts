import { describe, expect, it } from 'vitest';
import { latinLanguage, stemOf } from '../../../src/search/analysis/stems.ts';

describe('stemOf', () => {
  it.each([
    ['caching', 'cached', 'en'],
    ['policies', 'policy', 'en'],
    ['контейнеров', 'контейнеры', 'en'],
    ['datenbanken', 'datenbank', 'de'],
  ] as const)('%s and %s share a stem', (one, other, latin) => {
    expect(stemOf(one, latin)).toBe(stemOf(other, latin));
  });

  it('leaves alone what has no forms', () => {
    for (const word of ['v18', '数据', 'c++', 'ab', '']) expect(stemOf(word, 'en')).toBe(word);
  });
});

describe('latinLanguage', () => {
  it('is what the article says, else what its small words tell, else English', () => {
    const german = 'Der Hund und die Katze sind nicht mit dem Auto auf der Straße, und das ist ein Glück für die Maus.';
    expect(latinLanguage('fr-CA', german)).toBe('fr');
    expect(latinLanguage(undefined, german)).toBe('de');
    expect(latinLanguage('xx', 'int de x = 1')).toBe('en');
  });
});
