import { describe, expect, it } from 'vitest'
import { deviceEnvironment, inheritedEnvironment, type TryRuntime } from '#host/training/environment'
import { writeManifest } from '#host/native/manifest'
import type { NativeManifest, NativeProbe } from '#shared/schemas/native'
import { temporaryFolder, writeTree } from '../native/fakes'

const loaded: NativeProbe = { kind: 'loaded', tensorflow: '2.21.0', gpu: false, milliseconds: 300 }
const crashed: NativeProbe = { kind: 'failed', code: 'native-crashed', params: { signal: 'SIGSEGV' } }

async function folderWith(flavour: NativeManifest['flavour']): Promise<string> {
  const folder = temporaryFolder()
  writeTree(folder, { 'r/b.node': 'binding' })
  await writeManifest(folder, {
    formatVersion: 1,
    binding: 'r/b.node',
    tensorflow: '2.21.0',
    flavour,
    platform: 'linux',
    arch: 'x64',
    package: '4.22.0',
    built: ''
  })
  return folder
}

describe('deviceEnvironment', () => {
  const tried: boolean[] = []
  const trying =
    (onCard: NativeProbe, onCpu: NativeProbe = loaded): TryRuntime =>
    async (_, cpuOnly) => {
      tried.push(cpuOnly)
      return cpuOnly ? onCpu : onCard
    }

  it('hands the runtime to the trainer once it has been tried', async () => {
    const folder = await folderWith('cpu')
    const { variables, hidesCard } = await deviceEnvironment(
      'auto',
      folder,
      '/p',
      trying(crashed),
      () => true
    )
    expect(variables).toMatchObject({ UNROLL_NATIVE_PACKAGE: '/p', CUDA_VISIBLE_DEVICES: '-1' })
    expect(variables['UNROLL_NATIVE_MANIFEST']).toBe(`${folder}/native.json`)
    expect(hidesCard).toBe(false)
  })

  it('shows a card to those who want one, and hides it from the others', async () => {
    const folder = await folderWith('cuda')
    for (const choice of ['auto', 'cuda'] as const) {
      const found = await deviceEnvironment(choice, folder, '/p', trying(loaded), () => true)
      expect(found.variables).not.toHaveProperty('CUDA_VISIBLE_DEVICES')
    }
    const found = await deviceEnvironment('native', folder, '/p', trying(crashed), () => true)
    expect(found.variables['CUDA_VISIBLE_DEVICES']).toBe('-1')
    expect(found.hidesCard).toBe(true)
  })

  it('tells the trainer why instead, when the runtime ended the process that tried it', async () => {
    const folder = await folderWith('cpu')
    const { variables } = await deviceEnvironment('auto', folder, '/p', trying(crashed, crashed), () => false)
    expect(variables).not.toHaveProperty('UNROLL_NATIVE_MANIFEST')
    expect(JSON.parse(variables['UNROLL_NATIVE_FAILURE'] ?? '')).toEqual({
      code: 'native-crashed',
      params: { signal: 'SIGSEGV' }
    })
  })

  it('falls back to the CPU when only the card fails, unless the card was asked for', async () => {
    const folder = await folderWith('cuda')
    tried.length = 0
    const auto = await deviceEnvironment('auto', folder, '/p', trying(crashed), () => true)
    expect(auto.variables['CUDA_VISIBLE_DEVICES']).toBe('-1')
    expect(tried).toEqual([false, true])
    const asked = await deviceEnvironment('cuda', folder, '/p', trying(crashed), () => true)
    expect(asked.variables).toHaveProperty('UNROLL_NATIVE_FAILURE')
  })

  it('says what is wrong with the folder', async () => {
    const { variables } = await deviceEnvironment('auto', temporaryFolder(), '/p', trying(loaded))
    expect(JSON.parse(variables['UNROLL_NATIVE_FAILURE'] ?? '')).toEqual({
      code: 'native-not-set-up',
      params: {}
    })
  })
})

describe('inheritedEnvironment', () => {
  it('passes what programs need, and no secret', () => {
    const own = {
      PATH: '/bin',
      UNROLL_DEBUG: '1',
      UNROLL_TOKEN: 'x',
      HTTPS_PROXY: 'x',
      NODE_OPTIONS: 'x',
      TF_X: '1'
    }
    expect(inheritedEnvironment(own)).toEqual({ PATH: '/bin', UNROLL_DEBUG: '1', TF_X: '1' })
  })
})
