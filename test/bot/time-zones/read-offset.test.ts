import { expect, it } from 'vitest';
import { readOffset } from '../../../src/bot/time-zones/read-offset.ts';

const now = new Date('2025-07-01T12:03:00Z');

it.each([
  ['UTC+3', 180],
  ['gmt -5', 1140],
  ['+05:45', 345],
  ['-0930', 870],
  ['UTC−3:30', 1230],
  ['+14', 840],
  ['14:05', 120],
  ['14.01', 120],
  ['2:05 pm', 120],
  ['12:05 a.m.', 720],
  ['00:03', 720],
  ['17:48', 345],
])('reads %j', (text, expected) => {
  expect(readOffset(text, now)).toBe(expected);
});

it.each(['', 'UTC', '14', '25:00', '14:60', '+15', 'Berlin', '3', '14:05 o’clock in Berlin'])(
  'finds no time in %j',
  (text) => {
    expect(readOffset(text, now)).toBeUndefined();
  },
);
