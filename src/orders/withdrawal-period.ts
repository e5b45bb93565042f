import { isWorkingDay } from './public-holidays.ts';

/** Directive 2011/83/EU, Art. 9(1). In the United Kingdom the same, and the house keeps to it everywhere. */
export const withdrawalDays = 14;

const dayMilliseconds = 24 * 60 * 60_000;

/**
 * Where a country has several clocks: the earliest, in which a day has begun, and the latest, in which it has not
 * ended. Whoever lives between them is never told that their day is over before it is.
 */
const zonesOf: Readonly<Record<string, readonly [earliest: string, latest: string]>> = {
  AU: ['Australia/Sydney', 'Australia/Perth'],
  CA: ['America/St_Johns', 'America/Vancouver'],
  CN: ['Asia/Shanghai', 'Asia/Urumqi'],
  CY: ['Asia/Nicosia', 'Asia/Nicosia'],
  ES: ['Europe/Madrid', 'Atlantic/Canary'],
  NZ: ['Pacific/Chatham', 'Pacific/Auckland'],
  PT: ['Europe/Lisbon', 'Atlantic/Azores'],
  US: ['America/New_York', 'Pacific/Honolulu'],
};

const zoneOf: Readonly<Record<string, string>> = {
  AE: 'Asia/Dubai',
  AT: 'Europe/Vienna',
  BE: 'Europe/Brussels',
  BG: 'Europe/Sofia',
  BH: 'Asia/Bahrain',
  CH: 'Europe/Zurich',
  CZ: 'Europe/Prague',
  DE: 'Europe/Berlin',
  DK: 'Europe/Copenhagen',
  EE: 'Europe/Tallinn',
  FI: 'Europe/Helsinki',
  FR: 'Europe/Paris',
  GB: 'Europe/London',
  GR: 'Europe/Athens',
  HK: 'Asia/Hong_Kong',
  HR: 'Europe/Zagreb',
  HU: 'Europe/Budapest',
  IE: 'Europe/Dublin',
  IS: 'Atlantic/Reykjavik',
  IT: 'Europe/Rome',
  JP: 'Asia/Tokyo',
  KR: 'Asia/Seoul',
  KW: 'Asia/Kuwait',
  LI: 'Europe/Vaduz',
  LT: 'Europe/Vilnius',
  LU: 'Europe/Luxembourg',
  LV: 'Europe/Riga',
  MC: 'Europe/Monaco',
  MO: 'Asia/Macau',
  MT: 'Europe/Malta',
  NL: 'Europe/Amsterdam',
  NO: 'Europe/Oslo',
  OM: 'Asia/Muscat',
  PL: 'Europe/Warsaw',
  QA: 'Asia/Qatar',
  RO: 'Europe/Bucharest',
  SA: 'Asia/Riyadh',
  SE: 'Europe/Stockholm',
  SG: 'Asia/Singapore',
  SI: 'Europe/Ljubljana',
  SK: 'Europe/Bratislava',
  TW: 'Asia/Taipei',
};

/** Of a country that the house delivers to no more: the first and the last clock on earth. */
const anywhere = ['Pacific/Kiritimati', 'Etc/GMT+12'] as const;

export interface WithdrawalEnd {
  /** The first instant that is too late, milliseconds since the epoch. */
  readonly at: number;
  /** The last day, as the shopper's calendar has it: `2026-12-10`. */
  readonly lastDay: string;
}

/**
 * Until when an order can be withdrawn from. The day of the delivery is not counted, the last day is whole, both by
 * the shopper's clock; where the last is a Saturday, a Sunday or a public holiday, the next working day is.
 *
 * @param deliveredAt when the last parcel arrived, milliseconds since the epoch
 * @param country ISO 3166-1 alpha-2, of the delivery
 */
export function withdrawalEnd(deliveredAt: number, country: string): WithdrawalEnd {
  const [earliest, latest] = zonesFor(country);
  let day = dayIn(earliest, deliveredAt) + withdrawalDays * dayMilliseconds;
  while (!isWorkingDay(day)) day += dayMilliseconds;
  return { at: midnightIn(latest, day + dayMilliseconds), lastDay: new Date(day).toISOString().slice(0, 10) };
}

export function hasZone(country: string): boolean {
  return country in zonesOf || country in zoneOf;
}

function zonesFor(country: string): readonly [earliest: string, latest: string] {
  const zone = zoneOf[country];
  return zonesOf[country] ?? (zone ? [zone, zone] : anywhere);
}

/** The date that the clock there shows, as midnight of it in UTC. */
function dayIn(zone: string, instant: number): number {
  const shown = shownIn(zone, instant);
  return shown - (shown % dayMilliseconds);
}

/** The instant at which that date begins there. Where a clock is put forward over midnight, the first one after it. */
function midnightIn(zone: string, day: number): number {
  const guess = day - (shownIn(zone, day) - day);
  return guess - (shownIn(zone, guess) - day);
}

/** What the clock there shows at an instant, read as if it were UTC. */
function shownIn(zone: string, instant: number): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(instant);
  const of = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((part) => part.type === type)?.value);
  return Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'));
}
