/**
 * Zones in the order in which people are likely to look for them: roughly by how many live by them and how well the
 * city is known. The zone database has no such order.
 */
export const WELL_KNOWN: readonly string[] = [
  ...['Europe/London', 'America/New_York', 'Asia/Kolkata', 'Asia/Shanghai', 'Europe/Berlin', 'Europe/Paris'],
  ...['America/Los_Angeles', 'Asia/Tokyo', 'America/Sao_Paulo', 'America/Chicago', 'Europe/Moscow', 'Asia/Jakarta'],
  ...['Africa/Lagos', 'Africa/Cairo', 'America/Mexico_City', 'Europe/Istanbul', 'Asia/Singapore', 'Asia/Karachi'],
  ...['Asia/Dhaka', 'Australia/Sydney', 'Africa/Johannesburg', 'Europe/Madrid', 'Europe/Rome', 'Asia/Dubai'],
  ...['America/Toronto', 'Asia/Seoul', 'Asia/Hong_Kong', 'Asia/Manila', 'Asia/Bangkok', 'Asia/Ho_Chi_Minh'],
  ...['Africa/Nairobi', 'Europe/Kyiv', 'Europe/Warsaw', 'Europe/Amsterdam', 'America/Argentina/Buenos_Aires'],
  ...['America/Bogota', 'America/Lima', 'America/Santiago', 'America/Caracas', 'Asia/Tehran', 'Asia/Riyadh'],
  ...['Asia/Baghdad', 'Asia/Jerusalem', 'Europe/Athens', 'Europe/Helsinki', 'Europe/Bucharest', 'Europe/Lisbon'],
  ...['Europe/Dublin', 'Europe/Stockholm', 'Europe/Vienna', 'Europe/Zurich', 'Europe/Brussels', 'Europe/Prague'],
  ...['Europe/Budapest', 'Europe/Copenhagen', 'Europe/Oslo', 'Europe/Belgrade', 'Europe/Sofia', 'Europe/Minsk'],
  ...['America/Denver', 'America/Phoenix', 'America/Edmonton', 'America/Vancouver', 'America/Halifax'],
  ...['America/Anchorage', 'Pacific/Honolulu', 'America/Panama', 'America/Guatemala', 'America/Puerto_Rico'],
  ...['America/La_Paz', 'America/Manaus', 'America/Havana', 'America/St_Johns', 'America/Nuuk', 'Africa/Casablanca'],
  ...['Africa/Accra', 'Africa/Algiers', 'Africa/Abidjan', 'Africa/Dakar', 'Africa/Tunis', 'Africa/Kinshasa'],
  ...['Africa/Addis_Ababa', 'Africa/Khartoum', 'Asia/Tbilisi', 'Asia/Yerevan', 'Asia/Baku', 'Asia/Almaty'],
  ...['Asia/Tashkent', 'Europe/Samara', 'Asia/Yekaterinburg', 'Asia/Omsk', 'Asia/Novosibirsk', 'Asia/Irkutsk'],
  ...['Asia/Vladivostok', 'Asia/Kamchatka', 'Asia/Colombo', 'Asia/Kathmandu', 'Asia/Yangon', 'Asia/Kabul'],
  ...['Asia/Kuala_Lumpur', 'Asia/Taipei', 'Australia/Perth', 'Australia/Brisbane', 'Australia/Adelaide'],
  ...['Australia/Darwin', 'Pacific/Auckland', 'Pacific/Fiji', 'Pacific/Noumea', 'Pacific/Tongatapu'],
  ...['Pacific/Pago_Pago', 'Pacific/Tahiti', 'Atlantic/Azores', 'Atlantic/Cape_Verde', 'Atlantic/Reykjavik'],
];

/** What people call countries besides their names in the zone database and in the platform's. */
export const COUNTRY_NICKNAMES: Readonly<Record<string, readonly string[]>> = {
  AE: ['UAE', 'Emirates'],
  BA: ['Bosnia'],
  CD: ['Congo'],
  CI: ['Ivory Coast'],
  CZ: ['Czech Republic'],
  GB: ['UK', 'Great Britain', 'Britain', 'England', 'Scotland', 'Wales', 'Northern Ireland'],
  KR: ['Korea'],
  MM: ['Burma'],
  NL: ['Holland'],
  NZ: ['Aotearoa'],
  RU: ['Russian Federation'],
  TR: ['Turkey'],
  US: ['USA', 'America', 'United States of America'],
};
