import type { APIRoute, GetStaticPaths } from 'astro';
import { allPieces, type Piece } from '../../catalog/read-pieces.ts';
import { sharePicture } from '../../catalog/share-picture.ts';

/** The picture of each piece where its link is shared. */

export const getStaticPaths = (async () =>
  (await allPieces()).map((piece) => ({ params: { slug: piece.slug }, props: { piece } }))) satisfies GetStaticPaths;

export const GET: APIRoute<{ readonly piece: Piece }> = async ({ props: { piece } }) => {
  const [face] = piece.photographs;
  if (!face) throw new Error(`${piece.slug} has no photograph.`);
  return new Response(new Uint8Array(await sharePicture(face.file)), { headers: { 'Content-Type': 'image/jpeg' } });
};
