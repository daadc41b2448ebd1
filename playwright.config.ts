import { defineConfig } from '@playwright/test'
import type { FrontOptions } from './test/e2e/fixtures'

// One set of specs, run in the window and in the browser. `npm test` says which of them this machine can run.
export default defineConfig<FrontOptions>({
  testDir: 'test/e2e',
  outputDir: 'test-results',
  timeout: 120_000,
  expect: { timeout: 15_000 },
  workers: 1, // a run of the app trains on every core
  retries: process.env['CI'] ? 1 : 0, // a machine that others use; what needed it is named at the end
  reporter: 'line',
  use: { trace: 'retain-on-failure' },
  projects: [
    { name: 'browser', use: { front: 'browser' }, testIgnore: ['packaged.spec.ts', 'electron/**'] },
    { name: 'electron', use: { front: 'electron' }, testIgnore: ['packaged.spec.ts', 'browser/**'] },
    { name: 'packaged', use: { front: 'electron' }, testMatch: ['packaged.spec.ts'] }
  ]
})
