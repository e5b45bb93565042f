import type { RecordOfProcessing } from './record-of-processing.ts';

const head = [
  'Controller',
  'Purpose',
  'Legal basis',
  'People',
  'Categories of data',
  'Recipients',
  'Transfers and safeguards',
  'Time limits',
  'Lies in',
  'Security measures',
];

/** The record as RFC 4180 has it: a line for each purpose, and one for each table in which nobody can be recognised. */
export function recordAsCsv({ controller, activities, freeOfPersonalData, measures }: RecordOfProcessing): string {
  const who = listed(controller.map(([label, value]) => `${label}: ${value}`));
  const lines = [
    head,
    ...activities.map((activity) => [
      who,
      activity.purpose,
      activity.legalBasis,
      listed(activity.people),
      listed(activity.categories),
      listed(activity.recipients),
      listed(activity.transfers),
      listed(activity.timeLimits),
      listed(activity.tables),
      listed(measures),
    ]),
    ...freeOfPersonalData.map(({ table, why, timeLimit }) => [
      who,
      `No personal data. ${why}`,
      'none needed',
      'nobody',
      'none',
      '',
      '',
      timeLimit,
      table,
      listed(measures),
    ]),
  ];
  return lines.map((line) => `${line.map(cell).join(',')}\r\n`).join('');
}

function listed(values: readonly string[]): string {
  return values.join('\n');
}

function cell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
