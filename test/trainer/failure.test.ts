import { describe, expect, it } from 'vitest'
import { AppError } from '#shared/errors/app-error'
import { describeFailure } from '#shared/errors/describe'
import { trainingFailure } from '../../src/trainer/failure'

describe('trainingFailure', () => {
  it.each([
    'ResourceExhausted: OOM when allocating tensor with shape[4096,1000]',
    'std::bad_alloc',
    'No room for 4194304 bytes',
    'Array buffer allocation failed',
    'Invalid typed array length: 99999999999'
  ])('reads %j as a want of memory and proposes a smaller batch', (message) => {
    const failure = trainingFailure(new Error(message), 'native', 4096)
    expect(failure).toMatchObject({
      code: 'out-of-memory',
      params: { batchSize: 4096, suggestedBatchSize: 512 }
    })
    expect(describeFailure(failure.toFailure(), 'en').title).toBe('Not enough memory for batch size 4096')
    expect(trainingFailure(new Error(message), 'native', 3).params).toMatchObject({ suggestedBatchSize: 1 })
  })

  it('blames the device for what TensorFlow throws, and us for the rest', () => {
    const lost = new Error('CUDA_ERROR_ECC_UNCORRECTABLE: gone\nat a place')
    expect(trainingFailure(lost, 'cuda', 256)).toMatchObject({
      code: 'device-failed',
      params: { device: 'cuda', what: 'CUDA_ERROR_ECC_UNCORRECTABLE: gone' }
    })
    expect(trainingFailure('odd', 'builtin', 256)).toMatchObject({
      code: 'trainer-failed',
      params: { what: 'odd' }
    })
  })

  it('passes on what has a code already', () => {
    const error = new AppError('training-idle')
    expect(trainingFailure(error, 'builtin', 1)).toBe(error)
  })
})
