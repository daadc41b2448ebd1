import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { Grants } from '#host/files/grants'
import { fileHandleSchema } from '#shared/schemas/names-data'
import { temporaryFolder } from '../../helpers/folder'

const folder = temporaryFolder()

describe('grants', () => {
  it('give a handle for a file or folder, and the path back for the handle', async () => {
    const grants = new Grants()
    const file = path.join(folder, '이름 #1.csv')
    writeFileSync(file, 'abc')
    const handle = fileHandleSchema.parse(await grants.grant(file))
    expect(handle).toMatchObject({ name: '이름 #1.csv', bytes: 3, kind: 'file' })
    expect(handle.handle).not.toContain('csv')
    expect(grants.path(handle)).toBe(file)
    expect(await grants.grant(folder, 'Names')).toMatchObject({ name: 'Names', kind: 'folder' })
  })

  it('know nothing that was not granted, whatever the handle says', () => {
    const grants = new Grants()
    for (const handle of ['0'.repeat(36), '../../etc/passwd', '__proto__', 'constructor']) {
      expect(() => grants.path({ handle, name: '/etc/passwd', bytes: 1, kind: 'file' })).toThrow(
        'file-not-granted'
      )
    }
  })

  it('refuse what is not there', async () => {
    await expect(new Grants().grant(path.join(folder, 'none'))).rejects.toMatchObject({
      code: 'file-not-found'
    })
  })
})
