import { bugs, homepage } from '../../../package.json'
import { AppError } from '#shared/errors/app-error'
import type { linkSchema } from '#shared/schemas/app'
import type { z } from '#shared/zod'

export type Link = z.infer<typeof linkSchema>

/** Everything outside the app that it opens: these addresses and the data folder, nothing that a page or file names. */
const addresses: Readonly<Record<Exclude<Link, 'folder'>, string>> = { source: homepage, issues: bugs.url }

/** Throws AppError('bad-message') for anything that is not one of our https links. */
export function linkAddress(link: string): string {
  const address = link === 'source' || link === 'issues' ? addresses[link] : undefined
  if (!address || new URL(address).protocol !== 'https:') throw new AppError('bad-message', { what: 'link' })
  return address
}
