/** The passwords that many people use, with spaces between: made by common-passwords-module.ts. */
declare module 'house:common-passwords' {
  const words: string;
  export default words;
}
