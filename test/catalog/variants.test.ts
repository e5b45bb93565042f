import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { pieceSchema } from '../../src/catalog/piece.ts';
import { type Variant, variantsOf } from '../../src/catalog/variants.ts';

async function variantsIn(sample: string): Promise<readonly Variant[]> {
  return variantsOf(pieceSchema.parse(parse(await readFile(`test/catalog/samples/${sample}.yaml`, 'utf8'))));
}

describe('a variant', () => {
  it('has from its piece what it does not say itself', async () => {
    const [steel, gold] = await variantsIn('meridian-38');
    expect(steel).toMatchObject({ sku: 'MER-STEEL', customsCode: '910229', weightGrams: 620 });
    expect(steel?.prices).toMatchObject({ EUR: 420000, JPY: 705000 });
    expect(gold).toMatchObject({ sku: 'MER-GOLD', customsCode: '910129', weightGrams: 620 });
    expect(gold?.prices).toMatchObject({ EUR: 1480000, JPY: 2480000 });
  });

  it('is named by what is chosen', async () => {
    expect((await variantsIn('etrier-belt')).map(({ name }) => name)).toContain('Cognac, size 90');
    expect((await variantsIn('meridian-38')).map(({ name }) => name)).toEqual(['Steel', 'Yellow gold']);
  });

  it('has the photographs that show it, its face first', async () => {
    expect((await variantsIn('meridian-38')).map(({ photographs }) => photographs)).toEqual([[0, 1], [2]]);
  });
});
