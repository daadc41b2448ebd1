import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { placeOn, readPlace, savePlace, type WindowPlace } from '../../src/main/window-place'

const display = { x: 0, y: 0, width: 1920, height: 1080 }
const place: WindowPlace = { x: 100, y: 50, width: 1000, height: 700, maximized: false }

describe('placeOn', () => {
  it('puts the window where it was', () => {
    expect(placeOn(place, [display])).toEqual(place)
  })

  it('does not put it where nobody sees it', () => {
    for (const [x, y] of [
      [1900, 50],
      [-990, 50],
      [100, -200],
      [100, 1070],
      [4000, 50]
    ] as const) {
      const found = placeOn({ ...place, x, y }, [display])
      expect(found).toEqual({ width: 1000, height: 700, maximized: false })
    }
    const second = { x: 1920, y: 0, width: 1920, height: 1080 }
    expect(placeOn({ ...place, x: 1950 }, [display, second])).toMatchObject({ x: 1950 })
  })

  it('never makes it smaller than it can be', () => {
    expect(placeOn({ ...place, width: 10, height: 10 }, [display])).toMatchObject({ width: 900, height: 600 })
  })
})

describe('the remembered place', () => {
  it('survives, and a bad file does no harm', async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'unroll-place-'))
    mkdirSync(path.join(folder, 'window')) // Chromium's own files make it
    expect(readPlace(folder)).toBeUndefined()
    await savePlace(folder, place)
    expect(readPlace(folder)).toEqual(place)
    for (const text of [
      '',
      '{',
      '{"x":1}',
      '{"x":1,"y":1,"width":1e9,"height":5,"maximized":false}',
      'null'
    ]) {
      writeFileSync(path.join(folder, 'window', 'place.json'), text)
      expect(readPlace(folder)).toBeUndefined()
    }
    rmSync(folder, { recursive: true })
  })
})
