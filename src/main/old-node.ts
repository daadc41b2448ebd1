import { deserialize, serialize } from 'node:v8'

// Electron 22 has Node 16, which lacks structuredClone.
const world = globalThis as { structuredClone?: (value: unknown) => unknown }
world.structuredClone ??= (value) => deserialize(serialize(value)) as unknown
