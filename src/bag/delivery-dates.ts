/**
 * When an order placed on a given day can arrive. Carriers count working days,
 * Monday to Friday; public holidays differ by country and are not counted, so
 * these are days to expect and not to promise.
 */
export interface DeliveryDates {
  readonly from: Date;
  readonly to: Date;
}

/** A piece from stock leaves on the next working day. */
const workingDaysToLeave = 1;

/** `madeToOrderWeeks`: the longest of the pieces, as an order leaves whole; 0 when all are in stock. */
export function deliveryDates(
  today: Date,
  days: { readonly daysFrom: number; readonly daysTo: number },
  madeToOrderWeeks: number,
): DeliveryDates {
  const made = new Date(today.getFullYear(), today.getMonth(), today.getDate() + madeToOrderWeeks * 7);
  const leaves = addWorkingDays(made, workingDaysToLeave);
  return { from: addWorkingDays(leaves, days.daysFrom), to: addWorkingDays(leaves, days.daysTo) };
}

function addWorkingDays(from: Date, workingDays: number): Date {
  const date = new Date(from);
  for (let left = workingDays; left > 0; ) {
    date.setDate(date.getDate() + 1);
    if (date.getDay() !== 0 && date.getDay() !== 6) left -= 1;
  }
  return date;
}
