/** The name of a day's secret in the bucket. @param day YYYY-MM-DD */
export function secretName(day: string): string {
  return day;
}
