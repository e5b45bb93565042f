/** How what the desk alone sees is made; of the rest src/api/figure-made.ts tells. */

export const todayMade =
  'The full hours of today, against the same hours a week ago. Visits are counted hour by hour here: one that goes on into the next hour is counted in both.';

export const presentMade =
  'Visits with a page that was opened, or reported as still seen, in the last five minutes. A page tells how long it was seen when it is left, so somebody who reads one page for longer is not among them until then.';
