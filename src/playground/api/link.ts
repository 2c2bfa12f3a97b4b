import { DEEP_LINK_LIMIT } from '../../telegram/limits.ts';

const START_LINK = /^(?:https?:\/\/)?(?:t\.me|telegram\.me)\/\w+\?(?:.*&)?start=(?<payload>[^&#]*)/i;
const START_PAYLOAD = new RegExp(`^[A-Za-z0-9_-]{1,${DEEP_LINK_LIMIT}}$`);

/**
 * What Telegram finds wrong with an address in a button or a link; `undefined` when nothing. An address without a
 * protocol is taken as http, and a host needs a dot, so `localhost` is refused (`check_link_impl` of TDLib). Beyond
 * Telegram, links that start a bot are looked into: with a wrong parameter they go out and then open nothing.
 */
export function checkLink(link: string): string | undefined {
  if (/^(tg|ton|tonsite):/i.test(link)) {
    const host = /^[a-z]+:(?:\/\/)?([^/?#]*)/i.exec(link)?.[1] ?? '';
    return /^[A-Za-z0-9_.-]+$/.test(host) ? undefined : 'Unallowed characters in URL host';
  }
  const payload = START_LINK.exec(link)?.groups?.payload;
  if (payload !== undefined && !START_PAYLOAD.test(payload)) {
    return `a start parameter has 1-${DEEP_LINK_LIMIT} characters of A-Z, a-z, 0-9, _ and -`;
  }
  const protocol = /^([^:/?#]*):\/\//.exec(link)?.[1]?.toLowerCase();
  if (protocol !== undefined && protocol !== 'http' && protocol !== 'https') return 'Unsupported URL protocol';
  const address = protocol === undefined ? link : link.slice(protocol.length + 3);
  const authority = /^[^/?#]*/.exec(address)?.[0] ?? '';
  const host = authority.slice(authority.lastIndexOf('@') + 1);
  if (host.startsWith('['))
    return /^\[[0-9a-f:.]+\](:\d+)?$/i.test(host) ? undefined : 'Wrong IPv6 address specified in the URL';
  const [, name = '', port] = /^(.*?)(?::([^:]*))?$/.exec(host) ?? [];
  if (port !== undefined && !(/^\d{1,5}$/.test(port) && Number(port) >= 1 && Number(port) <= 65_535)) {
    return 'Wrong port number specified in the URL';
  }
  if (name === '') return 'URL host is empty';
  if (name === '.' || /[\s\p{Cc}<>"]/u.test(name)) return 'Host is invalid';
  return name.includes('.') ? undefined : 'Wrong HTTP URL';
}
