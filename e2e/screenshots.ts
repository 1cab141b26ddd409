// Takes a picture of every screen, light and dark, wide and narrow:
//   node e2e/screenshots.ts <folder> [part of a tour's name]
// With --readme it takes the one picture of the README instead: docs/images/builder.png.
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from '@playwright/test'
import { tours } from './fixtures/screens.ts'
import { type StudioServer, startStudio } from './fixtures/server.ts'
import { Studio, signIn } from './fixtures/studio.ts'

const looks = [
  { colorScheme: 'light', width: 1440 },
  { colorScheme: 'dark', width: 1440 },
  { colorScheme: 'light', width: 1024 },
  { colorScheme: 'dark', width: 1024 },
] as const

async function takeAll(page: Page, folder: string, name: string) {
  for (const { colorScheme, width } of looks) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.setViewportSize({ width, height: 900 })
    const file = `${name.replaceAll(/\W+/g, '-').toLowerCase()}-${colorScheme}-${width}.png`
    await page.screenshot({ path: join(folder, file), animations: 'disabled' })
  }
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  await page.setViewportSize({ width: 1440, height: 900 })
}

async function takeTours(page: Page, server: StudioServer, folder: string, only = '') {
  await page.goto('/sign-in')
  await takeAll(page, folder, 'sign-in')
  await signIn(page, server)
  await page.getByText('No connectors yet').waitFor()
  await takeAll(page, folder, 'no projects')
  for (const [name, tour] of Object.entries(tours)) {
    if (!name.includes(only)) continue
    for await (const screen of tour(new Studio(page, server))) await takeAll(page, folder, screen)
  }
}

/** A proved run beside its line. */
async function takeReadmePicture(page: Page, server: StudioServer) {
  await signIn(page, server)
  const studio = new Studio(page, server)
  await studio.createPracticeConnector(['Orders', 'Customers', 'Products'], { isBare: false })
  for (const stream of ['Products', 'Customers', 'Orders']) {
    await studio.showStream(stream)
    await studio.run()
    await studio.tab('Checks').getByText(/ of /).waitFor()
  }
  mkdirSync('docs/images', { recursive: true })
  await page.mouse.move(0, 0)
  await page.screenshot({ path: 'docs/images/builder.png', animations: 'disabled' })
}

function launch(): Promise<Browser> {
  const found = [process.env.CHROMIUM_PATH, '/usr/bin/chromium', '/usr/bin/chromium-browser'].find(
    (path) => path !== undefined && existsSync(path),
  )
  return chromium.launch({ args: ['--no-sandbox'], ...(found && { executablePath: found }) })
}

const [target, only] = process.argv.slice(2)
if (target === undefined) {
  console.error('Usage: node e2e/screenshots.ts <folder> | --readme')
  process.exit(2)
}
const server = await startStudio()
const browser = await launch()
try {
  const page = await browser.newPage({
    baseURL: server.origin,
    viewport: { width: 1440, height: 900 },
    reducedMotion: 'reduce',
  })
  if (target === '--readme') await takeReadmePicture(page, server)
  else await takeTours(page, server, target, only)
} finally {
  await browser.close()
  await server.stop()
}
