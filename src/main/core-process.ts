/** The core in Electron's utility process: one console, many ports. */
import './runtime-guard.ts'
import { serveShell } from './core-shell.ts'

// A utility process only warns about these by itself; here an unknown state must end in a restart.
process.on('unhandledRejection', (error) => {
  throw error
})
serveShell(process.parentPort)
