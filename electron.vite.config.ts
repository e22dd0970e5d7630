import { resolve } from 'node:path'
import { defineConfig } from 'electron-vite'
import react from '@vitejs/plugin-react'

const at = (path: string) => resolve(import.meta.dirname, path)

/** Found in node_modules at run time: their binaries cannot go into a bundle. The last two are optional parts of `ws`. */
const native = ['electron', 'better-sqlite3', 'serialport', 'bufferutil', 'utf-8-validate']

/**
 * Its Node build declares a `require` of its own, as the bundler does; the other one is the same
 * but for the threads, which nobody here uses.
 */
const fflate = at('node_modules/fflate/esm/browser.js')

export default defineConfig({
  main: {
    resolve: { alias: { fflate } },
    build: {
      // Everything else goes in: loading it file by file takes 0.6 s more and 170 MB more memory.
      externalizeDeps: false,
      outDir: 'out/main',
      minify: false,
      sourcemap: true,
      rolldownOptions: {
        input: {
          index: at('src/main/index.ts'),
          'core-process': at('src/main/core-process.ts'),
          headless: at('src/main/headless.ts'),
          'headless-main': at('src/main/headless-main.ts'),
          // Threads, started by file name.
          'checkpoint-worker': at('src/main/adapters/data-folder/checkpoint-worker.ts'),
          'backup-worker': at('src/main/adapters/data-folder/backup-worker.ts'),
          'terrain-worker': at('src/main/adapters/terrain/terrain-worker.ts'),
          'roster-worker': at('src/main/adapters/roster/roster-worker.ts'),
          'road-worker': at('src/main/adapters/roads/road-worker.ts'),
          'tile-worker': at('src/main/adapters/tiles/tile-worker.ts'),
          'past-worker': at('src/main/adapters/past/past-worker.ts'),
          'document-worker': at('src/main/adapters/documents/document-worker.ts'),
          'map-file-worker': at('src/main/adapters/map-files/map-file-worker.ts'),
        },
        external: native,
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      minify: false,
      rolldownOptions: {
        input: { index: at('src/preload/index.ts') },
        external: ['electron'],
        // A sandboxed preload is one CommonJS file.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: at('src/renderer'),
    // Absolute: a panel's page at /panel/<id> uses the same files. (`base` is set to './' by the tool.)
    experimental: { renderBuiltUrl: (file) => `/${file}` },
    plugins: [react()],
    build: {
      outDir: at('out/renderer'),
      emptyOutDir: true,
      minify: true,
      // A data: URL is a script or font the policy refuses.
      assetsInlineLimit: 0,
      rolldownOptions: {
        input: {
          index: at('src/renderer/index.html'),
          recorder: at('src/renderer/recorder.html'),
        },
      },
    },
  },
})
