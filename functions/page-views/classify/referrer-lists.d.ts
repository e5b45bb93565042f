/** The lists of ../lists: made by referrer-lists-module.ts. */
declare module 'house:referrer-lists' {
  const lists: import('./listed-source.ts').ReferrerLists;
  export default lists;
}
