/** One JSON line per event, in a file of the data folder; never personal data, never secrets. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import pino from 'pino'
import type { Logger } from '../../core/module.ts'

export interface FileLogger extends Logger {
  close(): void
}

/** Writes `<folder>/console.log`. Lines are written at once: the last one before a crash counts. */
export function openFileLogger(folder: string): FileLogger {
  mkdirSync(folder, { recursive: true })
  const destination = pino.destination({ dest: join(folder, 'console.log'), sync: true })
  // A full disk must not end the console: the lines are lost, the operator sees the disk's state.
  destination.on('error', () => undefined)
  const log = pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime }, destination)
  return {
    info: (event, details) => log.info({ ...details }, event),
    warn: (event, details) => log.warn({ ...details }, event),
    error: (event, details) => log.error({ ...details }, event),
    close: () => destination.end(),
  }
}

/** What an unexpected error is, as log details. */
export function errorDetails(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { thrown: String(error) }
  const cause = error.cause === undefined ? {} : { cause: errorDetails(error.cause) }
  return { name: error.name, message: error.message, stack: error.stack, ...cause }
}
