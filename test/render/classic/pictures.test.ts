import { describe, expect, it } from 'vitest';
import { asHtml } from '../as-html.ts';
import { render, shown } from './shown.ts';

const onDisk = (url: string) => ({ kind: 'file', path: `/c/${url}` }) as const;
const pictures = (count: number, from = 'https://a.b/') =>
  Array.from({ length: count }, (_, index) => `![p${index + 1}](${from}${index + 1}.png)`).join('\n\n');

describe('pictures', () => {
  it('of the article are photos after their block', () => {
    const source = 'a\n\n![b](b.png)\n\nc ![d](d.jpg) e\n\n![f](f.svg)';
    expect(shown(source, { resolveImage: onDisk })).toEqual(['a', '[photo: b]', 'c 🖼 d e', '[photo: d]', '🖼 f']);
    expect(shown(source, { resolveImage: onDisk, maxPhotos: 1 })).toEqual(['a', '[photo: b]', 'c 🖼 d e\n\n🖼 f']);
  });

  it('that follow one another are albums of up to ten', () => {
    expect(shown(`a\n\n${pictures(3)}\n\nb\n\n![c](https://a.b/c.png)`)).toEqual([
      'a',
      '[album: p1 | p2 | p3]',
      'b',
      '[photo: c]',
    ]);
    const sizes = render(pictures(12)).map((part) => (part.kind === 'album' ? part.photos.length : part.kind));
    expect(sizes).toEqual([10, 2]);
    expect(render(pictures(11)).map((part) => part.kind)).toEqual(['album', 'photo']);
  });

  it('of one paragraph are an album too', () => {
    expect(shown('![a](https://a.b/1.png) ![b](https://a.b/2.png)\n![c](https://a.b/3.png)')).toEqual([
      '[album: a | b | c]',
    ]);
  });

  it('on the web share no album with files, which would suffer from an address that fails', () => {
    const source = `${pictures(2, '')}\n\n${pictures(2)}`;
    expect(shown(source, { resolveImage: onDisk })).toEqual(['[album: p1 | p2]', '[album: p1 | p2]']);
  });

  it('have a text to fall back to, which says where they are', () => {
    const siteUrl = 'https://s.te/x';
    const fallbacks = (source: string) =>
      render(source, { siteUrl, resolveImage: onDisk }).map((part) =>
        part.kind === 'text' || part.fallback === undefined ? undefined : asHtml(part.fallback),
      );
    expect(fallbacks('![a](https://b.c/d.png)')).toEqual(['<a https://b.c/d.png>🖼 a</a>']);
    expect(fallbacks('![](the%20map.png)')).toEqual(['<a https://s.te/x>🖼 the map</a>']);
    expect(fallbacks(pictures(2))).toEqual(['<a https://a.b/1.png>🖼 p1</a>\n<a https://a.b/2.png>🖼 p2</a>']);
  });

  it('of an album can still be sent one by one', () => {
    const [album] = render(pictures(2));
    expect(album?.kind === 'album' && album.photos.map(({ fallback }) => fallback && asHtml(fallback))).toEqual([
      '<a https://a.b/1.png>🖼 p1</a>',
      '<a https://a.b/2.png>🖼 p2</a>',
    ]);
  });

  it('with more words than a caption takes are named above in full', () => {
    const alt = 'word '.repeat(300).trim();
    const [text, photo] = render(`![${alt}](https://a.b/c.png)`);
    expect(text?.kind === 'text' && text.text.rawText).toBe(`🖼 ${alt}`);
    expect(photo?.kind === 'photo' && photo.caption.rawText).toMatch(/^word .{1,396}…$/);
    const [album] = render(pictures(10).replaceAll(/p\d+/g, 'w'.repeat(400)));
    expect(album?.kind === 'album' && album.fallback?.rawText.length).toBeLessThanOrEqual(4_096);
  });

  it('that Telegram takes for no photo lead to the site when they have no address', () => {
    expect(shown('![a](d.svg)', { siteUrl: 'https://s.te/x' })).toEqual(['<a https://s.te/x>🖼 a</a>']);
  });

  it('are looked for once, however often they are named', () => {
    let looks = 0;
    render('![a](b.png) '.repeat(50), { resolveImage: () => void looks++ });
    expect(looks).toBe(1);
  });
});
