import type { Problem } from '../../src/api/answers.ts';
import { mediaType, readBounded } from '../door.ts';

const formType = 'application/x-www-form-urlencoded';
/** Four thousand characters, each as a form writes the longest of them, with room to spare. */
const longestFormBytes = 64 * 1024;

/** Whether a page without a script sent it. */
export function isForm(request: Request): boolean {
  return mediaType(request) === formType;
}

export async function readForm(
  request: Request,
  limitBytes: number = longestFormBytes,
): Promise<URLSearchParams | Problem> {
  const text = await readBounded(request, limitBytes);
  return typeof text === 'string' ? new URLSearchParams(text) : text;
}
