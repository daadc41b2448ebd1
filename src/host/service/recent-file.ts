import path from 'node:path'
import type { RecentStore } from '../data/recent'
import { jsonText, readJson } from '../files/json'
import { saveAtomic } from '../files/save-atomic'

/** recent.json: where the data sets lie that were opened before. A convenience: what cannot be read is forgotten. */
export function recentFile(dataDir: string): RecentStore {
  const file = path.join(dataDir, 'recent.json')
  return {
    load: async () => {
      const read = await readJson(file)
      return read.kind === 'value' ? read.value : undefined
    },
    save: (list) => saveAtomic(file, jsonText(list))
  }
}
