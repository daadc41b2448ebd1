import { nativeVariables } from '#shared/schemas/native'

// [Note: small ops on one thread] An RNN step on the CPU is many ops of under a millisecond: handing each to a pool of
// threads costs more than it brings, and glibc gives memory back to the system after nearly every one of them unless its
// thresholds are raised (32 MiB is the most that it takes). Together 1.4 to 1.8 times faster.

const everywhere = {
  TF_CPP_MIN_LOG_LEVEL: '2', // errors only
  MALLOC_TRIM_THRESHOLD_: String(512 * 2 ** 20),
  MALLOC_MMAP_THRESHOLD_: String(32 * 2 ** 20),
  MALLOC_TOP_PAD_: String(64 * 2 ** 20)
}

const onCpu = {
  TF_NUM_INTRAOP_THREADS: '1',
  TF_ENABLE_ONEDNN_OPTS: '0', // its dispatch costs more than it brings at these sizes
  CUDA_VISIBLE_DEVICES: '-1' // a library built for CUDA stays on the CPU too
}

const onGpu = {
  TF_FORCE_GPU_ALLOW_GROWTH: 'true', // take memory as needed, not all of the card
  NVIDIA_TF32_OVERRIDE: '0' // float32 means float32: TensorFloat-32 keeps 10 bits of a product's factors
}

/**
 * Variables for a process that will load TensorFlow; TensorFlow and the C library read them once, at their start.
 *
 * @param cpuOnly false: run on a graphics card when the library sees one
 */
export function nativeEnvironment(cpuOnly: boolean): Record<string, string> {
  return { ...everywhere, ...(cpuOnly ? onCpu : onGpu) }
}

/** The same, with where the runtime is: all that a trainer process needs to know. */
export function nativeTrainerEnvironment(runtime: {
  manifestPath: string
  packageDir: string
  cpuOnly: boolean
}): Record<string, string> {
  return {
    ...nativeEnvironment(runtime.cpuOnly),
    [nativeVariables.manifest]: runtime.manifestPath,
    [nativeVariables.package]: runtime.packageDir
  }
}
