import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { z } from 'zod';

/**
 * A feed, read by a parser that is not ours and held against what Google's product data specification asks of each
 * item: support.google.com/merchants/answer/7052112
 */

const always = ['g:shipping', 'g:additional_image_link', 'item'];
const parser = new XMLParser({
  ignoreAttributes: false,
  parseTagValue: false,
  isArray: (name) => always.includes(name),
});

const money = z.string().regex(/^\d+(?:\.\d{2})? [A-Z]{3}$/);
const address = z.url({ protocol: /^https?$/ });
const days = z.string().regex(/^\d{1,3}$/);

const shipping = z.strictObject({
  'g:country': z.string().regex(/^[A-Z]{2}$/),
  'g:service': z.string().min(1),
  'g:price': money,
  'g:min_handling_time': days,
  'g:max_handling_time': days,
  'g:min_transit_time': days,
  'g:max_transit_time': days,
});

const item = z
  .strictObject({
    'g:id': z.string().min(1).max(50),
    'g:title': z.string().min(1).max(150),
    'g:description': z.string().min(1).max(5000),
    'g:link': address,
    'g:image_link': address,
    'g:additional_image_link': z.array(address).max(10).optional(),
    'g:availability': z.enum(['in_stock', 'out_of_stock', 'preorder', 'backorder']),
    'g:price': money,
    'g:condition': z.enum(['new', 'refurbished', 'used']),
    'g:brand': z.string().min(1).max(70),
    'g:gtin': z
      .string()
      .regex(/^\d{13}$/)
      .optional(),
    'g:mpn': z.string().min(1).max(70).optional(),
    'g:identifier_exists': z.enum(['yes', 'no']),
    'g:item_group_id': z.string().min(1).max(50).optional(),
    'g:color': z.string().min(1).max(100).optional(),
    'g:size': z.string().min(1).max(100).optional(),
    'g:material': z.string().min(1).max(200),
    'g:age_group': z.literal('adult').optional(),
    'g:gender': z.enum(['male', 'female', 'unisex']).optional(),
    'g:google_product_category': z.string().optional(),
    'g:product_type': z.string().min(1).max(750),
    'g:shipping_weight': z.string().regex(/^\d+ g$/),
    'g:shipping': z.array(shipping).min(1).max(100),
  })
  .refine((one) => one['g:identifier_exists'] === 'no' || one['g:gtin'] || one['g:mpn'], 'has no identifier')
  .refine(
    (one) =>
      !one['g:google_product_category']?.startsWith('Apparel & Accessories') ||
      (one['g:color'] && one['g:age_group'] && one['g:gender']),
    'is worn, and lacks its colour, age group or gender',
  );

const rss = z.object({
  rss: z.object({
    '@_version': z.literal('2.0'),
    '@_xmlns:g': z.literal('http://base.google.com/ns/1.0'),
    channel: z.object({ title: z.string(), link: address, description: z.string(), item: z.array(item).min(1) }),
  }),
});

export type FeedItem = z.output<typeof item>;

/** Throws, saying what, where the feed is not XML or an item lacks something. */
export function readFeed(text: string): readonly FeedItem[] {
  const validity = XMLValidator.validate(text);
  if (validity !== true) throw new Error(`The feed is not XML: ${JSON.stringify(validity.err)}`);
  return rss.parse(parser.parse(text)).rss.channel.item;
}
