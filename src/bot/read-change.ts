import type { Preferences } from '../delivery/ports/preferences.ts';
import type { ButtonData } from '../telegram/callback-data.ts';
import { zoneNamed } from './time-zones/zones.ts';

export type Setting = Extract<ButtonData, { action: 'set' }>['setting'];

const PAUSE_MS = 7 * 24 * 3_600_000;
const HOUR = /^(?:\d|1\d|2[0-3])$/;
const WEEKDAY = /^[1-7]$/;
const HOURS = /^(\d|1\d|2[0-3])-(\d|1\d|2[0-3])$/;

/** What a button of the settings changes; `undefined` for a value that no button of ours has. */
export function readChange(setting: Setting, value: string, now: Date): Partial<Preferences> | undefined {
  switch (setting) {
    case 'zone':
      return zoneNamed(value) === undefined ? undefined : { timezone: value };
    case 'digestHour':
      return HOUR.test(value) ? { digestHour: Number(value) } : undefined;
    case 'digestWeekday':
      return WEEKDAY.test(value) ? { digestWeekday: Number(value) } : undefined;
    case 'quiet':
      return readQuietHours(value);
    case 'silent':
      return isSwitch(value) ? { silent: value === 'on' } : undefined;
    case 'form':
      return value === 'rich' || value === 'classic' ? { readingForm: value } : undefined;
    case 'pause':
      if (value === 'week') return { pausedUntil: new Date(now.getTime() + PAUSE_MS) };
      return value === 'off' ? { pausedUntil: undefined } : undefined;
  }
}

function readQuietHours(value: string): Partial<Preferences> | undefined {
  if (value === 'off') return { quietHours: undefined };
  const hours = HOURS.exec(value);
  if (hours === null || hours[1] === hours[2]) return undefined;
  return { quietHours: { from: Number(hours[1]), until: Number(hours[2]) } };
}

function isSwitch(value: string): boolean {
  return value === 'on' || value === 'off';
}
