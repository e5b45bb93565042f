/** The build gives the Worker a compiled module: workerd compiles no WebAssembly while it runs. */
declare module '@phi-ag/argon2/argon2.wasm' {
  const compiled: WebAssembly.Module;
  export default compiled;
}
