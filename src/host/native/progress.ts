import type { SetupProgress } from '#shared/schemas/devices'

/** What the set-up is doing now, in the contract's terms; `detail` is a name or a size, the same in every language. */
export type WorkingProgress = Omit<Extract<SetupProgress, { kind: 'working' }>, 'kind'>
export type OnProgress = (progress: WorkingProgress) => void

const megabytes = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`

/** One line of `pip install`, as far as a progress bar needs it. */
export type PipLine =
  { kind: 'download'; file: string; bytes: number | null } | { kind: 'unpack'; packages: number } | null

const units: Record<string, number> = { bytes: 1, kB: 1e3, MB: 1e6, GB: 1e9 }

export function parsePipLine(line: string): PipLine {
  const download =
    /^\s*(?:Downloading|Processing|Using cached)\s+(\S+?\.whl)(?:\s+\(([\d.]+)\s*(bytes|kB|MB|GB)\))?/.exec(
      line
    )
  if (download) {
    const [, where = '', size, unit = ''] = download
    const file = where.split(/[/\\]/).at(-1) ?? where
    return { kind: 'download', file, bytes: size ? Math.round(Number(size) * (units[unit] ?? 1)) : null }
  }
  const unpack = /^Installing collected packages: (.*)/.exec(line)
  return unpack ? { kind: 'unpack', packages: (unpack[1] ?? '').split(',').length } : null
}

/**
 * Turns pip's lines, and the size of the file that it is writing, into progress: `files` is how many wheels are expected,
 * so that the fraction never goes back.
 */
export class DownloadProgress {
  private started = 0
  private name = ''
  /** The wheel that pip writes now. */
  file = ''
  private bytes: number | null = null
  private unpacking = false
  private fraction = 0

  constructor(
    private readonly files: number,
    private readonly onProgress: OnProgress
  ) {}

  line(text: string): void {
    const parsed = parsePipLine(text)
    if (parsed?.kind === 'download') {
      this.started++
      this.file = parsed.file
      this.name = parsed.file.split('-').slice(0, 2).join(' ')
      this.bytes = parsed.bytes
      this.written(0)
    } else if (parsed) {
      this.unpacking = true
      this.onProgress({ stage: 'downloading', fraction: null, detail: `${this.name} …` })
    }
  }

  /** `bytes` of the file in hand are on disk. */
  written(bytes: number): void {
    if (this.started === 0 || this.unpacking) return
    const share = this.bytes ? Math.min(1, bytes / this.bytes) : 0
    const done = (Math.min(this.started, this.files) - 1 + share) / this.files
    this.fraction = Math.max(this.fraction, done)
    const size = this.bytes ? ` · ${megabytes(bytes)} / ${megabytes(this.bytes)}` : ''
    const count = this.files > 1 ? ` · ${this.started} / ${this.files}` : ''
    this.onProgress({ stage: 'downloading', fraction: this.fraction, detail: this.name + size + count })
  }
}

/** The same reports as a part of a longer download: their fractions fall between `from` and `to`. */
export const partOf =
  (onProgress: OnProgress, from: number, to: number): OnProgress =>
  (progress) =>
    onProgress({
      ...progress,
      fraction: progress.fraction === null ? null : from + (to - from) * progress.fraction
    })
