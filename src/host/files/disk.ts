import * as fsp from 'node:fs/promises'

/** An open file, as far as we use one. */
export interface OpenFile {
  write(data: Uint8Array, offset: number, length: number): Promise<{ bytesWritten: number }>
  sync(): Promise<void>
  close(): Promise<void>
  stat(): Promise<{ size: number }>
  truncate(size: number): Promise<void>
}

/** The calls to the disk that writing needs; tests let each of them fail in turn. */
export interface Disk {
  open(file: string, flags: string): Promise<OpenFile>
  stat(file: string): Promise<{ size: number }>
  rename(from: string, to: string): Promise<void>
  rm(file: string, options: { force: boolean }): Promise<void>
}

export const disk: Disk = fsp
