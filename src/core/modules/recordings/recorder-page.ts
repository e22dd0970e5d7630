/** The one recorder page: what it said about its inputs, and the orders on their way to it. */
import type { CoreContext } from '../../module.ts'
import { openFeed } from '../system/index.ts'
import type { InputSettings, Level, RecorderOrder } from './contract.ts'
import { storedInputs } from './store.ts'

type InputAtPage = 'opening' | 'open' | 'missing' | 'failed'

export interface PageTold {
  readonly permission: 'granted' | 'denied' | 'prompt' | 'unsupported'
  readonly devices: readonly { readonly id: string; readonly label: string }[]
  readonly inputs: readonly { readonly gateway: string; readonly state: InputAtPage }[]
}

interface Attached {
  readonly page: string
  readonly since: number
  readonly orders: ReturnType<typeof orderFeed>
  told: PageTold | undefined
}

type Signal = Parameters<ReturnType<typeof orderFeed>['subscribe']>[0]

export interface RecorderPage {
  readonly attached: { readonly since: number; readonly told: PageTold | undefined } | undefined
  is(page: string): boolean
  /** The newest page is the recorder; the one before is told that it no longer is. */
  attach(page: string, signal: Signal): AsyncIterableIterator<RecorderOrder[]>
  detach(page: string): void
  tell(page: string, told: PageTold): boolean
  order(order: RecorderOrder): void
  /** The inputs it should have open, after they changed. */
  sendInputs(): void
  stateOf(gateway: string): InputAtPage | undefined
  /** Levels for whoever looks; the page measures only while somebody does. */
  watchLevels(signal: Signal): AsyncIterableIterator<Level[]>
  levels(levels: readonly Level[]): void
  close(): void
}

function orderFeed(context: CoreContext) {
  return openFeed<RecorderOrder, RecorderOrder[]>({
    world: context.world,
    everyMs: 0,
    pending: () => {
      let waiting: RecorderOrder[] = []
      return {
        add: (order) => void waiting.push(order),
        take() {
          const taken = waiting
          waiting = []
          return taken.length === 0 ? undefined : taken
        },
      }
    },
  })
}

function levelFeed(context: CoreContext) {
  return openFeed<readonly Level[], Level[]>({
    world: context.world,
    everyMs: 50,
    pending: () => {
      let newest: Level[] | undefined
      return {
        add: (levels) => void (newest = [...levels]),
        take() {
          const taken = newest
          newest = undefined
          return taken
        },
      }
    },
  })
}

const enabledInputs = (context: CoreContext): InputSettings[] =>
  storedInputs(context.local).filter(({ enabled }) => enabled)

export function openRecorderPage(context: CoreContext): RecorderPage {
  let now: Attached | undefined
  const meters = levelFeed(context)
  let watched = false

  const order = (given: RecorderOrder) => now?.orders.publish(given)
  const meterIfWatched = () => {
    const wanted = meters.listeners > 0
    if (wanted === watched) return
    watched = wanted
    order({ kind: 'meter', on: wanted })
  }
  return {
    get attached() {
      return now && { since: now.since, told: now.told }
    },
    is: (page) => now?.page === page,
    attach(page, signal) {
      order({ kind: 'replaced' })
      const orders = orderFeed(context)
      now = { page, since: context.world.clock.nowMs(), orders, told: undefined }
      const listener = orders.subscribe(signal)
      orders.publish({ kind: 'inputs', inputs: enabledInputs(context) })
      if (watched) orders.publish({ kind: 'meter', on: true })
      return listener
    },
    detach(page) {
      if (now?.page !== page) return
      now.orders.close()
      now = undefined
    },
    tell(page, told) {
      if (now?.page !== page) return false
      now.told = told
      return true
    },
    order,
    sendInputs: () => order({ kind: 'inputs', inputs: enabledInputs(context) }),
    stateOf: (gateway) => now?.told?.inputs.find((input) => input.gateway === gateway)?.state,
    watchLevels(signal) {
      const listener = meters.subscribe(signal)
      meterIfWatched()
      return listener
    },
    levels(levels) {
      meterIfWatched()
      if (watched) meters.publish(levels)
    },
    close() {
      now?.orders.close()
      meters.close()
    },
  }
}
