import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ids, searchIn } from './search-in.ts';

describe('findArticles', () => {
  it('weighs title over tags over description over body', () => {
    const search = searchIn({
      body: { body: 'caching' },
      description: { description: 'caching' },
      tags: { tags: ['caching'] },
      title: { title: 'caching' },
      other: { title: 'else' },
      another: { title: 'more' },
      third: { title: 'still more' },
      fourth: { title: 'and more' },
      fifth: { title: 'again more' },
    });
    expect(ids(search('caching'))).toEqual(['title', 'tags', 'description', 'body']);
  });

  it.each([
    ['c++', ['cpp']],
    ['C#', ['csharp']],
    ['.net', ['csharp', 'asp']],
    ['node:fs', ['files']],
    ['nodejs', ['files']],
    ['Array.prototype.map', ['files']],
    ['pg_dump', ['backup']],
    ['pg dump', ['backup']],
    ['front-end', ['css']],
    ['Елка', ['tree']],
    ['ЁЛКА', ['tree']],
    ['cafe', ['coffee']],
    ['e\u0301cole', ['coffee']],
    ['ｃａｆé', ['coffee']],
    ['数据库', ['chinese']],
    ['库', ['chinese']],
    ['データ', ['japanese']],
    ['kuber', ['k8s']],
    ['docker kuber', ['k8s']],
  ])('%s finds %j', (query, expected) => {
    const search = searchIn({
      cpp: { title: 'Modern C++' },
      csharp: { title: 'C# on .NET' },
      asp: { body: 'Hosting ASP.NET here' },
      c: { title: 'Pointers in C' },
      files: { title: 'Node.js', body: 'Use node:fs, then Array.prototype.map' },
      backup: { body: 'Run pg_dump every night' },
      css: { title: 'Frontend', body: 'css' },
      tree: { title: 'Ёлка' },
      coffee: { title: 'Café', body: 'école' },
      chinese: { title: '关于数据库' },
      japanese: { body: 'これはデータです' },
      k8s: { title: 'Docker and Kubernetes' },
    });
    expect(ids(search(query)).toSorted()).toEqual(expected.toSorted());
    expect(search(query).match).toBe('all');
  });

  it('puts the whole word before words that begin with it', () => {
    const search = searchIn({ google: { title: 'Google google' }, go: { title: 'Learning Go' }, x: {}, y: {}, z: {} });
    expect(ids(search('go'))).toEqual(['go', 'google']);
  });

  it('asks for every word, and says so when it had to settle for some', () => {
    const search = searchIn({ both: { title: 'Redis queue' }, redis: { title: 'Redis' }, queue: { title: 'Queue' } });
    expect(search('redis queue')).toMatchObject({ total: 1, complete: 1, match: 'all' });
    expect(search('redis elephant')).toMatchObject({ total: 2, match: 'any', words: ['redis', 'elephant'] });
    expect(search('elephant')).toMatchObject({ total: 0, match: 'none', hits: [] });
    expect(search('?!')).toMatchObject({ total: 0, match: 'none', words: [] });
  });

  it('lists equals newest first, undated last, and pages without repeating', () => {
    const search = searchIn({
      undated: { title: 'Go' },
      old: { title: 'Go', day: '2019-01-01' },
      new: { title: 'Go', day: '2025-01-01' },
    });
    expect(ids(search('go'))).toEqual(['new', 'old', 'undated']);
    const pages = [0, 1, 2, 3].map((offset) => search('go', { limit: 1, offset }));
    expect(pages.flatMap(ids)).toEqual(['new', 'old', 'undated']);
    expect(pages.map((page) => page.total)).toEqual([3, 3, 3, 3]);
  });

  it('shows where the words stand', () => {
    const search = searchIn({ one: { title: 'Queues', description: 'About waiting.', body: 'A queue that waits.' } });
    expect(search('queue waits').hits[0]?.snippet).toEqual([
      { text: 'A ', hit: false },
      { text: 'queue', hit: true },
      { text: ' that ', hit: false },
      { text: 'waits', hit: true },
      { text: '.', hit: false },
    ]);
  });

  it('looks for what was meant when it does not know a word, and says so', () => {
    const search = searchIn({
      k8s: { title: 'Kubernetes in production' },
      redis: { title: 'Redis' },
      kafka: { title: 'Kafka' },
      russian: { title: 'Модульные тесты' },
    });
    const found = (query: string) => [ids(search(query))[0], search(query).suggestion];
    expect(found('kuberentes')).toEqual(['k8s', 'kubernetes']);
    expect(found('kubernetes')).toEqual(['k8s', undefined]);
    expect(found('ubernetes prodution')).toEqual(['k8s', 'kubernetes production']);
    expect(found('кафка')).toEqual(['kafka', 'kafka']);
    expect(found('rfarf')).toEqual(['kafka', 'kafka']);
    expect(found('ntcns')).toEqual(['russian', 'тесты']);
    expect(search('kuberentes').corrected).toEqual([{ typed: 'kuberentes', used: 'kubernetes' }]);
    expect(search('elephant').corrected).toEqual([]);
  });

  it('never puts a slip before the word itself, a form before the word, or a beginning before a form', () => {
    const search = searchIn({
      exact: { body: 'caching' },
      form: { body: 'caches' },
      slip: { title: 'Catching', tags: ['catching'] },
      other: { body: 'nothing' },
    });
    expect(ids(search('caching')).slice(0, 2)).toEqual(['exact', 'form']);
  });

  it('puts articles with every word before those whose titles have some of them', () => {
    const search = searchIn({
      some: { title: 'Power controls', tags: ['controls'] },
      all: { title: 'Notes', body: 'The power of controls, module by module.' },
      x: {},
    });
    expect(ids(search('power controls module'))).toEqual(['all']);
  });

  it('puts articles with all the tags that were typed before titles with one of them', () => {
    const search = searchIn({
      titled: { title: 'Python and Kafka notes', tags: ['python'], body: 'kafka kafka docker docker' },
      title: { title: 'Docker docker', tags: ['kafka'], body: 'docker python' },
      tagged: { title: 'A quiet deploy', tags: ['Docker', 'Kafka'] },
      x: {},
    });
    expect(ids(search('docker kafka'))[0]).toBe('tagged');
  });

  it('puts articles with the words as typed before those with forms of them', () => {
    const search = searchIn({
      forms: { title: 'Создание страницы', body: 'с помощью страницы, создание' },
      typed: { title: 'Печать', description: 'Создаём страницы с помощью стилей' },
      x: {},
    });
    expect(ids(search('создаём страницы помощью'))[0]).toBe('typed');
  });

  it('takes a slip for likelier than a word spelt in another alphabet that only begins so', () => {
    const search = searchIn({ cloud: { title: 'Deploying to the cloud' }, clown: { body: 'Рыба-клоун' }, x: {} });
    expect(search('deploying clould').suggestion).toBe('deploying cloud');
    expect(search('deploying clould').hits[0]?.id).toBe('cloud');
  });

  it('still finds what was meant when one article has the same slip', () => {
    const search = searchIn({
      slip: { title: 'Questions', body: 'Moddle and its LMS' },
      meant: { title: 'Installing the Moodle LMS' },
      x: {},
    });
    expect(ids(search('Moddle LMS'))).toEqual(['slip', 'meant']);
    expect(ids(search('Moddle'))).toEqual(['slip']);
  });

  it('goes on with a word that is misspelt and not yet whole', () => {
    const search = searchIn({ meant: { title: 'Installation of tools' }, short: { body: 'install tools' }, x: {} });
    expect(ids(search('tools isntall')).toSorted()).toEqual(['meant', 'short']);
  });

  it('knows English words in articles of another language', () => {
    const search = searchIn({
      german: { lang: 'de', title: 'Speicher', body: 'Die Klasse memory und der Begriff memory leak' },
      x: {},
    });
    expect(ids(search('memories'))).toEqual(['german']);
  });

  it('finds the forms of a word', () => {
    const search = searchIn({ ru: { title: 'Настройка контейнеров' }, en: { title: 'Deploying services' }, x: {} });
    expect(ids(search('контейнеры'))).toEqual(['ru']);
    expect(ids(searchIn({ format: { body: 'формат' }, form: { body: 'форма' }, x: {} })('формами'))).toEqual(['form']);
    expect(ids(search('deploy service'))).toEqual(['en']);
  });

  it('goes on with the last word by itself as well as together with the one before', () => {
    const search = searchIn({
      together: { body: 'A background-repeat of its own' },
      apart: { title: 'Background', body: 'How to repeat it' },
    });
    expect(ids(search('background rep'))).toEqual(['apart', 'together']);
  });

  it('takes what a word begins for no less sure when forms of what is typed are known', () => {
    const search = searchIn({
      form: { body: 'cache' },
      longer: { body: 'cachet' },
      x: {},
      y: {},
    });
    const [one, other] = search('cach').hits;
    expect(one?.score).toBe(other?.score);
  });

  it('finds words run together and apart', () => {
    const search = searchIn({
      apart: { title: 'Front end tips' },
      together: { title: 'Working with OpenSSL' },
      name: { body: 'call useEffect here' },
      x: {},
    });
    expect(ids(search('frontend'))[0]).toBe('apart');
    expect(ids(search('open ssl'))[0]).toBe('together');
    expect(ids(search('use effect'))[0]).toBe('name');
  });

  it('takes a phrase apart that no article has, and says so', () => {
    const search = searchIn({ one: { title: 'Driven by events' }, two: { title: 'Nothing else' } });
    expect(search('"events driven"')).toMatchObject({ unquoted: true, match: 'all', total: 1 });
    for (const query of ['"driven by"', 'events driven', '"zebra"']) {
      expect(search(query), query).not.toHaveProperty('unquoted');
    }
  });

  it('understands phrases, exclusions and filters', () => {
    const search = searchIn({
      phrase: { title: 'Event driven design', tags: ['Architecture'], day: '2025-03-01', lang: 'en' },
      apart: { title: 'Driven by an event', day: '2024-03-01', lang: 'ru' },
    });
    expect(ids(search('"event driven"'))).toEqual(['phrase']);
    expect(ids(search('event -design'))).toEqual(['apart']);
    expect(ids(search('#architecture'))).toEqual(['phrase']);
    expect(ids(search('event tag:Architecture'))).toEqual(['phrase']);
    expect(ids(search('event year:2024'))).toEqual(['apart']);
    expect(ids(search('driven lang:ru'))).toEqual(['apart']);
    expect(search('year:2024')).toMatchObject({ total: 1, match: 'all', words: [], filters: [{ kind: 'year' }] });
    expect(search('"driven event"')).toMatchObject({ total: 2, match: 'all' });
  });

  it('does not claim to have found a name whose signs no article has', () => {
    const search = searchIn({
      c: { title: 'Pointers in C' },
      objective: { title: 'Objective C' },
      plus: { body: 'google+' },
    });
    expect(search('c++')).toMatchObject({ match: 'none', corrected: [] });
    expect(search('objective#')).toMatchObject({ match: 'any', complete: 0 });
    expect(search('google+')).toMatchObject({ match: 'all', complete: 1 });
  });

  it('takes no short word for one that begins with another letter', () => {
    const search = searchIn({ wish: { title: 'A wish for Docker' }, x: {} });
    expect(search('fish docker')).toMatchObject({ match: 'any', corrected: [] });
  });

  it('goes by the language an article is in when none says its own', () => {
    const english = 'This is the text that you get with it, and it is not of that kind for the most part.';
    const search = searchIn({ en: { body: english }, ru: { title: 'Заметка', body: 'Просто текст о разном' } });
    expect(ids(search('lang:en text'))).toEqual(['en']);
    expect(ids(search('lang:ru'))).toEqual(['ru']);
  });

  it('guesses tags that have much in common with a word', () => {
    const search = searchIn({ kafka: { title: 'Streams', tags: ['Kafka', 'Java'] }, x: {} });
    expect(search('xkafkaesque').guesses?.tags.map(({ name }) => name)).toEqual(['Kafka']);
  });

  it('guesses when nothing fits, and keeps guesses apart from hits', () => {
    const search = searchIn({ k8s: { title: 'Kubernetes', tags: ['kubernetes'] }, redis: { title: 'Redis' } });
    const result = search('cybernetics');
    expect(result).toMatchObject({ total: 0, match: 'none', hits: [] });
    expect(result.guesses?.articles).toEqual(['k8s']);
    expect(search('redis').guesses).toBeUndefined();
  });

  it('finds a title made of small words', () => {
    const filler = 'to be in it or not is for you to see';
    const search = searchIn({
      a: { title: 'Not to be missed', body: filler },
      hamlet: { title: 'To be or not to be', body: filler },
      b: { title: 'Or else', body: filler },
    });
    expect(ids(search('to be or not to be'))[0]).toBe('hamlet');
  });

  it('puts first the title that is the query, whatever else holds its words', () => {
    const titles = ['Node.js 1.10.0', 'Node.js 11.0.0', 'Node.js 1.1.0', 'Node.js 10.1.0', 'Node.js 0.11.0'];
    const search = searchIn(Object.fromEntries(titles.map((title) => [title, { title, body: titles.join(' ') }])));
    for (const title of titles) expect(ids(search(title))[0]).toBe(title);
  });

  it('answers whatever a person types', () => {
    const search = searchIn({ one: { title: 'NEAR AND OR NOT', tags: ['a:b'], body: '"quoted" c++ 数据库 مرحبا' } });
    const signs = fc.constantFrom('"', '*', 'NEAR(', '-', 'AND', 'OR', 'NOT', 'title:', '(', ')', '^', '+', '\u0000');
    const halves = fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)) });
    const text = fc.oneof(
      halves,
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.array(fc.oneof(signs, fc.string({ unit: 'grapheme', maxLength: 5 }))).map((parts) => parts.join(' ')),
      fc.string({ unit: 'binary', minLength: 3_900, maxLength: 4_096 }),
    );
    fc.assert(
      fc.property(text, (typed) => {
        const result = search(typed);
        expect(result.words.length).toBeLessThanOrEqual(16);
        expect(result.match === 'none').toBe(result.total === 0);
      }),
      { numRuns: 300 },
    );
  });

  it('finds an article by any word of its title', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (title) => {
        const search = searchIn({ one: { title } });
        const { words } = search(title);
        for (const word of words) expect(search(word), word).toMatchObject({ total: 1, match: 'all' });
      }),
      { numRuns: 50 },
    );
  });
});
