import { existsSync } from 'node:fs'
import { defineConfig, devices } from '@playwright/test'

// A Chromium of the system if there is one, else the one that `playwright install` fetched.
const candidates = [process.env.CHROMIUM_PATH, '/usr/bin/chromium', '/usr/bin/chromium-browser']
const executablePath = candidates.find((path) => path && existsSync(path))

export default defineConfig({
  testDir: 'e2e',
  outputDir: '.playwright/results',
  // Each worker starts a studio of its own (e2e/fixtures/studio.ts), so nothing is shared.
  workers: 1,
  forbidOnly: Boolean(process.env.CI),
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ['json', { outputFile: '.playwright/reports/e2e.json' }]],
  use: {
    ...devices['Desktop Chrome'],
    viewport: { width: 1440, height: 900 },
    trace: 'retain-on-failure',
    actionTimeout: 15_000,
    launchOptions: {
      ...(executablePath && { executablePath }),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-dev-shm-usage',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
      ],
    },
  },
})
