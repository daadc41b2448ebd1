/** The built-in device's WebAssembly, compiled from src/kernels at build time: base64 of the plain and the relaxed module. */
declare module 'virtual:kernels' {
  export const plain: string
  export const relaxed: string
}
