import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { AppError } from '#shared/errors/app-error'
import { namesPresets, type NamesPreset } from '#shared/presets'
import { namesConfigSchema, type NamesConfig } from '#shared/schemas/names-config'

export interface SettingOptions {
  readonly preset?: string | undefined
  readonly config?: string | undefined
  /** 'training.learningRate=0.003', any number of them. */
  readonly set?: readonly string[] | undefined
  readonly epochs?: string | undefined
  readonly seed?: string | undefined
}

type Tree = { [key: string]: unknown }

const help = 'npm run unroll -- train names --help'
const isTree = (value: unknown): value is Tree =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * The configuration that the options describe: a preset, then the fields of a file, then single settings. The schema that
 * guards every border decides what is possible.
 *
 * @throws AppError 'usage', 'config-file', 'config-invalid'
 */
export async function configFrom(options: SettingOptions, fallback: NamesPreset): Promise<NamesConfig> {
  const preset = options.preset ?? fallback
  if (!Object.hasOwn(namesPresets, preset)) {
    const known = Object.keys(namesPresets).join(', ')
    throw new AppError('usage', { what: `there is no preset ${preset}; there are ${known}`, help })
  }
  const base = namesPresets[preset as NamesPreset]
  let config: Tree = structuredClone(base)
  if (options.config !== undefined) config = merge(config, await readConfig(options.config))
  for (const setting of options.set ?? []) config = merge(config, settingOf(setting))
  if (options.epochs !== undefined)
    config = merge(config, { training: { epochs: numberOf('--epochs', options.epochs) } })
  if (options.seed !== undefined) config = merge(config, { seed: numberOf('--seed', options.seed) })
  const parsed = namesConfigSchema.safeParse(config)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    const field = [...(issue?.path ?? []), ...(issue?.code === 'unrecognized_keys' ? issue.keys : [])].join(
      '.'
    )
    throw new AppError('config-invalid', { field: field || 'config', what: issue?.message ?? '' })
  }
  return named(parsed.data, base)
}

/** A preset whose network or training was changed is no longer that preset; epochs and seed do not count. */
function named(config: NamesConfig, base: NamesConfig): NamesConfig {
  const core = ({ model, training, maximumLength }: NamesConfig): string =>
    JSON.stringify([model, { ...training, epochs: 0 }, maximumLength])
  return core(config) === core(base) ? config : { ...config, preset: 'custom' }
}

async function readConfig(file: string): Promise<Tree> {
  try {
    const value: unknown = JSON.parse(await readFile(file, 'utf8'))
    if (isTree(value)) return value
    throw new TypeError('it holds no object')
  } catch (thrown) {
    const what = thrown instanceof Error ? thrown.message.slice(0, 120) : String(thrown)
    throw new AppError('config-file', { file: path.basename(file), what })
  }
}

function settingOf(text: string): Tree {
  const [key = '', ...rest] = text.split('=')
  if (rest.length === 0) throw new AppError('usage', { what: `--set ${text} has no "="`, help })
  let value: unknown = rest.join('=')
  try {
    value = JSON.parse(value as string) as unknown
  } catch {
    // a word such as lstm
  }
  return key
    .split('.')
    .reverse()
    .reduce<unknown>((inner, part) => Object.fromEntries([[part, inner]]), value) as Tree
}

function numberOf(option: string, text: string): number {
  const value = Number(text)
  if (text.trim() === '' || !Number.isFinite(value)) {
    throw new AppError('usage', { what: `${option} ${text} is not a number`, help })
  }
  return value
}

function merge(base: Tree, change: Tree): Tree {
  const merged = new Map(Object.entries(base))
  for (const [key, value] of Object.entries(change)) {
    const old = merged.get(key)
    merged.set(key, isTree(old) && isTree(value) ? merge(old, value) : value)
  }
  return Object.fromEntries(merged)
}

/** Every setting and its value in a preset: 'training.learningRate' -> 0.001. */
export function settingsOf(tree: object, prefix = ''): [string, unknown][] {
  return Object.entries(tree).flatMap(([key, value]): [string, unknown][] =>
    isTree(value) ? settingsOf(value, `${prefix}${key}.`) : [[`${prefix}${key}`, value]]
  )
}
