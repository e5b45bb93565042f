/** Made by worker-words-module.ts. */
declare module 'house:worker-words' {
  const words: Readonly<Partial<Record<string, Readonly<Record<string, string | Readonly<Record<string, string>>>>>>>;
  export default words;
}
