/** Paths of the site, as src/paths.ts writes them: made by counted-paths-module.ts. */
declare module 'house:counted-paths' {
  const countedPaths: readonly string[];
  export default countedPaths;
}
