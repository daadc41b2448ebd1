import globals from 'globals'
import svelte from 'eslint-plugin-svelte'
import tseslint from 'typescript-eslint'
import { layerRule } from './tools/lint/layers.mjs'

const noRandom = {
  object: 'Math',
  property: 'random',
  message: 'Use a seeded stream (engine/random): one seed owns every random choice.'
}

export default tseslint.config(
  {
    ignores: [
      'node_modules',
      '.cache',
      'out',
      'dist',
      'native',
      'artifacts',
      'test-results',
      'playwright-report',
      'test/fixtures',
      'src/kernels',
      '**/.venv'
    ]
  },
  ...tseslint.configs.recommended,
  ...svelte.configs.recommended,
  {
    plugins: { unroll: { rules: { layers: layerRule } } },
    languageOptions: { globals: { ...globals.node } },
    rules: {
      'unroll/layers': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
      'no-eval': 'error',
      'no-new-func': 'error',
      'max-lines': ['error', { max: 300 }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }]
    }
  },
  {
    files: ['src/**/*.ts'],
    languageOptions: {
      parserOptions: {
        projectService: false,
        project: [
          './tsconfig.engine.json',
          './tsconfig.trainer.json',
          './tsconfig.host.json',
          './tsconfig.web.json'
        ]
      }
    },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true }
      ]
    }
  },
  {
    files: ['src/engine/**', 'src/trainer/**', 'src/host/**'],
    rules: { 'no-restricted-properties': ['error', noRandom] }
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { globals: globals.browser, parserOptions: { parser: tseslint.parser } },
    rules: { 'svelte/no-at-html-tags': 'error' }
  },
  { files: ['src/renderer/**'], languageOptions: { globals: globals.browser } },
  { files: ['src/cli/**', 'tools/**', 'test/**', 'bench/**'], rules: { 'no-console': 'off' } }
)
