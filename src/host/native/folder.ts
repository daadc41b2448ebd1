import path from 'node:path'

/** The folder that holds TensorFlow's library: `UNROLL_NATIVE_DIR`, or `native` in the data folder. */
export function nativeFolder(dataDir: string, environment: NodeJS.ProcessEnv = process.env): string {
  const given = environment['UNROLL_NATIVE_DIR']
  return given ? path.resolve(given) : path.join(dataDir, 'native')
}
