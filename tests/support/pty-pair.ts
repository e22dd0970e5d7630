import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** `undefined` when socat is installed, else the sentence a skipped test prints. */
export function socatMissing(): string | undefined {
  if (spawnSync('socat', ['-V']).status === 0) return undefined
  return 'socat is not installed (apt-get install socat): tests over a pseudo-terminal are skipped'
}

/** Two joined pseudo-terminals; `unplug` kills socat as a pulled cable would, `plug` makes them anew. */
export interface PtyPair {
  readonly near: string
  readonly far: string
  plug(): Promise<void>
  unplug(): Promise<void>
  remove(): Promise<void>
}

async function until(condition: () => boolean, what: string): Promise<void> {
  const limitMs = performance.now() + 10_000
  while (!condition()) {
    if (performance.now() > limitMs) throw new Error(`waited too long for ${what}`)
    await new Promise((done) => setTimeout(done, 5))
  }
}

export async function ptyPair(): Promise<PtyPair> {
  const folder = mkdtempSync(join(tmpdir(), 'pty-'))
  const near = join(folder, 'near')
  const far = join(folder, 'far')
  let socat: ChildProcess | undefined
  const pair: PtyPair = {
    near,
    far,
    async plug() {
      socat = spawn('socat', [`pty,raw,echo=0,link=${near}`, `pty,raw,echo=0,link=${far}`], {
        stdio: 'ignore',
      })
      await until(() => existsSync(near) && existsSync(far), 'socat')
    },
    async unplug() {
      const running = socat
      socat = undefined
      if (running === undefined || running.exitCode !== null) return
      const ended = new Promise<void>((done) => running.once('exit', () => done()))
      running.kill('SIGKILL')
      await ended
      // A killed socat leaves its links behind; a pulled adapter does not.
      rmSync(near, { force: true })
      rmSync(far, { force: true })
    },
    async remove() {
      await pair.unplug()
      rmSync(folder, { recursive: true, force: true })
    },
  }
  await pair.plug()
  return pair
}
