import { readFileSync } from 'node:fs'
import path from 'node:path'
import { saveAtomic } from '#host/files/save-atomic'
import { z } from '#shared/zod'

/** Where the window stood, in display points. */
const placeSchema = z.object({
  x: z.int(),
  y: z.int(),
  width: z.int().min(1).max(20_000),
  height: z.int().min(1).max(20_000),
  maximized: z.boolean()
})

export type WindowPlace = z.infer<typeof placeSchema>

export interface Area {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export const smallest = { width: 900, height: 600 } as const
const first = { width: 1280, height: 820 } as const

/** How much of the title bar has to be on a display for a person to get hold of it, in points. */
const handle = 80

/** The remembered place if it can still be seen on one of these displays; else the first size, placed by the system. */
export function placeOn(
  remembered: WindowPlace | undefined,
  displays: readonly Area[]
): Partial<Area> & { width: number; height: number; maximized: boolean } {
  if (!remembered) return { ...first, maximized: false }
  const { maximized } = remembered
  const width = Math.max(smallest.width, remembered.width)
  const height = Math.max(smallest.height, remembered.height)
  const seen = displays.some(
    (area) =>
      remembered.x + width - handle > area.x &&
      remembered.x + handle < area.x + area.width &&
      remembered.y >= area.y &&
      remembered.y + handle < area.y + area.height
  )
  return seen ? { x: remembered.x, y: remembered.y, width, height, maximized } : { width, height, maximized }
}

const fileIn = (dataDir: string): string => path.join(dataDir, 'window', 'place.json')

export function readPlace(dataDir: string): WindowPlace | undefined {
  try {
    return placeSchema.parse(JSON.parse(readFileSync(fileIn(dataDir), 'utf8')))
  } catch {
    return undefined // the first start, or a file that is no loss
  }
}

export async function savePlace(dataDir: string, place: WindowPlace): Promise<void> {
  await saveAtomic(fileIn(dataDir), JSON.stringify(place)).catch(() => {})
}
