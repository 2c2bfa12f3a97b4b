const SVG = 'http://www.w3.org/2000/svg';

type Child = Node | string | undefined | false;

interface Attributes {
  readonly class?: string;
  readonly [name: string]: string | boolean | undefined;
}

/**
 * Makes an element with attributes and children; text is always text, never markup. An attribute that is `true` is
 * set empty, one that is `false` or `undefined` is left out.
 */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) made.setAttribute(name, value === true ? '' : value);
  }
  made.append(...children.filter((child) => child !== undefined && child !== false));
  return made;
}

/** An icon from the sheet in `index.html`, hidden from screen readers. */
export function icon(name: string): SVGSVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('class', `icon icon-${name}`);
  svg.setAttribute('aria-hidden', 'true');
  const use = document.createElementNS(SVG, 'use');
  use.setAttribute('href', `#icon-${name}`);
  svg.append(use);
  return svg;
}

/** A round avatar: the initial on one of seven colours that follows from the id. */
export function avatar(id: number, name: string): HTMLSpanElement {
  const [initial = '?'] = name.trim();
  return element('span', { class: `avatar avatar-${Math.abs(id) % 7}`, 'aria-hidden': 'true' }, initial.toUpperCase());
}

/** An element of the page's skeleton. Throws when `index.html` lacks it. */
export function byId(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (!found) throw new Error(`The page has no element #${id}: index.html and its modules differ.`);
  return found;
}
