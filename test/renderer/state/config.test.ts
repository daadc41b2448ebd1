import { describe, expect, it } from 'vitest'
import { namesPresets } from '#shared/presets'
import { findIssues } from '../../../src/renderer/state/config-issues'
import { differences, listPaths, readPath, writePath } from '../../../src/renderer/state/config-paths'
import { fields, groups, pathsOf } from '../../../src/renderer/screens/names/train/fields'

const { lecture, best, quick } = namesPresets

describe('settings by path', () => {
  it('reads and writes one setting and leaves the rest', () => {
    const changed = writePath(best, 'model.dropout.readout', 0.25)
    expect(readPath(changed, 'model.dropout.readout')).toBe(0.25)
    expect(differences(best, changed)).toEqual(['model.dropout.readout'])
    expect(best.model.dropout.readout).toBe(0.5)
  })

  it('knows every setting of a run, and the form asks for each', () => {
    expect([...listPaths(lecture)].sort()).toEqual(Object.keys(fields).sort())
  })

  it('asks only for settings that have an effect now', () => {
    expect(pathsOf('model', lecture)).not.toContain('model.nonlinearity')
    expect(pathsOf('model', writePath(lecture, 'model.cell', 'rnn'))).toContain('model.nonlinearity')
    expect(groups.flatMap((group) => pathsOf(group, lecture)).length).toBeGreaterThan(20)
  })
})

describe('what is wrong with a configuration', () => {
  it('is nothing for the presets', () => {
    for (const preset of [lecture, best, quick]) expect(findIssues(preset).size).toBe(0)
  })

  it('names the limit that the schema sets', () => {
    expect(findIssues(writePath(quick, 'model.layers', 9)).get('model.layers')).toEqual({
      kind: 'at-most',
      limit: 8
    })
    expect(findIssues(writePath(quick, 'model.hiddenSize', 0)).get('model.hiddenSize')).toEqual({
      kind: 'at-least',
      limit: 1
    })
    expect(findIssues(writePath(quick, 'training.learningRate', 0)).get('training.learningRate')).toEqual({
      kind: 'above',
      limit: 0
    })
  })

  it('tells a fraction from an empty field', () => {
    expect(findIssues(writePath(quick, 'model.layers', 1.5)).get('model.layers')).toEqual({ kind: 'whole' })
    expect(findIssues(writePath(quick, 'model.layers', Number.NaN)).get('model.layers')?.kind).toBe('number')
  })
})
