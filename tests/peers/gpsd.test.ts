/**
 * A recorded log, played by gpsd's fake receiver into gpsd, handed out by gpspipe, over a
 * pseudo-terminal into the console's satellite driver; gpsd's own decoder is the second opinion.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { superviseGateway, type SupervisedEvent } from '../../src/core/gateway/supervisor.ts'
import { linkOpener } from '../../src/main/adapters/links/open-link.ts'
import { realWorld } from '../../src/main/adapters/world.ts'
import { nmea } from '../../src/main/gateways/nmea/index.ts'
import { nmeaSecond } from '../../src/main/tools/simulate/wire/nmea.ts'
import { ptyPair, socatMissing, type PtyPair } from '../support/pty-pair.ts'
import { missingProgram, runProgram, startProgram, type RunningProgram } from './program.ts'

const missing = [
  missingProgram('gpsd', 'gpsd'),
  missingProgram('gpsfake', 'gpsd-clients'),
  missingProgram('gpspipe', 'gpsd-clients'),
  missingProgram('gpsdecode', 'gpsd-clients'),
  socatMissing(),
].filter((reason) => reason !== undefined)
for (const reason of missing) console.info(`skipped: ${reason}`)

const seconds = 60
/** A walk to the north-east from the county seat, a step a second. */
const log = Array.from({ length: seconds }, (_, n) =>
  nmeaSecond(
    'GN',
    { lat: 26.33 + n * 0.0001, lon: 116.33 + n * 0.0001, speedKmh: 36, headingDeg: 45 },
    Date.UTC(2026, 10, 1, 4, 0, n),
  ),
).join('')

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  await new Promise<void>((done) => server.close(() => done()))
  return address !== null && typeof address === 'object' ? address.port : 0
}

const shown = ({ lat, lon }: { lat: number; lon: number }) => `${lat.toFixed(5)} ${lon.toFixed(5)}`

describe.skipIf(missing.length > 0)('gpsd', () => {
  const folder = mkdtempSync(join(tmpdir(), 'gpsd-'))
  const file = join(folder, 'walk.log')
  const events: SupervisedEvent[] = []
  let daemon: RunningProgram
  let pipe: ChildProcess
  let line: PtyPair

  beforeAll(async () => {
    writeFileSync(file, log)
    line = await ptyPair()
    const port = await freePort()
    daemon = startProgram('gpsfake', ['-q', '-c', '0.05', '-P', String(port), file], {
      PATH: `${process.env['PATH'] ?? ''}:/usr/sbin`,
    })
    const words = `until gpspipe -r 127.0.0.1:${port} > ${line.far} 2>/dev/null; do sleep 0.3; done`
    pipe = spawn('sh', ['-c', words], { stdio: 'ignore', detached: true })
  }, 60_000)

  afterAll(async () => {
    // The shell and what it runs are one group of our own.
    if (pipe?.pid !== undefined) process.kill(-pipe.pid, 'SIGTERM')
    await daemon?.stop()
    await line?.remove()
    rmSync(folder, { recursive: true, force: true })
  })

  it('drives the satellite driver, which reads the places that gpsd itself reads', async () => {
    const decoded = runProgram('sh', ['-c', `gpsdecode -j < ${file}`])
      .out.split('\n')
      .filter((text) => text.includes('"class":"TPV"') && text.includes('"lat"'))
      .map((text) => JSON.parse(text) as { lat: number; lon: number })
    const theirs = new Set(decoded.map(shown))
    expect(theirs.size).toBeGreaterThan(seconds / 2)

    const gateway = superviseGateway({
      ...realWorld,
      driver: nmea,
      settings: nmea.settings.parse({ positionEveryMs: 0 }),
      linkSettings: { kind: 'serial', path: line.near, baud: 9600 },
      openLink: linkOpener(),
      onEvent: (event) => events.push(event),
      onStatus: () => {},
    })
    gateway.start()
    const fixes = () =>
      events.flatMap((event) => (event.kind === 'position' && event.fix.valid ? [event.fix] : []))
    await vi.waitFor(() => expect(fixes().length).toBeGreaterThan(30), {
      timeout: 40_000,
      interval: 100,
    })
    const health = gateway.health
    await gateway.close()
    const unknown = fixes().filter((fix) => !theirs.has(shown(fix)))
    expect(unknown).toEqual([])
    expect(health.state).toBe('ready')
    expect(health.counts.damaged).toBe(0)
    expect(events.some((event) => event.kind === 'clockQuality')).toBe(true)
    console.info(
      `gpsd: ${fixes().length} positions, all of them among ${theirs.size} of gpsd's own`,
    )
  }, 90_000)
})
