// Unit tests sit by the path of what they test and need no Codex; integration tests run the real binary in plain Node.
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

const shared = {
  resolve: { alias: { '@protocol': here('codex-bin/protocol/ts'), '@contract': here('preload/contract') } },
  plugins: [react()],
}

export default defineConfig({
  test: {
    projects: [
      {
        ...shared,
        test: {
          name: 'unit',
          environment: 'node',
          include: ['tests/unit/**/*.test.ts', 'tests/unit/scripts/**/*.test.mjs'],
          exclude: ['tests/unit/renderer/**'],
          unstubEnvs: true,
          restoreMocks: true,
        },
      },
      {
        ...shared,
        test: {
          name: 'renderer',
          // A document takes longer to make than most files to run: those that need one say so in their first line.
          environment: 'node',
          include: ['tests/unit/renderer/**/*.test.ts'],
          restoreMocks: true,
        },
      },
      {
        ...shared,
        test: {
          name: 'components',
          environment: 'jsdom',
          include: ['tests/unit/renderer/**/*.test.tsx'],
          restoreMocks: true,
        },
      },
      {
        ...shared,
        test: {
          name: 'integration',
          environment: 'node',
          include: ['tests/integration/**/*.test.ts', 'tests/faults/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          // Each file starts servers of its own; more than two at once and they wait for each other's processor time.
          maxWorkers: 2,
        },
      },
    ],
  },
})
