import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { inRoot } from './paths.mjs'
import { say } from './say.mjs'

const isAlive = (pid) => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

/** Runs `action` while no other process of this checkout does the same. A lock whose owner is gone is taken over. */
export async function withLock(name, action) {
  const file = inRoot('.cache', `${name}.lock`)
  mkdirSync(path.dirname(file), { recursive: true })
  let waiting = false
  for (;;) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' })
      break
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
      const owner = Number(read(file))
      if (owner && !isAlive(owner)) rmSync(file, { force: true })
      else {
        if (!waiting) say(`Waiting for another ${name} in this folder.`)
        waiting = true
        await new Promise((resolve) => setTimeout(resolve, 200))
      }
    }
  }
  const release = () => rmSync(file, { force: true })
  process.once('exit', release)
  try {
    return await action()
  } finally {
    process.off('exit', release)
    release()
  }
}

function read(file) {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
