import type { StaffOrder } from '../../api/staff-orders.ts';

const countries = new Intl.DisplayNames('en', { type: 'region', fallback: 'code' });

/** As on the parcel, a line each; none once name and address are locked away. */
export function addressLines({
  name,
  line1,
  line2,
  city,
  region,
  postcode,
  country,
}: StaffOrder['customer']): string[] {
  const town = [postcode, city, region].filter(Boolean).join(' ');
  return name || line1 ? [name, line1, line2, town, countries.of(country) ?? country].filter(Boolean) : [];
}
