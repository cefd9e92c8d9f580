import { describe, expect, test } from '@jest/globals'
import { requireSource } from '../../src/trigger/source.ts'
import { failure } from '../pieces/thrown.ts'

test.each(['run.training', 'pipelines.training.training_pipeline', 'modèles.entraînement', '_a._b'])(
  '%s is a module and a pipeline in it',
  source => {
    expect(() => requireSource(source, 'source')).not.toThrow()
  }
)

describe('anything else is refused with what to write', () => {
  test.each([
    ['pipelines/training.py', "'pipelines.training.<pipeline>'"],
    ['./pipelines/training.py', "'pipelines.training.<pipeline>'"],
    ['pipelines\\training.py', "'pipelines.training.<pipeline>'"],
    ['training.py', "'training.<pipeline>'"],
    ['pipelines/training.py:train', "'pipelines.training.train'"],
    ['pipelines/training.py::train', "'pipelines.training.train'"],
    ['pipelines.training:train', "'pipelines.training.train'"],
    ['pipelines/training', "'pipelines.training.<pipeline>'"],
    ['training', "'<module>.training'"],
    ['./training.pyc', "'<module>.<pipeline>'"],
    ['python run.py', "'<module>.<pipeline>'"],
    ['a..b', "'<module>.<pipeline>'"],
    ['.training', "'<module>.<pipeline>'"],
    ['my-package.training', "'<module>.<pipeline>'"],
    ['a.b; rm -rf', "'<module>.<pipeline>'"]
  ])('%s', async (source, written) => {
    const error = await failure(() => requireSource(source, 'environments: staging.source'))
    expect(error.where).toBe('environments: staging.source')
    expect(error.remedy).toBe(`Write ${written}, as 'zenml pipeline run' takes it.`)
  })
})
