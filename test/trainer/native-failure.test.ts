import { describe, expect, it } from 'vitest'
import { AppError } from '#shared/errors/app-error'
import { describeLoadFailure } from '../../src/trainer/native-failure'

describe('describeLoadFailure', () => {
  it.each([
    [
      'libcudart.so.12: cannot open shared object file: No such file or directory',
      'native-library-missing',
      { file: 'libcudart.so.12' }
    ],
    [
      'dlopen(/a/b.node, 0x0001): Library not loaded: @rpath/libtensorflow_cc.2.dylib\n  Referenced from: x',
      'native-library-missing',
      { file: '@rpath/libtensorflow_cc.2.dylib' }
    ],
    [
      "/lib/x86_64-linux-gnu/libm.so.6: version `GLIBC_2.29' not found (required by /a/libtensorflow_cc.so.2)",
      'native-system-too-old',
      { what: 'GLIBC_2.29' }
    ],
    ['/a/b.node: invalid ELF header', 'native-wrong-abi', { what: '/a/b.node: invalid ELF header' }],
    ["Module did not self-register: '/a/b.node'.", 'native-wrong-abi', {}],
    ['/a/b.node: undefined symbol: TFE_NewOp', 'native-wrong-abi', {}],
    ['something else\nwith a second line', 'native-load-failed', { what: 'something else' }]
  ])('%s', (message, code, params) => {
    const error = describeLoadFailure(new Error(message))
    expect(error.code).toBe(code)
    expect(error.params).toMatchObject(params)
    expect(error.detail).toBe(message)
  })

  it('keeps what is a sentence already, and takes anything thrown', () => {
    const known = new AppError('native-not-set-up')
    expect(describeLoadFailure(known)).toBe(known)
    expect(describeLoadFailure('text').params).toEqual({ what: 'text' })
  })
})
