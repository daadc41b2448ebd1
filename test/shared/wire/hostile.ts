import fc from 'fast-check'

// Messages that no front of ours sends (reliability.md 4D); the same ones against every wire.

const deep = (depth: number, wrap: (inner: unknown) => unknown): unknown => {
  let value: unknown = 1
  for (let i = 0; i < depth; i++) value = wrap(value)
  return value
}

const cyclic = (): unknown => {
  const value: Record<string, unknown> = { t: 'q', i: 'c', m: 'app.info' }
  value['a'] = [value]
  return value
}

const throwing = (): unknown => ({
  t: 'q',
  get m(): string {
    throw new Error('a getter')
  },
  a: []
})

/** Names that reach into prototypes, birpc's own methods, and near misses of real ones. */
const methods = [
  'constructor',
  '__proto__',
  'toString',
  '__defineGetter__',
  'then',
  '$close',
  '$call',
  '$functions',
  'hasOwnProperty',
  'app.constructor',
  'app.__proto__',
  '__proto__.info',
  'constructor.prototype',
  'app',
  'app.',
  '.info',
  'app.info.call',
  'app.menu', // an event, not a call
  'APP.INFO',
  ''
]

const paths = [
  '/etc/passwd',
  '../../x',
  'file:///etc/passwd',
  '\\\\server\\share',
  'C:\\x',
  '\0',
  '~/.ssh/id_rsa'
]

/** Fixed messages, those that cannot be written as JSON among them. Built when asked for: some are large. */
export function worst(): unknown[] {
  const call = (m: string, a: unknown): unknown => ({ t: 'q', i: 'x', m, a })
  return [
    null,
    undefined,
    0,
    NaN,
    1e308,
    'text',
    'x'.repeat(10 * 1024 * 1024),
    [],
    {},
    true,
    10n,
    new Date(),
    /x/g,
    new Map([['t', 'q']]),
    new Set(['q']),
    new Error('x'),
    new Uint8Array(10),
    new SharedArrayBuffer(8),
    new ArrayBuffer(8),
    cyclic(),
    deep(10_000, (inner) => [inner]),
    deep(10_000, (inner) => ({ a: inner })),
    call(
      'app.info',
      deep(10_000, (inner) => [inner])
    ),
    call('app.info', new Array(1_000_000).fill(0)),
    call('app.info', [{ ...Object.fromEntries(Array.from({ length: 50_000 }, (_, i) => [i, i])) }]),
    call('app.changeSettings', [{ view: 'x'.repeat(30 * 1024 * 1024) }]),
    { t: 'q', i: 'i'.repeat(1_000_000), m: 'app.info', a: [] },
    { t: 'q', m: 'app.info', a: [] },
    { t: 'q', i: 1, m: 'app.info', a: [] },
    { t: 'q', i: '', m: 'app.info', a: [] },
    { t: 'q', i: 'x', m: 'app.info', a: [], o: true },
    { t: 'q', i: 'x', m: 'app.info', a: [], extra: 1 },
    { t: 's', i: 'never asked', r: 1 },
    { t: 's', i: '__proto__', e: {} },
    { t: 'x', i: 'x', m: 'app.info', a: [] },
    ...methods.map((m) => call(m, [])),
    ...['abc', {}, null, undefined, 7, [1, 2], [[]], [{}]].map((a) => call('app.info', a)),
    ...paths.flatMap((path) => [
      call('app.openLink', [path]),
      call('data.open', [{ files: [path], read: {} }]),
      call('data.open', [{ files: [{ handle: path, name: 'x', bytes: 1, kind: 'file' }], read: {} }]),
      call('runs.show', [path]),
      call('runs.remove', [path]),
      call('training.resume', [path]),
      call('names.open', [{ run: path, checkpoint: path }])
    ]),
    ...[NaN, Infinity, -1, 1e99, '1', null, [], {}].flatMap((number) => [
      call('data.split', [{ dataset: 'sample', heldOut: number, seed: number }]),
      call('training.setLearningRate', [{ run: 'x', learningRate: number }])
    ]),
    JSON.parse('{"t":"q","i":"x","m":"app.changeSettings","a":[{"__proto__":{"theme":"dark"}}]}'),
    JSON.parse('{"t":"q","i":"x","m":"app.changeSettings","a":[{"constructor":{"prototype":{}}}]}'),
    JSON.parse('{"__proto__":{"t":"q"},"i":"x","m":"app.info","a":[]}')
  ]
}

/** Only for a wire that does not clone. */
export const live = (): unknown[] => [
  throwing(),
  () => {},
  Symbol('x'),
  { t: 'q', i: 'x', m: 'app.info', a: [() => {}] }
]

const junk = fc.anything({
  withBigInt: true,
  withDate: true,
  withMap: true,
  withTypedArray: true,
  maxDepth: 3
})

/** Anything at all, and things that look like calls of these methods. */
export const message = (names: readonly string[]): fc.Arbitrary<unknown> =>
  fc.oneof(
    junk,
    fc.record({
      t: fc.oneof(fc.constant('q'), fc.constant('s'), junk),
      i: fc.oneof(fc.string(), junk),
      m: fc.oneof(fc.constantFrom(...names, ...methods), junk),
      a: fc.oneof(fc.array(junk, { maxLength: 2 }), junk)
    }),
    fc.record({
      t: fc.constant('q'),
      i: fc.string({ minLength: 1, maxLength: 5 }),
      m: fc.constantFrom(...names),
      a: fc.array(fc.oneof(junk, fc.object({ maxDepth: 2 })), { minLength: 1, maxLength: 1 })
    })
  )
