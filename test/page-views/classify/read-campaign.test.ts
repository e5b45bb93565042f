import { expect, test } from 'vitest';
import { parseCampaigns } from '../../../functions/page-views/classify/campaigns-module.ts';
import { readCampaign } from '../../../functions/page-views/classify/read-campaign.ts';

const none = { medium: 'none', campaign: 'none' };

test.each([
  ['', none],
  ['?colour=red', none],
  [
    '?utm_source=Newsletter&utm_medium=email&utm_campaign=opening',
    { source: 'newsletter', medium: 'email', campaign: 'opening' },
  ],
  ['?utm_source=ada%40example.com&utm_medium=secret&utm_campaign=for-ada', none],
  ['?utm_source=__proto__&utm_medium=constructor&utm_campaign=toString', none],
  ['?utm_medium=email&utm_medium=secret', { medium: 'email', campaign: 'none' }],
  ['?utm_campaign=%E0%A4%A', none],
])('%j is %j', (search, campaign) => {
  expect(readCampaign(search)).toEqual(campaign);
});

test('the file of campaigns may be empty', () => {
  expect(parseCampaigns('# none yet\n')).toEqual([]);
});

test.each([
  ['- Big Letters', /small letters/],
  ['- opening\n- opening', /twice/],
  ['- none', /stands for/],
  ['opening: yes', /campaigns\.yaml/],
  [Array.from({ length: 201 }, (_, place) => `- for-${place}`).join('\n'), /campaigns\.yaml/],
])('the file of campaigns may not say %j', (yamlText, mistake) => {
  expect(() => parseCampaigns(yamlText)).toThrow(mistake);
});
