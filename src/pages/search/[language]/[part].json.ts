import type { APIRoute, GetStaticPaths } from 'astro';
import { allPieces, type Piece } from '../../../catalog/read-pieces.ts';
import { smallPhotograph } from '../../../catalog/small-photograph.ts';
import { kindAndChoices, piecesInWords } from '../../../components/describe-piece.ts';
import { languages } from '../../../languages.ts';
import { type IndexPart, type PieceRow, piecesInPart } from '../../../search/entry.ts';
import { collectionRows, helpPart, partNames, pieceRow } from '../../../search/parts.ts';

/** What the search knows of pieces and collections, a thousand pieces a file. Help comes from the built pages. */

interface Props {
  readonly language: string;
  readonly place: number;
}

export const getStaticPaths = (async () => {
  const { length } = await allPieces();
  const parts = partNames(length).filter((part) => part !== helpPart);
  return languages.flatMap((language) =>
    parts.map((part, place) => ({ params: { language, part }, props: { language, place } satisfies Props })),
  );
}) satisfies GetStaticPaths;

export const GET: APIRoute<Props> = async ({ props: { language, place } }) => {
  const all = await allPieces();
  const own = all.slice(place * piecesInPart, (place + 1) * piecesInPart);
  const part: IndexPart = {
    pieces: await Promise.all(own.map((piece) => rowOf(piece, language))),
    ...(place === 0 && { places: collectionRows(all, piecesInWords, language) }),
  };
  return Response.json(part);
};

async function rowOf(piece: Piece, language: string): Promise<PieceRow> {
  const [face] = piece.photographs;
  if (!face) throw new Error(`${piece.slug} has no photograph.`);
  const { src } = await smallPhotograph(face);
  return pieceRow({ piece, label: kindAndChoices(piece), photograph: src }, language);
}
