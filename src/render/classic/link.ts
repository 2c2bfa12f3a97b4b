import type { Context } from './context.ts';

export interface LinkTarget {
  /** Absent when the text is to stand alone. */
  readonly url?: string;
  /** What must be said after the text because it cannot be linked. */
  readonly suffix: string;
}

/**
 * Where a link leads. Telegram links http(s) and tg addresses only; mail and phone ones it finds by itself in the
 * text, so they are written out there. A place in the same article is known to `resolveLink` only.
 */
export function linkTarget(href: string, text: string, context: Pick<Context, 'resolveLink'>): LinkTarget {
  const address = /^(?:mailto|tel):([^?]*)/i.exec(href)?.[1];
  if (address !== undefined) return { suffix: text.includes(address) ? '' : ` (${address})` };
  const url = context.resolveLink(href) ?? (isAddress(href) ? href : undefined);
  return url === undefined ? { suffix: '' } : { url, suffix: '' };
}

/** Whether Telegram takes it for a link as it stands; `https://` alone is none. */
export function isAddress(href: string): boolean {
  return /^(?:https?|tg):/i.test(href) && URL.canParse(href);
}
