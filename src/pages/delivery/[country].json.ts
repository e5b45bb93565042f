import type { APIRoute, GetStaticPaths } from 'astro';
import { deliveryOptions, servedCountries } from '../../catalog/delivery.ts';

/** One small file for each country that the house delivers to, so that a piece's page need not carry the whole table. */

export const getStaticPaths = (() =>
  servedCountries.map((country) => ({ params: { country } }))) satisfies GetStaticPaths;

export const GET: APIRoute = ({ params }) => Response.json(deliveryOptions(params['country'] ?? ''));
