/** A TCP line with a middleman: stops passing bytes on, says everything twice, or says nothing. */
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

export interface FaultyLine {
  /** Where the console connects. */
  readonly port: number
  /** Nothing passes any more, either way; both ends stay connected. */
  stall(on: boolean): void
  /** Whatever the far end says arrives twice. */
  echoTwice(on: boolean): void
  /** Nobody is behind it: connections are taken and nothing is ever said. */
  leadNowhere(on: boolean): void
  close(): Promise<void>
}

export async function faultyLine(farPort: () => number): Promise<FaultyLine> {
  let [stalled, twice, nowhere] = [false, false, false]
  const sockets = new Set<Socket>()

  function keep(socket: Socket): void {
    sockets.add(socket)
    socket.on('error', () => socket.destroy())
    socket.on('close', () => sockets.delete(socket))
  }
  const server = createServer((near) => {
    keep(near)
    if (nowhere) return void near.resume()
    const far = connect({ port: farPort(), host: '127.0.0.1' })
    keep(far)
    near.on('data', (bytes) => {
      if (!stalled) far.write(bytes)
    })
    far.on('data', (bytes) => {
      if (stalled) return
      near.write(bytes)
      if (twice) near.write(bytes)
    })
    near.on('close', () => far.destroy())
    far.on('close', () => near.destroy())
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    port: (server.address() as AddressInfo).port,
    stall: (on) => void (stalled = on),
    echoTwice: (on) => void (twice = on),
    leadNowhere: (on) => void (nowhere = on),
    async close() {
      for (const socket of sockets) socket.destroy()
      await new Promise<void>((done) => server.close(() => done()))
    },
  }
}
