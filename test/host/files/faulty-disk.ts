import { disk, type Disk, type OpenFile } from '#host/files/disk'

export const faults = ['ENOSPC', 'EIO', 'EACCES', 'EMFILE', 'short'] as const
export type Fault = (typeof faults)[number]

/**
 * The real disk, whose n-th call (counted from 1) fails with this code; 'short' lets a write take half of what it is
 * given, as a full disk does before it says so. `calls` counts, so a test can go on until nothing fails any more.
 */
export function faultyDisk(failing: number, fault: Fault): Disk & { calls: number } {
  const fail = (call: string): boolean => {
    faulty.calls++
    if (faulty.calls !== failing) return false
    if (fault === 'short') return call === 'write'
    throw Object.assign(new Error(`${fault}: ${call}`), { code: fault })
  }
  const wrap = (open: OpenFile): OpenFile => ({
    write: (data, offset, length) =>
      Promise.resolve().then(() => open.write(data, offset, fail('write') ? Math.ceil(length / 2) : length)),
    sync: () => Promise.resolve().then(() => (fail('sync'), open.sync())),
    close: async () => {
      await open.close() // a failing close has closed all the same
      fail('close')
    },
    stat: () => Promise.resolve().then(() => (fail('fstat'), open.stat())),
    truncate: (size) => Promise.resolve().then(() => (fail('truncate'), open.truncate(size)))
  })
  const faulty: Disk & { calls: number } = {
    calls: 0,
    open: (file, flags) =>
      Promise.resolve().then(async () => (fail('open'), wrap(await disk.open(file, flags)))),
    stat: (file) => Promise.resolve().then(() => (fail('stat'), disk.stat(file))),
    rename: (from, to) => Promise.resolve().then(() => (fail('rename'), disk.rename(from, to))),
    rm: (file, options) => Promise.resolve().then(() => (fail('rm'), disk.rm(file, options)))
  }
  return faulty
}
