import { namesConfigSchema, type NamesConfig } from '#shared/schemas/names-config'
import type { ConfigPath } from './config-paths'

/** What a setting may not be; the words come from the dictionary. */
export type Issue =
  | { readonly kind: 'at-least' | 'at-most'; readonly limit: number }
  | { readonly kind: 'above'; readonly limit: number }
  | { readonly kind: 'whole' | 'number' | 'other' }

/** What is wrong with a configuration, by setting: the first complaint of the schema about each. */
export function findIssues(config: NamesConfig): Map<ConfigPath, Issue> {
  const issues = new Map<ConfigPath, Issue>()
  const parsed = namesConfigSchema.safeParse(config)
  if (parsed.success) return issues
  for (const issue of parsed.error.issues) {
    const path = issue.path.map(String).join('.') as ConfigPath
    if (issues.has(path)) continue
    if (issue.code === 'too_small') {
      const limit = Number(issue.minimum)
      issues.set(path, { kind: issue.inclusive === false ? 'above' : 'at-least', limit })
    } else if (issue.code === 'too_big') issues.set(path, { kind: 'at-most', limit: Number(issue.maximum) })
    else if (issue.code === 'invalid_type') {
      issues.set(path, { kind: issue.expected === 'int' ? 'whole' : 'number' })
    } else issues.set(path, { kind: 'other' })
  }
  return issues
}
