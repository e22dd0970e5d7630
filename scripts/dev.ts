/**
 * `npm run dev`: hot reload. In Electron where the runtime is; else a browser seat whose page
 * comes from Vite and whose core restarts when a source of it changes.
 */
import '../src/main/runtime-guard.ts'
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { createServer } from 'vite'
import react from '@vitejs/plugin-react'
import { installedElectron } from './start-electron.ts'

const root = join(import.meta.dirname, '..')
const { values } = parseArgs({
  options: {
    data: { type: 'string', default: join(root, '.data', 'dev') },
    demo: { type: 'boolean', default: false },
    port: { type: 'string', default: '5180' },
  },
})
const consoleFlags = ['--data', values.data, ...(values.demo ? ['--demo'] : [])]

function run(args: readonly string[]): void {
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['inherit', 'pipe', 'inherit'] })
  child.stdout.on('data', (text: Buffer) =>
    process.stdout.write(String(text).replaceAll(corePort, pagePort)),
  )
  child.on('close', (code) => process.exit(code ?? 1))
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
}

const corePort = String(Number(values.port) + 1)
const pagePort = values.port
const coreOrigin = `http://127.0.0.1:${corePort}`

/** The core sees its own page's origin: the proxy stands between them. */
const toCore = {
  target: coreOrigin,
  changeOrigin: true,
  headers: { origin: coreOrigin },
}

async function serveBrowserSeat(): Promise<void> {
  const paths = ['/start/', '/files/', '/tiles/']
  const server = await createServer({
    configFile: false,
    root: join(root, 'src/renderer'),
    plugins: [react()],
    server: {
      host: '127.0.0.1',
      port: Number(pagePort),
      strictPort: true,
      proxy: {
        ...Object.fromEntries(paths.map((path) => [path, toCore])),
        // Exactly: the page has a source file whose name begins the same.
        '^/channel$': { ...toCore, ws: true },
      },
    },
  })
  await server.listen()
  const watch = [
    '--watch',
    '--watch-path=src/core',
    '--watch-path=src/main',
    '--watch-preserve-output',
  ]
  run([...watch, 'src/main/headless.ts', '--port', corePort, ...consoleFlags])
}

if (installedElectron())
  run(['node_modules/electron-vite/bin/electron-vite.js', 'dev', '--watch', '--', ...consoleFlags])
else await serveBrowserSeat()
