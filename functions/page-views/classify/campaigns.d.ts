/** The words of src/content/campaigns.yaml: made by campaigns-module.ts. */
declare module 'house:campaigns' {
  const campaigns: readonly string[];
  export default campaigns;
}
