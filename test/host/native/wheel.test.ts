import { existsSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { cudaRequirements, openWheel, parseCudaRequirements, pruneWheel } from '#host/native/wheel'
import { temporaryFolder, writeTree } from './fakes'

const files = {
  'tensorflow/libtensorflow_cc.so.2': 'x',
  'tensorflow/libtensorflow_framework.so.2': 'x',
  'tensorflow/THIRD_PARTY_NOTICES.txt': 'x',
  'tensorflow/include/tensorflow/c/eager/c_api.h': 'x',
  'tensorflow/python/a.py': 'x',
  'bin/saved_model_cli': 'x',
  'tensorflow_cpu-2.21.0.dist-info/METADATA': 'Requires-Dist: nvidia-a<13,>=1; extra == "and-cuda"\n'
}

describe('openWheel', () => {
  it('finds libraries, headers and version', async () => {
    const site = temporaryFolder()
    writeTree(site, files)
    const wheel = await openWheel(site, 'linux')
    expect(wheel).toMatchObject({ folder: path.join(site, 'tensorflow'), version: '2.21.0' })
    expect(await cudaRequirements(wheel)).toEqual(['nvidia-a<13,>=1'])
  })

  it.each(Object.keys(files).filter((name) => /lib|include/.test(name)))(
    'names %s when it is missing',
    async (gone) => {
      const site = temporaryFolder()
      writeTree(site, Object.fromEntries(Object.entries(files).filter(([name]) => name !== gone)))
      await expect(openWheel(site, 'linux')).rejects.toMatchObject({
        code: 'native-incomplete-wheel',
        params: { file: gone }
      })
    }
  )

  it('wants the other library names on macOS', async () => {
    const site = temporaryFolder()
    writeTree(site, files)
    await expect(openWheel(site, 'darwin')).rejects.toMatchObject({
      params: { file: 'tensorflow/libtensorflow_cc.2.dylib' }
    })
  })
})

describe('parseCudaRequirements', () => {
  it('takes the extra’s lines only, and keeps other conditions', () => {
    const metadata = [
      'Requires-Dist: numpy>=1',
      'Requires-Dist: nvidia-cublas-cu12<13.0,>=12.5.3.2; extra == "and-cuda"',
      "Requires-Dist: nvidia-b (==1.2) ; (platform_machine != 'x') and extra == 'and-cuda'",
      'Requires-Dist: other; extra == "gcs-filesystem"'
    ].join('\r\n')
    expect(parseCudaRequirements(metadata)).toEqual([
      'nvidia-cublas-cu12<13.0,>=12.5.3.2',
      "nvidia-b==1.2; (platform_machine != 'x')"
    ])
  })
})

describe('pruneWheel', () => {
  it('keeps the libraries and the notices', async () => {
    const site = temporaryFolder()
    writeTree(site, files)
    await pruneWheel(await openWheel(site, 'linux'))
    const left = Object.keys(files).filter((name) => existsSync(path.join(site, name)))
    expect(left).toEqual([
      'tensorflow/libtensorflow_cc.so.2',
      'tensorflow/libtensorflow_framework.so.2',
      'tensorflow/THIRD_PARTY_NOTICES.txt',
      'tensorflow_cpu-2.21.0.dist-info/METADATA'
    ])
  })
})
