const KEPT_SCHEMES = new Set(['http', 'https', 'mailto', 'tel', 'tg']);

/**
 * The address as it may be kept: with one of the schemes http, https, mailto, tel, tg, or relative. Gives `undefined`
 * for an empty one and for every other scheme, `javascript:` and `data:` among them. `//host/x` becomes https.
 */
export function safeUrl(raw: string): string | undefined {
  // Browsers drop line ends and tabs inside an address, so a scheme must not hide behind them.
  const url = raw.replace(/[\p{Cc}]/gu, '').trim();
  if (url === '') return undefined;
  if (url.startsWith('//')) return `https:${url}`;
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(url.replace(/%0[0-9a-d]/gi, ''))?.[1];
  return scheme === undefined || KEPT_SCHEMES.has(scheme.toLowerCase()) ? url : undefined;
}
