import { badRequest } from '../envelope.ts';
import { type Fields, readFields } from './fields.ts';

const SIDES_LIMIT = 10_000;
const RATIO_LIMIT = 20;
const ZOOM_LIMIT = 24;
// A map is given back with one of these.
const SHOWN_ZOOM = { min: 13, max: 20 };

/** Reads a map's place and size; the bounds are those of TDLib, which the documentation repeats. */
export function readMap(fields: Fields): object {
  const location = readFields(fields.required('location'), 'Location');
  const [latitude, longitude] = [location.number('latitude'), location.number('longitude')];
  if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) throw badRequest('Invalid location specified');
  const [zoom, width, height] = [fields.integer('zoom'), fields.integer('width'), fields.integer('height')];
  const fits = zoom >= 0 && zoom <= ZOOM_LIMIT && width >= 0 && height >= 0 && width + height <= SIDES_LIMIT;
  if (!fits || width > height * RATIO_LIMIT || height > width * RATIO_LIMIT) {
    throw badRequest('Invalid map properties specified');
  }
  const shown = Math.min(Math.max(zoom, SHOWN_ZOOM.min), SHOWN_ZOOM.max);
  return { location: { latitude, longitude }, zoom: shown, width, height };
}
