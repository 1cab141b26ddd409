import { expectAccessible } from './fixtures/accessible.ts'
import { tours } from './fixtures/screens.ts'
import { startStudio } from './fixtures/server.ts'
import { expect, signIn, test } from './fixtures/studio.ts'

test.describe.configure({ timeout: 240_000 })

for (const [where, tour] of Object.entries(tours)) {
  test(`${where}, every screen is accessible in light and dark, wide and narrow`, async ({
    studio,
  }) => {
    for await (const screen of tour(studio)) await expectAccessible(studio.page, screen)
  })
}

test('the sign-in and a studio without projects are accessible', async ({ browser }) => {
  const server = await startStudio()
  const context = await browser.newContext({ storageState: { cookies: [], origins: [] } })
  const page = await context.newPage()
  try {
    await page.goto(`${server.origin}/sign-in`)
    await expectAccessible(page, 'sign-in')
    await page.getByLabel('One-time token').fill('not-a-token')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await expect(page.getByText(/Every link works once/)).toBeVisible()
    await expectAccessible(page, 'sign-in, refused')
    await signIn(page, server)
    await expect(page.getByText('No connectors yet')).toBeVisible()
    await expectAccessible(page, 'no projects')
  } finally {
    await context.close()
    await server.stop()
  }
})
