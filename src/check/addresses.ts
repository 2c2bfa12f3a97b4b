/** Whether an address names its protocol or host, so that nothing on this disk can prove it right or wrong. */
export function hasScheme(url: string): boolean {
  return /^(?:[a-z][a-z\d+.-]*:|\/\/)/i.test(url);
}

/**
 * Whether an address is filled in by a site generator: `{{ site.baseurl }}/a`, `{% link a.md %}`, `${url}`, `@site/a`, `~/a`.
 */
export function isTemplate(url: string): boolean {
  return /\{[{%]|%7B(?:%7B|%25|%)|\{\w|\$\{|<%|^(?:@|~)[\w-]*\//i.test(url);
}

/** The path in an address, as the disk writes it. */
export function pathOf(url: string): string {
  return decode(url.replace(/[?#].*$/s, ''));
}

export function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A lone % is part of the name.
    return text;
  }
}

/** An address for a line of a report. */
export function shorten(url: string): string {
  return url.length > 80 ? `${[...url].slice(0, 79).join('')}…` : url;
}
