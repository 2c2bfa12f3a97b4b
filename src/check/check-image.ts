import type { FoundPicture, PictureProblem } from '../reading/find-pictures.ts';
import { isPhoto } from '../render/photo.ts';
import { hasScheme, isTemplate, pathOf, shorten } from './addresses.ts';
import type { Found } from './finding.ts';
import type { SiteFiles } from './site-files.ts';

export interface ImageSurroundings {
  readonly files: SiteFiles;
  /** Whether the article has an address, so that a picture that is not sent is at least linked. */
  readonly hasSite: boolean;
}

/** What is wrong with a picture, given what the reader's side has found at its address. */
export async function checkImage(
  url: string,
  found: FoundPicture | undefined,
  { files, hasSite }: ImageSurroundings,
): Promise<Found | undefined> {
  if (isTemplate(url)) return undefined;
  const instead = hasSite || hasScheme(url) ? 'a link' : 'its name only';
  if (found === undefined || found.kind !== 'none') {
    const isShown = found?.kind !== 'url' || isPhoto(found) || !/\.svgz?(?:[?#]|$)/i.test(found.url);
    return isShown ? undefined : unfit(url, 'a link', 'is an SVG, which Telegram does not show', 'Add a PNG of it.');
  }
  const { reason } = found;
  if (reason === 'address') return undefined;
  if (reason === 'outside') return elsewhere(url, instead);
  if (reason !== 'missing') return unfit(url, instead, ...FAULTS[reason]);
  if ((await files.find(pathOf(url))) !== undefined) return elsewhere(url, instead);
  // What begins at the root of a site may come from anywhere there.
  return url.startsWith('/') && hasSite ? elsewhere(url, instead) : missing(url);
}

type Unfit = Exclude<PictureProblem, 'address' | 'missing' | 'outside'>;

const FAULTS: Readonly<Record<Unfit, readonly [what: string, remedy: string]>> = {
  type: ['is no picture that Telegram shows', 'Add it as PNG, JPEG, WebP or GIF.'],
  bytes: ['has more than 10 MiB, the most that Telegram takes', 'Make it smaller.'],
  shape: [
    'is too large or too narrow for Telegram',
    'Keep width and height together under 10,000, and within 20 to 1.',
  ],
};

function unfit(url: string, instead: string, what: string, remedy: string): Found {
  return {
    severity: 'warning',
    rule: 'image-form',
    message: `the picture "${shorten(url)}" ${what}, so readers get ${instead}`,
    remedy,
  };
}

function elsewhere(url: string, instead: string): Found {
  return {
    severity: 'warning',
    rule: 'missing-image',
    message: `the picture "${shorten(url)}" lies outside the content folder, so readers get ${instead}`,
    remedy: 'Keep it beside the article, or write its whole address on the site.',
  };
}

function missing(url: string): Found {
  return {
    severity: 'error',
    rule: 'missing-image',
    message: `the picture "${shorten(url)}" is not there`,
    remedy: 'Put the file there, or correct the path, counted from this file.',
  };
}
