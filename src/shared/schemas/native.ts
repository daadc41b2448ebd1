import { z } from '../zod'

// TensorFlow's library beside the app: what the set-up wrote, and what came of loading it. Paths are relative to the
// folder that holds the manifest, so that the folder can move as a whole.

/** Name of the manifest in the native folder. It is written last, so whoever finds it finds a whole runtime. */
export const nativeManifestName = 'native.json'

export const nativeManifestSchema = z.strictObject({
  formatVersion: z.literal(1),
  /** The compiled binding, e.g. `tensorflow-2.21.0-cpu-1a2b/lib/tfjs_binding.node`. */
  binding: z.string().min(1).max(400),
  tensorflow: z.string().max(40),
  flavour: z.enum(['cpu', 'cuda']),
  platform: z.string().max(20),
  arch: z.string().max(20),
  /** Version of @tensorflow/tfjs-node-gpu whose binding was compiled. */
  package: z.string().max(40),
  /** ISO 8601. */
  built: z.string().max(40)
})

/** What a process that loaded the binding found, or how it failed. */
export const nativeProbeSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('loaded'),
    tensorflow: z.string().max(40),
    /** TensorFlow runs its ops on a GPU. */
    gpu: z.boolean(),
    milliseconds: z.number()
  }),
  z.strictObject({
    kind: z.literal('failed'),
    code: z.string().max(60),
    params: z.record(z.string().max(40), z.union([z.string().max(2000), z.number()]))
  })
])

/** Variables by which the host tells a trainer process where the native runtime is. */
export const nativeVariables = {
  /** Absolute path of the manifest. */
  manifest: 'UNROLL_NATIVE_MANIFEST',
  /** Absolute path of the folder of @tensorflow/tfjs-node-gpu. */
  package: 'UNROLL_NATIVE_PACKAGE',
  /** '1': load it, report with one message, and end. */
  probe: 'UNROLL_NATIVE_PROBE',
  /** Instead of the manifest: why the runtime that is there is not to be loaded, as JSON `{ code, params }`. */
  failure: 'UNROLL_NATIVE_FAILURE'
} as const

/** Files by which an NVIDIA driver shows itself: the kernel's, and Windows' own under WSL 2. */
export const nvidiaDriverFiles = ['/proc/driver/nvidia/version', '/usr/lib/wsl/lib/libcuda.so.1'] as const

export type NativeManifest = z.infer<typeof nativeManifestSchema>
export type NativeFlavour = NativeManifest['flavour']
export type NativeProbe = z.infer<typeof nativeProbeSchema>
