import { expect, it } from 'vitest'
import { gradientOf } from '#engine/models/gradient'
import { namesBatch } from '#engine/models/names-batch'
import { namesClassifier } from '#engine/models/names-classifier'
import { stream } from '#engine/random/stream'
import type { NamesModelConfig } from '#shared/schemas/names-config'
import { onEachBackend } from '../../helpers/backends'
import { expectClose } from '../../helpers/close'
import { fixture } from '../../helpers/fixtures'
import { read } from '../../helpers/gradients'
import { modelConfig } from '../../helpers/names'
import { expectNoLeaks } from '../../helpers/tensors'

interface Case extends Pick<
  NamesModelConfig,
  'cell' | 'layers' | 'bidirectional' | 'readout' | 'embeddingSize' | 'hiddenSize'
> {
  readonly key: string
  readonly rows: number
  readonly classes: number
  readonly names: number[][]
  readonly labels: number[]
  readonly labelSmoothing: number
  readonly classWeights: number[] | null
}

onEachBackend('a whole classifier equals PyTorch', () => {
  expectNoLeaks()
  const numbers = fixture<Case>('classifier')

  it.each(numbers.cases)('$key: $cell x $layers, $readout', async (each) => {
    const { key, rows, classes, names, labels, labelSmoothing, classWeights } = each
    const { cell, layers, bidirectional, readout, embeddingSize, hiddenSize } = each
    const model = namesClassifier({
      config: modelConfig({
        input: embeddingSize > 0 ? 'embedding' : 'one-hot',
        embeddingSize: Math.max(embeddingSize, 1),
        cell,
        layers,
        bidirectional,
        readout,
        hiddenSize
      }),
      rows,
      classes,
      seed: 0,
      loss: { labelSmoothing, classWeights: classWeights && Float32Array.from(classWeights) }
    })
    const own = [...model.parameters.variables.keys()]
    expect(own).toEqual(numbers.names(key).filter((name) => numbers.has(`${key}/d.${name}`)))
    model.parameters.write(
      own.map((name) => ({
        name,
        dtype: 'F32',
        shape: numbers.shape(`${key}/${name}`),
        data: numbers.values(`${key}/${name}`)
      }))
    )
    const batch = namesBatch(names, labels)
    const [logits] = model.logits(batch, null)
    expectClose('logits', read(logits), numbers.values(`${key}/logits`), 1e-6)
    const { loss, right, gradient } = gradientOf(model, batch, stream(0, 'dropout', 0))
    expectClose('loss', read(loss), numbers.values(`${key}/loss`), 1e-6)
    for (const { name, data } of model.parameters.named(read(gradient)))
      expectClose(`d.${name}`, data, numbers.values(`${key}/d.${name}`), 1e-6)
    for (const each of [logits, loss, right, gradient, model]) each.dispose()
  })
})
