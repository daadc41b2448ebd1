// The little that the engine takes from its environment besides the language: both browsers and Node have it.

declare namespace WebAssembly {
  class Memory {
    constructor(options: { initial: number; maximum: number })
    readonly buffer: ArrayBufferLike
    grow(pages: number): number
  }
  class Module {
    constructor(bytes: Uint8Array<ArrayBuffer>)
  }
  class Instance {
    constructor(module: Module, imports: Record<string, Record<string, unknown>>)
    readonly exports: Record<string, unknown>
  }
  function validate(bytes: Uint8Array<ArrayBuffer>): boolean
}

declare function atob(base64: string): string
