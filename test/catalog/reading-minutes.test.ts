import { describe, expect, it } from 'vitest';
import { estimateReadingMinutes } from '../../src/catalog/reading-minutes.ts';

const words = (word: string, count: number) => `${word} `.repeat(count);

describe('reading minutes', () => {
  it.each<[string, string, string | undefined, number]>([
    ['counts 238 English words a minute', words('word', 2_380), 'en', 10],
    ['takes a text in Latin letters for English', words('word', 2_380), undefined, 10],
    ['counts fewer words of a language with long ones', words('Wort', 1_870), 'de', 10],
    ['reads the language behind a region', words('Wort', 1_870), 'de-AT', 10],
    ['takes a language it has no figure for like English', words('kelime', 2_380), 'kk', 10],
    ['knows Russian by its letters', words('слово', 1_920), undefined, 10],
    ['knows Arabic by its letters', words('كلمة', 1_440), undefined, 10],
    ['knows Hebrew by its letters', words('מילה', 1_950), undefined, 10],
    ['counts the characters of Chinese', '读'.repeat(2_660), 'zh', 10],
    ['counts more characters of Japanese, which writes kana', '読む'.repeat(1_863), undefined, 10],
    ['counts Korean by words, as it writes spaces', words('단어', 2_380), 'ko', 10],
    ['adds up a text in two scripts', words('word', 1_190) + '读'.repeat(1_330), undefined, 10],
    ['says one minute at least', 'Short.', undefined, 1],
    ['says one minute for nothing', '', undefined, 1],
    ['counts neither addresses nor tags', `[a](https://${'x.'.repeat(900)}) <i title="${words('x', 900)}">`, 'en', 1],
  ])('%s', (_name, text, language, minutes) => {
    expect(estimateReadingMinutes(text, language)).toBe(minutes);
  });

  it('makes a guess at a text of book length from its beginning', () => {
    expect(estimateReadingMinutes(words('word', 238_000), 'en')).toBe(1_000);
  });
});
