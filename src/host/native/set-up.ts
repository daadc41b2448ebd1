import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import { AppError } from '#shared/errors/app-error'
import type { ErrorCode } from '#shared/errors/texts.en'
import {
  nativeManifestName,
  type NativeFlavour,
  type NativeManifest,
  type NativeProbe
} from '#shared/schemas/native'
import type { TrainerProcess } from '../terms'
import { runCommand, type RunCommand } from './command'
import { checkSources, compileBinding, findCompiler, type BindingSources } from './compile'
import { hasNvidiaDriver } from './driver'
import { writeManifest, type NativeRuntime } from './manifest'
import { downloadWheels, wheelSpec, type Download } from './pip'
import { keepProbe, probeNative } from './probe'
import { partOf, type OnProgress } from './progress'
import { findPython, withPip } from './python'
import { clearOld, explainDisk, installRuntime, requireSupported } from './site'
import { requireSpace } from './space'
import { cudaRequirements, openWheel, pruneWheel, type Wheel } from './wheel'

export interface SetUpOptions extends BindingSources {
  /** Receives the runtime; created when missing. */
  readonly nativeDir: string
  readonly flavour: NativeFlavour | 'auto'
  /**
   * Starts a trainer process with these variables beside those that it inherits: it loads what was built before that
   * counts as set up.
   */
  spawnTrainer(environment: Readonly<Record<string, string>>): TrainerProcess
  readonly signal?: AbortSignal
  readonly onProgress?: OnProgress
  /** A Python to use instead of `python3`. */
  readonly python?: string
  /** Overridden in tests. */
  readonly run?: RunCommand
  readonly platform?: string
  readonly arch?: string
}

type Step = Omit<Required<SetUpOptions>, 'signal' | 'python'> & Pick<SetUpOptions, 'signal' | 'python'>

/**
 * Sets up TensorFlow's library: downloads the wheel that pip has for this machine, compiles the package's binding against
 * it, and lets a process of its own try it. All of it happens in a folder beside the old runtime, which stays the one in
 * use until the new one has computed a product.
 *
 * @throws AppError 'native-…'; nothing has changed then
 */
export async function setUpNative(options: SetUpOptions): Promise<NativeRuntime> {
  const step: Step = {
    onProgress: () => {},
    run: runCommand,
    platform: process.platform,
    arch: process.arch,
    ...options
  }
  step.onProgress({ stage: 'looking', fraction: null, detail: '' })
  requireSupported(step.platform, step.arch)
  checkSources(step)
  const compiler = await findCompiler(step.run, step.signal, process.env['CXX'])
  const python = await findPython(step.run, step.signal, step.python)
  const flavour = chooseFlavour(step)
  const work = await makeWorkFolder(step.nativeDir)
  try {
    await requireSpace(step.nativeDir, flavour)
    const wheel = await download(step, flavour, work, await withPip(step.run, python, work, step.signal))
    const binding = await compileBinding({
      ...step,
      compiler,
      wheel,
      outputDir: path.join(work, 'lib'),
      workDir: path.join(work, 'tmp'),
      onProgress: (fraction, detail) => step.onProgress({ stage: 'compiling', fraction, detail })
    })
    const manifest = await describe(step, wheel, flavour, path.relative(work, binding))
    const probe = await tryRuntime(step, await writeManifest(work, manifest))
    for (const name of ['tmp', 'venv', nativeManifestName]) {
      await rm(path.join(work, name), { recursive: true, force: true })
    }
    await pruneWheel(wheel)
    const runtime = await installRuntime(work, step.nativeDir, manifest)
    await keepProbe(runtime, flavour === 'cpu', probe)
    return runtime
  } catch (thrown) {
    await rm(work, { recursive: true, force: true }).catch(() => {})
    throw step.signal?.aborted ? new AppError('native-cancelled') : explainDisk(thrown, step.nativeDir)
  }
}

/** CUDA exists on Linux only, and is taken unasked where an NVIDIA driver is at work. */
function chooseFlavour({ flavour, platform }: Step): NativeFlavour {
  if (platform !== 'linux') return 'cpu'
  return flavour === 'auto' ? (hasNvidiaDriver() ? 'cuda' : 'cpu') : flavour
}

/** A folder on the same disk, so that putting the runtime in place is a rename. */
async function makeWorkFolder(nativeDir: string): Promise<string> {
  try {
    await mkdir(nativeDir, { recursive: true })
    await clearOld(nativeDir)
    const work = await mkdtemp(path.join(nativeDir, `building-${process.pid}-`))
    await mkdir(path.join(work, 'tmp'))
    return work
  } catch (thrown) {
    throw explainDisk(thrown, nativeDir)
  }
}

async function download(
  step: Step,
  flavour: NativeFlavour,
  work: string,
  python: Download['python']
): Promise<Wheel> {
  const site = path.join(work, 'site')
  const base = { ...step, python, site, temporary: path.join(work, 'tmp') }
  const cuda = flavour === 'cuda'
  const first = partOf(step.onProgress, 0, cuda ? 0.2 : 1) // of about 3.5 GB for CUDA, 0.6 are TensorFlow
  await downloadWheels({ ...base, specs: [wheelSpec(flavour, step.platform)], onProgress: first })
  const wheel = await openWheel(site, step.platform)
  const nvidia = cuda ? await cudaRequirements(wheel) : []
  if (nvidia.length > 0) {
    await downloadWheels({ ...base, specs: nvidia, onProgress: partOf(step.onProgress, 0.2, 1) })
  }
  return wheel
}

async function describe(
  step: Step,
  wheel: Wheel,
  flavour: NativeFlavour,
  binding: string
): Promise<NativeManifest> {
  const text = await readFile(path.join(step.packageDir, 'package.json'), 'utf8')
  return {
    formatVersion: 1,
    binding,
    tensorflow: wheel.version,
    flavour,
    platform: step.platform,
    arch: step.arch,
    package: (JSON.parse(text) as { version: string }).version,
    built: new Date().toISOString()
  }
}

/** @throws AppError with the probe's reason */
async function tryRuntime(step: Step, runtime: NativeRuntime): Promise<NativeProbe> {
  step.onProgress({ stage: 'checking', fraction: null, detail: `TensorFlow ${runtime.manifest.tensorflow}` })
  const probe = await probeNative({
    runtime,
    packageDir: step.packageDir,
    cpuOnly: runtime.manifest.flavour === 'cpu',
    spawn: (environment) => step.spawnTrainer(environment),
    ...(step.signal ? { signal: step.signal } : {})
  })
  if (probe.kind === 'failed') throw new AppError(probe.code as ErrorCode, probe.params)
  return probe
}
