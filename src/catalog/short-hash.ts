import { hash } from 'node:crypto';

// RFC 4648 base32 in lower case: fits buttons, deep links and addresses, and reads without mixing up O and 0.
const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';

/** The first `length` characters of the SHA-256 of `text` in lower-case base32, five bits each; at most 51. */
export function shortHash(text: string, length: number): string {
  const bytes = hash('sha256', text, 'buffer');
  let value = 0;
  let bits = 0;
  let name = '';
  for (const byte of bytes) {
    value = (value << 8) | byte;
    bits += 8;
    while (bits >= 5 && name.length < length) {
      bits -= 5;
      name += ALPHABET[(value >> bits) & 31];
    }
    value &= (1 << bits) - 1;
  }
  return name;
}

/** SHA-256 of a text in hexadecimal. */
export function contentHash(text: string): string {
  return hash('sha256', text, 'hex');
}
