import { dropControls } from './plain-line.ts';

/** A file's text and whether some of its bytes were no text. */
export interface DecodedText {
  /** Without byte order mark and control characters; lines end in `\n`. */
  readonly text: string;
  readonly damaged: boolean;
}

/** Reads a file's bytes as UTF-8, or as UTF-16 when a byte order mark says so. */
export function decodeText(bytes: Uint8Array): DecodedText {
  const encoding = encodingOf(bytes);
  // The decoder itself drops the byte order mark of its encoding.
  const raw = new TextDecoder(encoding).decode(bytes);
  const text = dropControls(raw.includes('\r') ? raw.replace(/\r\n?/g, '\n') : raw);
  return { text, damaged: text.includes('\ufffd') };
}

function encodingOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return 'utf-8';
}
