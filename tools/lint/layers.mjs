import path from 'node:path'

/**
 * The architecture, as a table: each layer (a folder of src/) and the layers it may import from.
 * `shared` is the contract; `engine` is maths; each process has its own folder.
 */
export const layers = {
  shared: [],
  engine: ['shared'],
  trainer: ['shared', 'engine'],
  host: ['shared'],
  main: ['shared', 'host'],
  server: ['shared', 'host'],
  cli: ['shared', 'host'],
  preload: ['shared'],
  renderer: ['shared']
}

const root = path.resolve(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), '../../src')

/** The layer a file belongs to, or undefined when it lies outside src/. */
function layerOf(file) {
  const [layer] = path.relative(root, file).split(path.sep)
  return layer && layer in layers ? layer : undefined
}

/** The layer that an import names, or undefined for a package. */
function layerOfImport(source, file) {
  const alias = /^#([a-z]+)\//.exec(source)
  if (alias) return alias[1]
  return source.startsWith('.') ? layerOf(path.resolve(path.dirname(file), source)) : undefined
}

/** ESLint rule: an import may only cross into a layer that the table allows. */
export const layerRule = {
  meta: { type: 'problem', schema: [], messages: { wrong: '{{from}} may import {{allowed}}, not {{to}}.' } },
  create(context) {
    const from = layerOf(context.filename)
    if (!from) return {}
    const check = (node) => {
      const source = node.source?.value
      if (typeof source !== 'string') return
      const to = layerOfImport(source, context.filename)
      if (!to || to === from || layers[from].includes(to)) return
      const allowed = layers[from].join(', ') || 'no other layer'
      context.report({ node: node.source, messageId: 'wrong', data: { from, to, allowed } })
    }
    return {
      ImportDeclaration: check,
      ImportExpression: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check
    }
  }
}
