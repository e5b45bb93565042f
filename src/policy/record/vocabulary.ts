import type { CategoryId } from '../categories.ts';
import type { LegalBasisId, PeopleId, PurposeId } from '../purposes.ts';
import type { RecipientId } from '../recipients.ts';
import type { rights } from '../rights.ts';
import type { SecurityMeasureId } from '../security-measures.ts';

/**
 * Our declarations in the words of the Data Privacy Vocabulary of the W3C's community
 * group (DPV 2.3, https://w3id.org/dpv), its personal-data extension (pd) and its
 * extension for the GDPR (eu-gdpr). A declaration without words here does not compile.
 */

export const namespaces = {
  dpv: 'https://w3id.org/dpv#',
  'eu-gdpr': 'https://w3id.org/dpv/legal/eu/gdpr#',
  pd: 'https://w3id.org/dpv/pd#',
  dct: 'http://purl.org/dc/terms/',
  skos: 'http://www.w3.org/2004/02/skos/core#',
} as const;

type Terms<Id extends string> = Readonly<Record<Id, readonly string[]>>;

const ofPurposes: Terms<PurposeId> = {
  'fulfil-order': ['dpv:CustomerOrderManagement', 'dpv:PaymentManagement', 'dpv:DeliveryOfGoods'],
  'send-updates': ['dpv:CustomerOrderManagement', 'dpv:CommunicationForCustomerCare'],
  'prevent-fraud': ['dpv:FraudPreventionAndDetection'],
  'improve-website': ['dpv:ImproveExistingProductsAndServices', 'dpv:ServiceUsageAnalytics'],
  marketing: ['dpv:DirectMarketing'],
  'legal-compliance': ['dpv:LegalCompliance'],
  'answer-requests': ['dpv:LegalCompliance'],
  'tell-of-stock': ['dpv:CommunicationForCustomerCare'],
  'keep-pieces': ['dpv:ServiceProvision'],
  'tell-of-breaches': ['dpv:LegalCompliance'],
};

const ofLegalBases: Terms<LegalBasisId> = {
  contract: ['dpv:Contract', 'eu-gdpr:A6-1-b'],
  'legal-obligation': ['dpv:LegalObligation', 'eu-gdpr:A6-1-c'],
  'legitimate-interest': ['dpv:LegitimateInterestOfController', 'eu-gdpr:A6-1-f'],
  consent: ['dpv:Consent', 'eu-gdpr:A6-1-a'],
};

const ofCategories: Terms<CategoryId> = {
  'order-information': [
    'pd:Name',
    'pd:EmailAddress',
    'pd:TelephoneNumber',
    'pd:PhysicalAddress',
    'pd:PostalCode',
    'pd:Country',
  ],
  'account-information': ['pd:Username', 'pd:EmailAddress', 'pd:Password'],
  'payment-information': ['pd:PaymentCard'],
  communications: ['pd:Communication'],
  'ip-address': ['pd:IPAddress', 'pd:Country'],
  device: ['pd:UserAgent', 'pd:DeviceBased', 'pd:DeviceOperatingSystem'],
  usage: ['pd:BrowsingBehaviour', 'pd:BrowsingReferral'],
  'session-identifiers': ['pd:UID'],
  'payment-status': ['pd:Transaction'],
  'delivery-confirmation': ['pd:Purchase'],
  'transaction-records': ['pd:Purchase', 'pd:Transaction'],
  'consent-records': ['pd:PrivacyPreference', 'pd:EmailAddress'],
  'stock-notices': ['pd:EmailAddress', 'pd:Interest'],
  'kept-pieces': ['pd:Interest'],
  'message-log': ['pd:Communication'],
  'sign-in-records': ['pd:UID'],
  'request-records': ['pd:Communication', 'pd:EmailAddress'],
  'staff-records': ['pd:EmailAddressWork'],
  'access-log': ['pd:EmailAddressWork', 'pd:UID'],
  'fraud-flags': ['pd:Purchase'],
  'breach-records': ['pd:EmailAddress', 'pd:UID'],
};

const ofPeople: Terms<PeopleId> = {
  customers: ['dpv:Customer'],
  'account-holders': ['dpv:User'],
  correspondents: ['dpv:Consumer'],
  visitors: ['dpv:Visitor'],
  subscribers: ['dpv:Subscriber'],
  staff: ['dpv:Employee'],
};

/** What makes a transfer to them lawful: clauses of the Commission, or the contract with the person. */
const ofTransfers: Terms<RecipientId> = {
  stripe: ['eu-gdpr:A46-2-c'],
  carriers: ['eu-gdpr:A49-1-b'],
  'cloud-hosting': ['eu-gdpr:A46-2-c'],
  'email-service': ['eu-gdpr:A46-2-c'],
};

const ofMeasures: Terms<SecurityMeasureId> = {
  tls: ['dpv:EncryptionInTransfer'],
  payment: ['dpv:ThirdPartySecurityProcedures'],
  passwords: ['dpv:HashFunctions'],
  access: ['dpv:AuthorisationProcedure'],
  reviews: ['dpv:ReviewProcedure'],
};

/** The right to opt out of a sale is none of the GDPR's. */
const ofRights: Terms<keyof typeof rights> = {
  access: ['eu-gdpr:A15'],
  rectification: ['eu-gdpr:A16'],
  erasure: ['eu-gdpr:A17'],
  portability: ['eu-gdpr:A20'],
  object: ['eu-gdpr:A21'],
  restrict: ['eu-gdpr:A18'],
  'opt-out-of-sale': ['dpv:DataSubjectRight'],
  'withdraw-consent': ['eu-gdpr:A7-3'],
};

const ofSources = {
  you: ['dpv:DataSubjectDataSource'],
  'your browser': ['dpv:DataSubjectDataSource'],
  others: ['dpv:ThirdPartyDataSource'],
  ourselves: ['dpv:DataControllerDataSource'],
};

const ofRoles = {
  processor: ['dpv:DataProcessor'],
  controller: ['dpv:Recipient', 'dpv:ThirdParty'],
};

const vocabulary = {
  purposes: ofPurposes,
  legalBases: ofLegalBases,
  categories: ofCategories,
  people: ofPeople,
  transfers: ofTransfers,
  measures: ofMeasures,
  rights: ofRights,
  sources: ofSources,
  roles: ofRoles,
};

/** Throws for what has no words: the types above let nothing of ours through that has none. */
export function termsOf(kind: keyof typeof vocabulary, id: string): readonly string[] {
  const terms: Readonly<Record<string, readonly string[]>> = vocabulary[kind];
  const found = terms[id];
  if (!found) throw new Error(`src/policy/record/vocabulary.ts has no terms for "${id}" among the ${kind}.`);
  return found;
}
