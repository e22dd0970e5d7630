/** Starts, watches and kills the writer of `writer.ts`. */
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'vite'
import type { WriterOrder } from './writer-order.ts'

const root = join(import.meta.dirname, '..', '..')

export interface WriterProgram {
  readonly path: string
  readonly remove: () => void
}

/**
 * The writer in one file: loading the sources one by one would take longer than the load it is
 * to be killed under. It lies in the project, so that it finds the database driver.
 */
export async function buildWriter(): Promise<WriterProgram> {
  const outDir = join(root, '.vitest', `crash-${process.pid}`)
  mkdirSync(outDir, { recursive: true })
  await build({
    configFile: false,
    logLevel: 'error',
    root,
    build: {
      ssr: 'tests/crash/writer.ts',
      outDir,
      emptyOutDir: true,
      target: 'node24',
      rollupOptions: {
        external: ['better-sqlite3'],
        output: { format: 'es', entryFileNames: 'writer.mjs' },
      },
    },
    ssr: { noExternal: true, external: ['better-sqlite3'] },
  })
  return {
    path: join(outDir, 'writer.mjs'),
    remove: () => rmSync(outDir, { recursive: true, force: true }),
  }
}

export interface Acknowledged {
  readonly entity: string
  /** Wall clock of the writer, epoch ms. */
  readonly at: number
}

export interface Victim {
  readonly process: ChildProcess
  /** Everything acknowledged so far, in order. */
  readonly acknowledged: readonly Acknowledged[]
  readonly errors: string
  /** Resolves when the writer has acknowledged that many entries, or has ended. */
  reached(count: number): Promise<void>
  /** SIGKILL; resolves when the process is gone and every line it said was read. */
  kill(): Promise<void>
}

export function startVictim({ path: program }: WriterProgram, order: WriterOrder): Victim {
  const child = spawn(process.execPath, [program, JSON.stringify(order)], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_COMPILE_CACHE: join(program, '..', 'cache') },
  })
  const acknowledged: Acknowledged[] = []
  const waiting = new Set<() => void>()
  let errors = ''
  let ended = false
  let text = ''
  child.stderr.on('data', (piece: Buffer) => void (errors += piece.toString()))
  child.stdout.on('data', (piece: Buffer) => {
    text += piece.toString()
    const lines = text.split('\n')
    text = lines.pop() ?? ''
    for (const line of lines) {
      const [word, entity, at] = line.split(' ')
      if (word === 'ack' && entity !== undefined) acknowledged.push({ entity, at: Number(at) })
    }
    for (const check of waiting) check()
  })
  const gone = new Promise<void>((resolve) =>
    child.once('close', () => {
      ended = true
      for (const check of waiting) check()
      resolve()
    }),
  )
  return {
    process: child,
    acknowledged,
    get errors() {
      return errors
    },
    reached: (count) =>
      new Promise((resolve) => {
        const check = (): void => {
          if (acknowledged.length < count && !ended) return
          waiting.delete(check)
          resolve()
        }
        waiting.add(check)
        check()
      }),
    async kill() {
      child.kill('SIGKILL')
      await gone
    },
  }
}
