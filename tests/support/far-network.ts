/**
 * A network of its own behind a virtual cable, for what one machine's loopback cannot do: a peer
 * that is gone without a word. `cut` takes the cable out at the far side; no end hears of it.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { connect, createServer } from 'node:net'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const ip = (...words: string[]) => spawnSync('ip', words, { encoding: 'utf8' })

/** `undefined` where this user may make networks, else the sentence a skipped test prints. */
export function networkMissing(): string | undefined {
  const probe = `faults-probe-${process.pid}`
  const made = ip('netns', 'add', probe)
  if (made.status === 0) {
    ip('netns', 'del', probe)
    return undefined
  }
  return 'no network of its own can be made here (needs root and iproute2): half-open TCP is only tested without the cut cable'
}

export interface FarNetwork {
  readonly ownAddress: string
  readonly farAddress: string
  /** Connections to `farAddress:port` come out at `127.0.0.1:localPort` of this machine. */
  serve(port: number, localPort: number): Promise<void>
  /** Connections to the local port it gives come out in the far network, to `ownAddress:port`. */
  call(port: number): Promise<number>
  cut(): void
  mend(): void
  remove(): void
}

export function farNetwork(): FarNetwork {
  const id = process.pid % 50_000
  const name = `far${id}`
  const [near, far] = [`n${id}`, `f${id}`]
  const net = `10.231.${id % 250}`
  const [ownAddress, farAddress] = [`${net}.1`, `${net}.2`]
  const folder = mkdtempSync(join(tmpdir(), 'far-'))
  const running: ChildProcess[] = []
  const servers: ReturnType<typeof createServer>[] = []

  ip('netns', 'add', name)
  ip('link', 'add', near, 'type', 'veth', 'peer', 'name', far, 'netns', name)
  ip('addr', 'add', `${ownAddress}/24`, 'dev', near)
  ip('link', 'set', near, 'up')
  const inside = (...words: string[]) => ip('netns', 'exec', name, 'ip', ...words)
  inside('addr', 'add', `${farAddress}/24`, 'dev', far)
  inside('link', 'set', far, 'up')

  function socat(from: string, to: string, isInside: boolean): void {
    const child = isInside
      ? spawn('ip', ['netns', 'exec', name, 'socat', from, to], { stdio: 'ignore' })
      : spawn('socat', [from, to], { stdio: 'ignore' })
    running.push(child)
  }
  async function until(port: number, host: string): Promise<void> {
    for (let tries = 0; tries < 200; tries++) {
      const open = await new Promise<boolean>((done) => {
        const probe = connect({ port, host }, () => done(true))
        probe.on('error', () => done(false))
        probe.on('close', () => undefined)
        probe.unref()
        setTimeout(() => probe.destroy(), 20)
      })
      if (open) return
      await new Promise((done) => setTimeout(done, 25))
    }
    throw new Error(`nobody listens on ${host}:${port}`)
  }
  return {
    ownAddress,
    farAddress,
    async serve(port, localPort) {
      const road = join(folder, `${port}.sock`)
      socat(`UNIX-LISTEN:${road},fork`, `TCP:127.0.0.1:${localPort}`, false)
      socat(`TCP-LISTEN:${port},reuseaddr,fork`, `UNIX-CONNECT:${road}`, true)
      await until(port, farAddress)
    },
    async call(port) {
      const road = join(folder, `call-${port}.sock`)
      socat(`UNIX-LISTEN:${road},fork`, `TCP:${ownAddress}:${port}`, true)
      const server = createServer((socket) => {
        const inner = connect(road)
        const hangUp = () => {
          socket.destroy()
          inner.destroy()
        }
        for (const one of [socket, inner]) one.on('error', hangUp).on('close', hangUp)
        socket.pipe(inner).pipe(socket)
      })
      servers.push(server)
      await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
      const address = server.address()
      return address !== null && typeof address === 'object' ? address.port : 0
    },
    cut: () => void inside('link', 'set', far, 'down'),
    mend: () => void inside('link', 'set', far, 'up'),
    remove() {
      for (const server of servers) server.close()
      for (const child of running) child.kill('SIGKILL')
      ip('netns', 'del', name)
      ip('link', 'del', near)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
