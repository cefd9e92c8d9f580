import { describe, expect, test } from '@jest/globals'
import { readVisualization, visualizationsOf } from '../../src/zenml/visualizations.ts'
import { broken, FakeServer, type Reply, refused } from '../pieces/fake-server.ts'
import { failure } from '../pieces/thrown.ts'

describe('what an artifact shows', () => {
  const shows = (...all: readonly unknown[]) => visualizationsOf({ metadata: { visualizations: all } })
  const one = (type: string, file: string) => ({ body: { type, uri: `s3://store/train/report/${file}` } })

  test('is what was made to be looked at, each at its place', () => {
    expect(shows(one('json', 'data.json'), one('markdown', 'output.md'), one('image', 'histogram.png'))).toEqual([
      { index: 1, type: 'markdown' },
      { index: 2, type: 'image' }
    ])
  })

  test.each(['data.json', 'data_v2.json', 'data.txt'])('is not the plain value of a step, in %s', file => {
    expect(shows(one('json', file))).toEqual([])
  })

  test.each(['output.json', 'my-data.json', 'data.json.csv'])('may be in %s', file => {
    expect(shows(one('json', file))).toHaveLength(1)
  })

  test('is nothing where the answer has none', () => {
    expect([visualizationsOf({ metadata: null }), visualizationsOf(undefined), shows(null, 'x', { body: {} })]).toEqual(
      [[], [], []]
    )
  })
})

describe('the text of a visualization', () => {
  const read = (server: FakeServer) =>
    readVisualization(server.session(), 'artifact-1', { index: 2, type: 'csv' }, { attempts: 1 })

  test('is read in one bounded request', async () => {
    const server = new FakeServer(() => ({ json: { type: 'csv', value: 'a,b' } }))
    expect(await read(server)).toBe('a,b')
    expect(server.asked).toEqual(['GET /api/v1/artifact_versions/artifact-1/visualize?index=2'])
    expect(server.requests[0]?.maxBytes).toBe(2 * 1024 * 1024)
  })

  test.each<readonly [string, Reply]>([
    ['of another type', { json: { type: 'html', value: '<b>' } }],
    ['without a text', { json: { type: 'csv', value: null } }],
    ['of something else', { json: { ok: true } }],
    ["of a gateway's page", { page: '<html>' }],
    ['that breaks off', broken(true)],
    ['that is too large', broken(true, 'too-large')]
  ])('is not taken from an answer %s', async (_, reply) => {
    expect(await failure(() => read(new FakeServer(() => reply)))).toMatchObject({ name: 'ServerError' })
  })

  test.each([
    [403, 'IllegalOperationError', 'Files in a local artifact store cannot be accessed from the server.'],
    [404, 'DoesNotExistException', "File 's3://x' does not exist in artifact store 'x'."],
    [501, 'NotImplementedError', "Artifact store 'x' could not be instantiated."]
  ])('is refused with %s in words that say what is missing', async (status, exception, message) => {
    const server = new FakeServer(() => refused(status, exception, message))
    expect(await failure(() => read(server))).toMatchObject({
      status,
      passing: false,
      message: `Could not read the report: the server answered ${status}: ${message}`,
      remedy: 'The server itself has to be able to read the artifact store.'
    })
  })
})
