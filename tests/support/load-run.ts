/**
 * The largest net a vendor claims (2,200 radios, 1,808 positions a minute) on eight gateways of six
 * kinds at once, over pseudo-terminals, TCP and UDP, into a whole console; while an officer types.
 */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { nmeaSecond } from '../../src/main/tools/simulate/wire/nmea.ts'
import { openLoadField, settled, type LoadField } from './load-ends.ts'
import type { LoadOrder, Said } from './load-field.ts'
import { loadPlans, radiosInAll, type LoadPlan } from './load-plan.ts'
import { quickModules, startTestConsole, type Api, type TestConsole } from './start-console.ts'

export interface LoadResult {
  readonly radiosOnline: number
  /** Per gateway: what its other end said and what the console recorded of it. */
  readonly gateways: readonly LoadCount[]
  /** Of the satellite receiver, which nobody counts one by one. */
  readonly sentencesLost: number
  /** From the call of a seat to its answer, once per key typed. */
  readonly keysMs: readonly number[]
  /** The same before the load began. */
  readonly idleKeysMs: readonly number[]
  readonly heapMb: { readonly before: number; readonly after: number }
  /** Processor time of the console's process, as a share of the run. */
  readonly cpuShare: number
  readonly seconds: number
}

export interface LoadCount {
  readonly name: string
  readonly said: Said
  readonly recorded: Omit<Said, 'messages'>
  readonly damaged: number
  readonly state: string
}

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void
function heapMb(): number {
  collect()
  collect()
  return process.memoryUsage().heapUsed / 2 ** 20
}

const sentence = '报告指挥部森防01已到达罗源村下坑组请求增援两个班'
const keyEveryMs = 50
const coldKeys = 10

/** An officer who types without stopping; each key is read by the core, as the panel shows it. */
function typist(api: Api) {
  const tookMs: number[] = []
  const stop = new AbortController()
  const ended = (async () => {
    for (let key = 0; !stop.signal.aborted; key++) {
      const text = sentence.slice(0, 1 + (key % sentence.length))
      const at = performance.now()
      await api.command.propose({ text })
      tookMs.push(performance.now() - at)
      await new Promise((done) => setTimeout(done, keyEveryMs))
    }
  })()
  return {
    async stop(): Promise<readonly number[]> {
      stop.abort()
      await ended
      // The first sentence of a console that was just started is read by code nobody has run yet.
      return tookMs.slice(coldKeys)
    },
  }
}

interface Counters {
  recorded(gateway: string): Omit<Said, 'messages'>
}

function counters({ running }: TestConsole): Counters {
  const { live, db, gateways } = running.context
  const rings = new Map<string, Set<string>>()
  gateways.onEvent((gateway, event) => {
    if (event.kind !== 'phoneRing') return
    rings.set(gateway, (rings.get(gateway) ?? new Set()).add(event.call))
  })
  const count = (statement: string, from: typeof live, gateway: string) =>
    from.prepare<{ n: number }>(statement).get(gateway)?.n ?? 0
  return {
    recorded: (gateway) => ({
      positions: count('select count(*) n from position where gateway = ?', live, gateway),
      texts: count(
        "select count(*) n from radio_traffic where gateway = ? and kind = 'text-in'",
        db,
        gateway,
      ),
      rings: rings.get(gateway)?.size ?? 0,
    }),
  }
}

const receiver = '卫星定位'
const nothing: Said = { positions: 0, texts: 0, rings: 0, messages: 0 }
const idleS = 3
const warmUpShare = 0.25

async function measure(test: TestConsole, planned: readonly LoadPlan[], order: LoadOrder) {
  const field = openLoadField()
  try {
    const api = test.seat('值班席').api
    await api.people.firstStart({ name: '王海燕', password: 'correct horse' })
    const idle = typist(api)
    await new Promise((done) => setTimeout(done, idleS * 1000))
    const idleKeysMs = await idle.stop()
    const counting = counters(test)
    await field.open(planned)
    const ids = new Map<string, string>()
    for (const { key, driver, link, driverSettings = {} } of planned) {
      ids.set(key, (await api.gateways.add({ name: key, driver, link, driverSettings })).id)
    }
    const online = async () =>
      (await api.radio.presence()).filter((one) => one.online === 'online').length
    if (!(await settled(60, async () => (await online()) >= radiosInAll)))
      throw new Error(`${await online()} of ${radiosInAll} radios came on line`)
    const missing = () => sentencesMissing(api, ids.get(receiver) ?? '', field)
    const missingBefore = await missing()
    const typing = typist(api)
    const cpuBefore = process.cpuUsage()
    const startedAt = performance.now()
    const running = field.ask({ kind: 'go', order }, 'done')
    await new Promise((done) => setTimeout(done, order.seconds * 1000 * warmUpShare))
    const before = heapMb()
    await running
    const seconds = (performance.now() - startedAt) / 1000
    const cpu = process.cpuUsage(cpuBefore)
    const keysMs = await typing.stop()
    const { said } = await field.ask({ kind: 'count' }, 'count')
    const isAll = () =>
      planned.every(({ key }) => {
        const recorded = counting.recorded(ids.get(key) ?? '')
        const one = said[key] ?? nothing
        return (
          recorded.positions >= one.positions &&
          recorded.texts >= one.texts &&
          recorded.rings >= one.rings
        )
      })
    // What is under way arrives; what is lost does not, and the counts below say so.
    await settled(20, () => Promise.resolve(isAll()))
    await settled(10, async () => (await missing()) === missingBefore)
    const after = heapMb()
    const sentencesLost = (await missing()) - missingBefore
    const shown = await api.gateways.list()
    const gateways = planned.map(({ key, says }): LoadCount => {
      const health = shown.find(({ name }) => name === key)?.health
      const recorded = counting.recorded(ids.get(key) ?? '')
      return {
        name: key,
        said: said[key] ?? nothing,
        // A receiver's positions are thinned out; its sentences are counted instead.
        recorded: says.length === 0 ? { ...recorded, positions: 0 } : recorded,
        damaged: (health?.counts.damaged ?? 0) + (health?.counts.noise ?? 0),
        state: health?.state ?? 'missing',
      }
    })
    return {
      radiosOnline: await online(),
      gateways,
      sentencesLost,
      keysMs,
      idleKeysMs,
      heapMb: { before, after },
      cpuShare: (cpu.user + cpu.system) / 1e6 / seconds,
      seconds,
    }
  } finally {
    field.close()
  }
}

const perSecond =
  nmeaSecond('GN', { lat: 26, lon: 116, speedKmh: 0, headingDeg: 0 }, 0).split('\r\n').length - 1

/** Sentences said and not understood: those before the line was opened, and a second's worth under way. */
async function sentencesMissing(api: Api, gateway: string, field: LoadField): Promise<number> {
  const { said } = await field.ask({ kind: 'count' }, 'count')
  const health = (await api.gateways.list()).find(({ id }) => id === gateway)?.health
  return (said[receiver]?.messages ?? 0) * perSecond - (health?.counts.in ?? 0)
}

export async function loadRun(order: LoadOrder): Promise<LoadResult> {
  const stops: (() => Promise<void>)[] = []
  const test = await startTestConsole({ modules: quickModules })
  stops.push(() => test.close())
  try {
    return await measure(test, await loadPlans(stops), order)
  } finally {
    for (const stop of stops.toReversed()) await stop()
  }
}
