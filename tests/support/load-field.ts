/**
 * The other ends of the load run, in a process of their own so that they take nothing from the
 * console that is measured: 2,200 radios behind eight gateways of six kinds. Spoken to over IPC.
 */
import { scenario, type Scenario } from '../../src/main/tools/simulate/scenario.ts'
import type { Road } from '../../src/main/tools/simulate/roads.ts'
import {
  startSimulator,
  type Simulator,
  type SimulatorOptions,
} from '../../src/main/tools/simulate/start.ts'

export interface FieldGateway {
  readonly key: string
  readonly protocol: SimulatorOptions['protocol']
  readonly road: Exclude<Road, { kind: 'memory' }>
  /** Numbers of its radios: `first` … `first + radios − 1`. */
  readonly first: number
  readonly radios: number
  /** Which of the console's duties it is loaded with. */
  readonly says: readonly ('positions' | 'texts' | 'rings')[]
}

export interface LoadOrder {
  readonly seconds: number
  readonly positionsPerMinute: number
  readonly textsPerMinute: number
  readonly ringsPerMinute: number
}

export type ToField =
  | { readonly kind: 'open'; readonly gateways: readonly FieldGateway[] }
  | { readonly kind: 'go'; readonly order: LoadOrder }
  | { readonly kind: 'count' }

/** What each gateway has said so far. */
export interface Said {
  positions: number
  texts: number
  rings: number
  /** Everything, by the simulator's own count. */
  messages: number
}

export type FromField =
  | { readonly kind: 'open' }
  | { readonly kind: 'done' }
  | { readonly kind: 'count'; readonly said: Readonly<Record<string, Said>> }

const registerWithinS = 5
const tickMs = 10

interface Playing {
  readonly gateway: FieldGateway
  readonly simulator: Simulator
  readonly said: Said
}

function scenarioOf({ first, radios, protocol }: FieldGateway): Scenario {
  return scenario.parse({
    name: '负载',
    gateway: { radioId: 900_000 },
    radios: Array.from({ length: Math.max(1, radios) }, (_, n) => ({
      id: first + n,
      name: String(first + n),
      path: [
        [26.2 + (n % 40) * 0.01, 116.2 + Math.floor(n / 40) * 0.02],
        [26.21 + (n % 40) * 0.01, 116.21 + Math.floor(n / 40) * 0.02],
      ],
      speedKmh: 30,
      registerAtS: (n / Math.max(1, radios)) * registerWithinS,
    })),
    ...(protocol === 'nmea' ? { receiver: { path: [[26.33, 116.33]] } } : {}),
  })
}

const playing: Playing[] = []

function open(gateways: readonly FieldGateway[]): void {
  for (const gateway of gateways) {
    const { protocol, road } = gateway
    const simulator = startSimulator({ protocol, road, scenario: scenarioOf(gateway) })
    const said = { positions: 0, texts: 0, rings: 0, messages: 0 }
    playing.push({ gateway, simulator, said })
  }
}

/** In turn over all radios of all gateways that say this. */
function inTurn(what: FieldGateway['says'][number], act: (one: Playing, radio: number) => void) {
  const all = playing
    .filter(({ gateway }) => gateway.says.includes(what))
    .flatMap((one) =>
      Array.from({ length: one.gateway.radios }, (_, n) => [one, one.gateway.first + n] as const),
    )
    // Mixed, so that every gateway speaks all the time.
    .toSorted(
      ([a, one], [b, other]) =>
        (one - a.gateway.first) / a.gateway.radios - (other - b.gateway.first) / b.gateway.radios,
    )
  let next = 0
  return () => {
    const turn = all[next++ % all.length]
    if (turn) act(...turn)
  }
}

/** By the clock and not by ticks: a late tick says what it owes. */
function go(order: LoadOrder, done: () => void): void {
  let [texts, rings] = [0, 0]
  const duties = [
    {
      perMinute: order.positionsPerMinute,
      act: inTurn('positions', ({ simulator, said }, radio) => {
        said.positions += 1
        simulator.perform({ kind: 'report', radio })
      }),
    },
    {
      perMinute: order.textsPerMinute,
      act: inTurn('texts', ({ simulator, said }, radio) => {
        said.texts += 1
        simulator.perform({ kind: 'text', radio, body: `负载短信 ${texts++}` })
      }),
    },
    {
      perMinute: order.ringsPerMinute,
      act: inTurn('rings', ({ simulator, said }) => {
        said.rings += 1
        simulator.ring({ number: `0797${String(5_700_000 + rings++)}`, rings: 1 })
      }),
    },
  ].map((duty) => ({ ...duty, acted: 0 }))
  const startedAt = performance.now()
  const timer = setInterval(() => {
    const elapsed = Math.min(order.seconds, (performance.now() - startedAt) / 1000)
    for (const duty of duties) {
      for (const due = Math.round((elapsed * duty.perMinute) / 60); duty.acted < due; duty.acted++)
        duty.act()
    }
    if (elapsed < order.seconds) return
    clearInterval(timer)
    done()
  }, tickMs)
}

const say = (message: FromField): void => void process.send?.(message)

process.on('message', (message: ToField) => {
  switch (message.kind) {
    case 'open':
      open(message.gateways)
      return say({ kind: 'open' })
    case 'go':
      return go(message.order, () => say({ kind: 'done' }))
    case 'count':
      return say({
        kind: 'count',
        said: Object.fromEntries(
          playing.map(({ gateway, simulator, said }) => [
            gateway.key,
            { ...said, messages: simulator.messages.out },
          ]),
        ),
      })
  }
})
process.on('disconnect', () => process.exit(0))
