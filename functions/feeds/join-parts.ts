/**
 * A feed whole, of the files that the build wrote it into (src/feeds/feed.ts), one held at a time. A part that is
 * missing breaks it off: half a feed would say that the other half is sold no more.
 *
 * @param first the text of the first part
 * @param readPart the text of another, by its number; undefined where there is none
 * @param write what becomes of each
 */
export function joinParts(
  first: string,
  readPart: (part: number) => Promise<string | undefined>,
  write: (text: string) => string,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let text: string | undefined = first;
  let part = 1;
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      if (part > 1) text = await readPart(part);
      if (text === undefined) throw new Error(`A feed has no part ${part}.`);
      controller.enqueue(encoder.encode(write(text)));
      if (text.trimEnd().endsWith('</rss>')) controller.close();
      part += 1;
    },
  });
}
