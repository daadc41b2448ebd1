import { defineConfig } from 'vitest/config'
import { kernels } from './tools/lib/kernels-plugin.mjs'

export default defineConfig({
  plugins: [kernels()],
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/e2e/**', 'node_modules/**'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: 'forks',
    maxWorkers: 2
  }
})
