/** `first-paint.ts`, compiled: made by astro.config.mjs. */
declare module 'house:first-paint' {
  const code: string;
  export default code;
}

/** `page-views/beacon.ts`, compiled: made by astro.config.mjs. */
declare module 'house:beacon' {
  const code: string;
  export default code;
}
