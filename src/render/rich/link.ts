import type { RichText } from 'grammy/types';
import { anchorName } from './anchors.ts';
import type { Context } from './context.ts';

/** Puts a link around a text. */
type Link = (text: RichText) => RichText;

/** A link, or `undefined` for an address that Telegram would not take. */
export function linkTo(href: string, context: Context): Link | undefined {
  if (href.startsWith('#')) return linkToAnchor(href, context);
  const [, scheme, written = ''] = /^(mailto|tel):([^?]*)/i.exec(href) ?? [];
  if (scheme !== undefined) return linkToPerson(scheme.toLowerCase(), decoded(written).trim());
  return linkToAddress(context.resolveLink(href) ?? href);
}

/** A link to a web address or into Telegram. */
export function linkToAddress(url: string | undefined): Link | undefined {
  return url !== undefined && isLinkable(url) ? (text) => ({ type: 'url', text, url }) : undefined;
}

/** Whether Telegram links it as it stands: http(s) with a dot in the host's name, or one of its own addresses. */
export function isLinkable(url: string): boolean {
  if (!URL.canParse(url)) return false;
  if (/^tg:/i.test(url)) return true;
  // As it is written: for `http://1` JavaScript names a host with dots, and Telegram finds none.
  const host = /^https?:\/\/(?:[^/?#]*@)?(\[[^\]]*\]|[^/?#:]*)/i.exec(url)?.[1] ?? '';
  return host.startsWith('[') || /^[^\s"<>]*\.[^\s"<>]*$/.test(host);
}

function linkToAnchor(href: string, context: Context): Link | undefined {
  const name = anchorName(href, context.anchors.defined);
  if (context.anchors.defined.has(name)) return (text) => ({ type: 'anchor_link', text, anchor_name: name });
  // As in a browser, nothing and "top" mean the beginning; for Telegram it is the anchor without a name.
  const page = context.pageOf(name) ?? (name === '' || name === 'top' ? 1 : undefined);
  if (page === undefined) return undefined;
  if (page !== context.page) return linkToAddress(context.pageLink(page));
  return name === '' || name === 'top' ? (text) => ({ type: 'anchor_link', text, anchor_name: '' }) : undefined;
}

function linkToPerson(scheme: string, written: string): Link | undefined {
  if (scheme === 'mailto') {
    return /^[^\s@,]+@[^\s@,]+\.[^\s@,]+$/.test(written)
      ? (text) => ({ type: 'email_address', text, email_address: written })
      : undefined;
  }
  const number = written.replace(/[\s().-]/g, '');
  return /^\+?\d{3,15}$/.test(number) ? (text) => ({ type: 'phone_number', text, phone_number: number }) : undefined;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A stray % is part of the address.
    return text;
  }
}
