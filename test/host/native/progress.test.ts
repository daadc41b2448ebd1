import { describe, expect, it } from 'vitest'
import { DownloadProgress, parsePipLine, type WorkingProgress } from '#host/native/progress'

describe('parsePipLine', () => {
  it('reads a download with its size', () => {
    const line = '  Downloading tensorflow_cpu-2.21.0-cp311-cp311-manylinux_2_27_x86_64.whl (268.1 MB)'
    const file = 'tensorflow_cpu-2.21.0-cp311-cp311-manylinux_2_27_x86_64.whl'
    expect(parsePipLine(line)).toEqual({ kind: 'download', file, bytes: 268.1e6 })
    expect(parsePipLine('Downloading b-1-py3-none-any.whl (86 kB)')).toMatchObject({ bytes: 86_000 })
    expect(parsePipLine('Downloading c-1-py3-none-any.whl (1.2 GB)')).toMatchObject({ bytes: 1.2e9 })
  })

  it('reads a local or kept wheel', () => {
    expect(parsePipLine('Processing /somewhere/a-1-any.whl')).toEqual({
      kind: 'download',
      file: 'a-1-any.whl',
      bytes: null
    })
    expect(parsePipLine('  Using cached a-1-any.whl (5 bytes)')).toMatchObject({
      file: 'a-1-any.whl',
      bytes: 5
    })
  })

  it('reads the unpacking and ignores the rest', () => {
    expect(parsePipLine('Installing collected packages: a, b, c')).toEqual({ kind: 'unpack', packages: 3 })
    expect(parsePipLine('Collecting tensorflow-cpu')).toBeNull()
    expect(parsePipLine('')).toBeNull()
  })
})

describe('DownloadProgress', () => {
  it('never goes back over several files and says which', () => {
    const seen: WorkingProgress[] = []
    const progress = new DownloadProgress(2, (one) => seen.push(one))
    progress.written(5) // nothing has begun
    progress.line('Downloading one-1.0-any.whl (10 MB)')
    progress.written(5e6)
    progress.line('Downloading two-2.0-any.whl (20 MB)')
    progress.written(10e6)
    progress.line('Downloading three-3.0-any.whl (20 MB)') // one more than asked for
    expect(seen.map(({ fraction }) => fraction)).toEqual([0, 0.25, 0.5, 0.75, 0.75])
    expect(seen[1]?.detail).toBe('one 1.0 · 5 MB / 10 MB · 1 / 2')
  })

  it('has no fraction while pip unpacks', () => {
    const seen: WorkingProgress[] = []
    const progress = new DownloadProgress(1, (one) => seen.push(one))
    progress.line('Downloading one-1.0-any.whl (10 MB)')
    progress.line('Installing collected packages: one')
    progress.written(1e6)
    expect(seen).toHaveLength(2)
    expect(seen[1]).toMatchObject({ stage: 'downloading', fraction: null })
  })
})
