import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import type { Tool } from '../tool.ts'
import { ends, isProtocol, type Protocol } from './ends.ts'
import { radioAddress } from './mototrbo-end.ts'
import type { Road } from './roads.ts'
import { readScenario, type Scenario } from './scenario.ts'
import { startSimulator } from './start.ts'

const help = `
Usage: npm run tool -- simulate PROTOCOL ROAD [--scenario FILE] [--rate N] [--seconds N]

PROTOCOL   hrnp    a radio on a serial line or TCP: HDAP in HRNP
           hstrp   a repeater over UDP: HDAP in HSTRP
           nmea    a satellite receiver on a serial line or TCP
           modem   a caller-ID modem on a serial line or TCP
           jtt808  vehicle terminals, one connection each (--connect): the radios of the scenario
           mototrbo  radios over IP at 127.x.y.z (--udp, three ports): ARS, LRRP, TMS
           sms     a cellular modem with short messages on a serial line or TCP
           beidou  a BeiDou short-message terminal on a serial line or TCP
           aprs    amateur stations behind a KISS controller on a serial line or TCP
           sl651   rain and water level stations on a serial line or TCP
           pei     a TETRA terminal (AT commands) on a serial line or TCP
ROAD       --serial PATH [--baud N]      a port, or one end of a pseudo-terminal pair
           --listen [HOST:]PORT          waits for a console over TCP, as a serial server
           --connect HOST:PORT           connects to a waiting console over TCP
           --udp HOST --near PORT --far PORT
                                         the repeater's ports PORT … PORT+9 (--near) talk to the
                                         console's ports at HOST (--far), in the order RRS, LP,
                                         TP, TMP, RCP, two slots each
--scenario FILE   what happens (default resources/scenarios/demo.json); its form is in the
                  README beside this tool
--words FILE      pei only: a vendor's spelling of the standard's words, as JSON
                  {"AT+CMGS": "AT^XMSG", "+CTSDSR": "^XSDS"}
--rate N          N position reports per second besides, for load
--seconds N       stop after that time; without it, until interrupted
--json            one JSON line per report instead of text

Everything it says is invented: use it for training, drills and tests, never beside a real gateway.
`

interface Words {
  readonly protocol: Protocol
  readonly road: Road
  readonly scenario: string
  readonly words?: string | undefined
  readonly rate?: number | undefined
  readonly seconds?: number | undefined
  readonly json: boolean
}

class WrongCommandLine extends Error {}

function whole(text: string | undefined, what: string): number {
  const value = Number(text)
  if (text === undefined || !Number.isInteger(value) || value < 0) {
    throw new WrongCommandLine(`${what} must be a whole number`)
  }
  return value
}

function hostAndPort(text: string): { host: string; port: number } {
  const cut = text.lastIndexOf(':')
  const host = cut <= 0 ? '127.0.0.1' : text.slice(0, cut)
  return { host, port: whole(text.slice(cut + 1), 'the port') }
}

const udpPorts = 10
/** ARS, LRRP, TMS. */
const services = 3
const loopback = 127

function parse(argv: readonly string[]): Words {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      serial: { type: 'string' },
      baud: { type: 'string' },
      listen: { type: 'string' },
      connect: { type: 'string' },
      udp: { type: 'string' },
      near: { type: 'string' },
      far: { type: 'string' },
      scenario: { type: 'string', default: 'resources/scenarios/demo.json' },
      words: { type: 'string' },
      rate: { type: 'string' },
      seconds: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  })
  const [protocol] = positionals
  if (!isProtocol(protocol)) {
    throw new WrongCommandLine(`name a protocol: ${Object.keys(ends).join(', ')}`)
  }
  function road(): Road {
    const { serial, listen, connect, udp } = values
    if ([serial, listen, connect, udp].filter((each) => each !== undefined).length !== 1) {
      throw new WrongCommandLine('name one road: --serial, --listen, --connect or --udp')
    }
    if (protocol === 'jtt808' && connect === undefined) {
      throw new WrongCommandLine('vehicle terminals connect to a console: --connect')
    }
    if ((udp !== undefined) !== (protocol === 'hstrp' || protocol === 'mototrbo')) {
      throw new WrongCommandLine('hstrp and mototrbo go over --udp, and only they do')
    }
    if (serial !== undefined) {
      const usual = ['nmea', 'beidou', 'sl651'].includes(protocol ?? '') ? '9600' : '115200'
      return { kind: 'serial', path: serial, baud: whole(values.baud ?? usual, '--baud') }
    }
    if (listen !== undefined) return { kind: 'tcp-listen', ...hostAndPort(listen) }
    if (connect !== undefined) return { kind: 'tcp', ...hostAndPort(connect) }
    const near = whole(values.near, '--near')
    const far = whole(values.far, '--far')
    const channels = Array.from({ length: udpPorts }, (_, i) => ({
      localPort: near + i,
      remotePort: far + i,
    }))
    return { kind: 'udp', host: udp ?? '', channels }
  }
  return {
    protocol,
    road: road(),
    scenario: values.scenario,
    words: values.words,
    rate: values.rate === undefined ? undefined : whole(values.rate, '--rate'),
    seconds: values.seconds === undefined ? undefined : whole(values.seconds, '--seconds'),
    json: values.json,
  }
}

async function readWords(path: string): Promise<Record<string, string>> {
  return z.record(z.string(), z.string()).parse(JSON.parse(await readFile(path, 'utf8')))
}

function interrupted(seconds: number | undefined): Promise<void> {
  return new Promise((done) => {
    process.once('SIGINT', () => done())
    process.once('SIGTERM', () => done())
    if (seconds !== undefined) setTimeout(done, seconds * 1000)
  })
}

/** What only the scenario and the output can add to a road. */
function finished(
  { protocol, road }: Words,
  scenario: Scenario,
  say: (line: string) => void,
): Road {
  if (road.kind === 'tcp-listen')
    return { ...road, onListening: (port: number) => say(`listening on ${port}`) }
  if (protocol === 'mototrbo' && road.kind === 'udp') {
    const { host, channels } = road
    const ids = [scenario.gateway.radioId, ...scenario.radios.map(({ id }) => id)]
    const addresses = ids.map((id) => radioAddress(loopback, id))
    return {
      kind: 'udp-radios',
      network: loopback,
      addresses,
      host,
      channels: channels.slice(0, services),
    }
  }
  if (protocol !== 'jtt808' || road.kind !== 'tcp') return road
  return { ...road, kind: 'tcp-fleet', count: scenario.radios.length }
}

async function run(argv: readonly string[]): Promise<number> {
  let words: Words
  try {
    words = parse(argv)
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    return 2
  }
  const { json } = words
  const say = (line: string): void => {
    process.stdout.write(
      json ? `${JSON.stringify({ at: new Date().toISOString(), line })}\n` : `${line}\n`,
    )
  }
  try {
    const scenario = await readScenario(words.scenario)
    const road = finished(words, scenario, say)
    const simulator = startSimulator({
      protocol: words.protocol,
      words: words.words === undefined ? undefined : await readWords(words.words),
      road,
      scenario: words.rate === undefined ? scenario : { ...scenario, loadPerS: words.rate },
      log: say,
    })
    await interrupted(words.seconds)
    await simulator.stop()
    say(`${simulator.messages.in} messages in, ${simulator.messages.out} out`)
    return 0
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    return 1
  }
}

export const tool: Tool = {
  name: 'simulate',
  summary: 'be the other end: a 370MHz gateway or a satellite receiver, played from a scenario',
  help,
  run,
}
