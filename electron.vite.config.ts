// How the three parts are built: main (ES modules), preload (one CommonJS file, as a sandboxed preload must be) and
// renderer. Dependencies are bundled in, for start-up speed; what holds native code or a binary stays outside.
import { fileURLToPath } from 'node:url'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import type { Plugin } from 'vite'

/** Vite's hot reload puts an inline script into the page; the policy of the built page would stop it. Development only. */
const relaxPolicyWhileServing: Plugin = {
  name: 'relax-policy-while-serving',
  apply: 'serve',
  transformIndexHtml: (html) => html.replace(/<meta\s+http-equiv="Content-Security-Policy"[\s\S]*?\/>/, ''),
}

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

const alias = { '@protocol': here('codex-bin/protocol/ts'), '@contract': here('preload/contract') }

/** Native code cannot be bundled; Codex is found in codex-bin/, never imported. */
const staysOutside = [/^@napi-rs\/keyring/, /^@openai\/codex/]

export default defineConfig({
  main: {
    resolve: { alias },
    build: {
      externalizeDeps: false,
      outDir: 'out/main',
      rolldownOptions: {
        // The keyring is talked to by a process of its own, see main/secrets/keyring-host.
        input: { index: here('main/index.ts'), 'keyring-host': here('main/secrets/keyring-host.ts') },
        external: staysOutside,
        output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    resolve: { alias },
    build: {
      externalizeDeps: false,
      outDir: 'out/preload',
      rolldownOptions: {
        input: { index: here('preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
      },
    },
  },
  renderer: {
    root: here('renderer'),
    resolve: { alias },
    plugins: [react(), tailwindcss(), relaxPolicyWhileServing],
    // Chunks in workers too: the highlighter loads a grammar when it meets the language.
    worker: { format: 'es' },
    build: {
      outDir: here('out/renderer'),
      minify: true,
      // The policy forbids inline anything but styles, so small assets stay files.
      assetsInlineLimit: 0,
      rolldownOptions: {
        input: here('renderer/index.html'),
        // What the first paint needs comes in one file: each is asked for and answered by main, which is busy then.
        output: { codeSplitting: { groups: [{ name: 'first-paint', tags: ['$initial'] }] } },
      },
    },
  },
})
