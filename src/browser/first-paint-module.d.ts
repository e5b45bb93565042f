/** `first-paint.ts`, compiled: made by astro.config.mjs. */
declare module 'house:first-paint' {
  const code: string;
  export default code;
}
