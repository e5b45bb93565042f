/**
 * Whether letters of marketing leave the house. Off until the owner lists marketing among what the e-mail service is
 * for (section 5): consent is asked for, proved and withdrawn all the same. Turned on without that, the declarations
 * don't hold together (checks/check-marketing.ts), and nothing is built.
 */
export const marketingSending: { readonly isOn: boolean } = { isOn: false };
