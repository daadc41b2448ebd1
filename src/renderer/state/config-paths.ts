import type { NamesConfig } from '#shared/schemas/names-config'

type Leaf = string | number | boolean | null

type Paths<T> = {
  [Key in keyof T & string]: T[Key] extends Leaf ? Key : `${Key}.${Paths<T[Key]>}`
}[keyof T & string]

type Editable = Omit<NamesConfig, 'formatVersion' | 'task' | 'preset'>

/** Every setting of a names run: 'seed', 'model.cell', 'model.dropout.layers', ... */
export type ConfigPath = Paths<Editable>

export type ConfigValue = string | number | boolean | null

type Tree = { readonly [key: string]: Tree | ConfigValue }

export function readPath(config: NamesConfig, path: ConfigPath): ConfigValue {
  let node: Tree | ConfigValue = config as unknown as Tree
  for (const key of path.split('.')) node = (node as Tree)[key] ?? null
  return node as ConfigValue
}

/** A copy of the configuration with one setting changed. The value is checked later, by the schema. */
export function writePath(config: NamesConfig, path: ConfigPath, value: ConfigValue): NamesConfig {
  const write = (node: Tree, keys: readonly string[]): Tree => {
    const [key, ...rest] = keys
    if (key === undefined) return node
    return { ...node, [key]: rest.length === 0 ? value : write(node[key] as Tree, rest) }
  }
  return write(config as unknown as Tree, path.split('.')) as unknown as NamesConfig
}

/** All settings of a configuration, in order. */
export function listPaths(config: NamesConfig): ConfigPath[] {
  const walk = (node: Tree, before: string): string[] =>
    Object.entries(node).flatMap(([key, value]) =>
      value !== null && typeof value === 'object' ? walk(value, `${before}${key}.`) : [`${before}${key}`]
    )
  const { formatVersion: _version, task: _task, preset: _preset, ...editable } = config
  return walk(editable as unknown as Tree, '') as ConfigPath[]
}

/** Settings in which two configurations differ. */
export const differences = (a: NamesConfig, b: NamesConfig): ConfigPath[] =>
  listPaths(a).filter((path) => readPath(a, path) !== readPath(b, path))

export const differing = (a: NamesConfig, b: NamesConfig): ReadonlySet<ConfigPath> =>
  new Set(differences(a, b))
