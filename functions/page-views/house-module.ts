/**
 * For the build: a module that the Worker imports by a name of the house's, made from files of the project.
 *
 * @param name as in `house:counted-paths`
 * @param make what the module exports by default; anything that JSON can say
 */
export function houseModule(name: string, make: (project: string) => Promise<unknown>) {
  let project = process.cwd();
  return {
    name,
    configResolved(config: { readonly root: string }) {
      project = config.root;
    },
    resolveId: (id: string) => (id === name ? `\0${name}` : undefined),
    load: async (id: string) =>
      id === `\0${name}` ? `export default ${JSON.stringify(await make(project))};` : undefined,
  };
}
