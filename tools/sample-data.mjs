// Builds the data set that ships, data/surnames.csv in the resources folder: surnames of twelve languages in Latin letters, from the
// lists of @faker-js/faker (MIT; its licence is written beside them). The same version of the lists gives the same file.
//
//   node tools/sample-data.mjs [RESOURCES_FOLDER]

import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')

/** Most names of a class, so that the largest lists do not drown the small ones. */
const limit = 1000

/**
 * Class and the locales whose lists it joins. Left out: variants of another class (de_AT, es_MX), the twin of Croatian
 * (sr_RS_latin) and of Czech (sk), the Belgian list (it repeats the English one), and lists too short to learn from.
 */
const classes = {
  Croatian: ['hr'],
  Czech: ['cs_CZ'],
  English: ['en'],
  French: ['fr', 'fr_CH'],
  German: ['de'],
  Indonesian: ['id_ID'],
  Italian: ['it'],
  Latvian: ['lv'],
  Polish: ['pl'],
  Romanian: ['ro'],
  Spanish: ['es'],
  Turkish: ['tr']
}

/** Surnames of a locale: one list, or one each for women and men and one for both. */
const surnames = (locale) => Object.values(locale.person.last_name).flat()

const byCodeUnit = (a, b) => (a < b ? -1 : a > b ? 1 : 0)

/** At most `limit` names, evenly spaced over the alphabet. */
function thin(names) {
  if (names.length <= limit) return names
  return Array.from({ length: limit }, (_, i) => names[Math.floor((i * names.length) / limit)])
}

/** Rows of [name, class], sorted by class and name, no row twice. */
export async function sampleRows() {
  const { allLocales } = await import('@faker-js/faker')
  return Object.entries(classes).flatMap(([label, locales]) => {
    const names = locales.flatMap((key) => surnames(allLocales[key]))
    const distinct = [...new Set(names.map((name) => name.normalize('NFC').trim()))].filter(Boolean)
    return thin(distinct.sort(byCodeUnit)).map((name) => [name, label])
  })
}

/** Writes data/surnames.csv and the licence of the lists into a folder of resources; returns the number of rows. */
export async function buildSampleData(resources = path.join(root, 'resources')) {
  const rows = await sampleRows()
  const folder = path.join(resources, 'data')
  await mkdir(folder, { recursive: true })
  const csv = [['name', 'class'], ...rows].map((row) => `${row.join(',')}\n`).join('')
  await writeFile(path.join(folder, 'surnames.csv'), csv)
  const faker = path.dirname(createRequire(import.meta.url).resolve('@faker-js/faker/package.json'))
  await writeFile(
    path.join(folder, 'surnames.LICENSE.txt'),
    `surnames.csv is made from the surname lists of @faker-js/faker.\n\n${await readFile(path.join(faker, 'LICENSE'), 'utf8')}`
  )
  return rows.length
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const rows = await buildSampleData(process.argv[2])
  console.log(`Sample data: ${rows} surnames of ${Object.keys(classes).length} languages.`)
}
