import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Document } from '../../../src/markdown/document.ts';
import type { ClassicOptions } from '../../../src/render/classic/context.ts';
import { renderClassic } from '../../../src/render/classic.ts';
import type { AlbumMessage, OutgoingMessage, TextMessage } from '../../../src/render/message.ts';
import { renderPlain, withoutEntities } from '../../../src/render/plain.ts';
import { arbitraryDocument } from '../arbitrary-document.ts';
import { validateClassic, validatePlain } from '../validate-classic.ts';
import { numberedDocument, numbersIn, numbersOf } from './numbered-document.ts';
import { words } from './shown.ts';

const RUNS = 40;
const CUT_CHARACTER = /^(?:\p{M}|\p{Emoji_Modifier}|\u200D)|\u200D$/u;
const options: fc.Arbitrary<ClassicOptions> = fc.record({
  words: fc.constant(words),
  isRtl: fc.boolean(),
  siteUrl: fc.constantFrom('https://s.te/x', undefined),
  maxPhotos: fc.constantFrom(undefined, 0, 1),
  resolveLink: fc.constant((href: string) => (href === '../other.md' ? 'https://t.me/b?start=a_c' : undefined)),
  resolveImage: fc.constant((url: string) => ({ kind: 'file', path: `/c/${url}` }) as const),
});

describe.each([
  ['classic', renderClassic, validateClassic],
  ['plain', renderPlain, validatePlain],
] as const)('the %s form of any document', (_name, render, validate) => {
  it('holds what Telegram documents, cuts no character, and says every word once and in order', () => {
    fc.assert(
      fc.property(numberedDocument, options, (document, given) => {
        const messages = render(document, given);
        expect(validate(messages)).toEqual([]);
        expect(textsOf(messages).filter((text) => CUT_CHARACTER.test(text))).toEqual([]);
        expectAllSaid(document, messages);
      }),
      { numRuns: RUNS },
    );
  });

  it('holds what Telegram documents for texts in any script', () => {
    fc.assert(
      fc.property(arbitraryDocument({ length: 2 }), options, (document, given) => {
        expect(validate(render(document, given))).toEqual([]);
      }),
      { numRuns: RUNS },
    );
  });
});

describe('a classic message without its entities', () => {
  it('is plain and says the same', () => {
    fc.assert(
      fc.property(numberedDocument, options, (document, given) => {
        const texts = renderClassic(document, given).filter((message) => message.kind === 'text');
        const bare = texts.map(withoutEntities);
        expect(validatePlain(bare)).toEqual([]);
        expect(bare.map(numbersOfText)).toEqual(texts.map(numbersOfText));
      }),
      { numRuns: RUNS },
    );
  });
});

function numbersOfText({ text }: TextMessage): number[] {
  return numbersIn(text.rawText);
}

function expectAllSaid(document: Document, messages: readonly (OutgoingMessage | AlbumMessage)[]): void {
  const said = numbersIn(textsOf(messages).join(''));
  const { words, headers, pictures } = numbersOf(document);
  const others = new Set([...headers, ...pictures]);
  expect(said.filter((number) => !others.has(number))).toEqual(words);
  const anywhere = new Set([...said, ...captionsOf(messages).flatMap(numbersIn)]);
  expect([...others].filter((number) => !anywhere.has(number))).toEqual([]);
}

function textsOf(messages: readonly (OutgoingMessage | AlbumMessage)[]): string[] {
  return messages.flatMap((message) => (message.kind === 'text' ? [message.text.rawText] : []));
}

function captionsOf(messages: readonly (OutgoingMessage | AlbumMessage)[]): string[] {
  return messages.flatMap((message) => {
    if (message.kind === 'text') return [];
    return message.kind === 'photo' ? [message.caption.rawText] : message.photos.map(({ caption }) => caption.rawText);
  });
}
