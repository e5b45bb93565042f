import type { Section } from '../../policy/document.ts';

/** For links to a section: "data-retention". */
export function sectionAnchor({ title }: Section): string {
  return title
    .toLowerCase()
    .replaceAll("'", '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

/** "8. Data Retention" */
export function sectionTitle({ number, title }: Section): string {
  return `${number}. ${title}`;
}
