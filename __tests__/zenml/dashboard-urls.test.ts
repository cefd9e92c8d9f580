import { expect, test } from '@jest/globals'
import { dashboardUrls } from '../../src/zenml/dashboard-urls.ts'

const base = new URL('https://zenml.test/team/')
const project = { id: 'p-id', name: 'my project' }
const open = { version: '0.98.0', isPro: false, dashboardUrl: 'https://dashboard.test', proApiUrl: undefined }

test('open source goes by the name of the project, Pro by its id', () => {
  expect(dashboardUrls(open, base, project).runUrl('r')).toBe('https://dashboard.test/projects/my%20project/runs/r')
  expect(dashboardUrls({ ...open, isPro: true }, base, project).runUrl('r')).toBe(
    'https://dashboard.test/projects/p-id/runs/r'
  )
})

test.each(['', 'not a url', 'javascript:alert(1)', 'ftp://dashboard.test'])(
  "where the server's own address is %j, the address that the user gave is taken",
  dashboardUrl => {
    expect(dashboardUrls({ ...open, dashboardUrl }, base, project).runUrl('r')).toBe(
      'https://zenml.test/team/projects/my%20project/runs/r'
    )
  }
)

test('a name or id cannot lead anywhere else', () => {
  const url = new URL(dashboardUrls(open, base, { id: 'p', name: '../..//evil.test/?x#' }).runUrl('../../r?'))
  expect(url.origin).toBe('https://dashboard.test')
  expect(url.pathname).toBe('/projects/..%2F..%2F%2Fevil.test%2F%3Fx%23/runs/..%2F..%2Fr%3F')
  expect(url.search).toBe('')
})

test("nothing but the place is taken from the server's own address: no password, no query, no fragment", () => {
  const dashboardUrl = 'https://user:pw@dashboard.test/x?q=1#f'
  expect(dashboardUrls({ ...open, dashboardUrl }, base, project).runUrl('r')).toBe(
    'https://dashboard.test/x/projects/my%20project/runs/r'
  )
})
