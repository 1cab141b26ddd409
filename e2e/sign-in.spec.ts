import { startStudio } from './fixtures/server.ts'
import { expect, signIn, test } from './fixtures/studio.ts'

test.use({ storageState: { cookies: [], origins: [] } })

test('the printed link signs a browser in once, and nobody gets in without it', async ({
  browser,
  page,
}) => {
  const server = await startStudio()
  try {
    await page.goto(`${server.origin}/projects`)
    await expect(page).toHaveURL(/\/sign-in/)
    await signIn(page, server)
    await expect(page.getByRole('heading', { name: 'Projects' })).toBeVisible()

    const other = await browser.newPage()
    await other.goto(server.signInLink)
    await expect(other.getByText(/Every link works once/)).toBeVisible()
    await other.goto(`${server.origin}/projects`)
    await expect(other).toHaveURL(/\/sign-in/)
    expect((await other.request.get(`${server.origin}/api/projects`)).status()).toBe(401)
  } finally {
    await server.stop()
  }
})
