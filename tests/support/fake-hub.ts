/** A gateway hub whose gateways say what the test says, and whose orders the test answers. */
import type { GatewayHub, DriverChoice } from '../../src/core/module.ts'
import type { CommandResult, GatewayCommand } from '../../src/core/gateway/events.ts'
import { stoppedHealth, type GatewayHealth } from '../../src/core/gateway/health.ts'
import type { GatewaySettings } from '../../src/core/gateway/settings.ts'
import type { SupervisedEvent } from '../../src/core/gateway/supervisor.ts'
import { accept, refuse } from '../../src/core/kernel/result.ts'

export interface Ordered {
  readonly id: string
  readonly gateway: string
  readonly command: GatewayCommand
}

export interface FakeHub extends GatewayHub {
  say(gateway: string, event: SupervisedEvent): void
  health(gateway: string, change: Partial<GatewayHealth>): void
  /** Answers the newest order, or the one named. */
  answer(result: CommandResult, id?: string): void
  readonly ordered: readonly Ordered[]
}

export const fakeDriver: DriverChoice = {
  id: 'fake',
  title: '测试驱动',
  links: ['serial', 'memory'],
  defaultBaud: 115200,
  purpose: 'radio',
  means: 'radio370',
  commands: ['sendText', 'locate', 'check', 'call', 'ptt', 'hangup'],
  causes: { 'no-reply': '对方未应答', ended: '通话结束', 'man-down': '倒地报警' },
}

/** Stations: nothing is said, only heard. */
const fakeSensor: DriverChoice = {
  id: 'fake-sensor',
  title: '测试测站',
  links: ['serial', 'memory'],
  purpose: 'sensor',
  commands: ['queryStation', 'setStationClock'],
  causes: {
    'not-connected': '此测站现在没有连接',
    'level-alarm': '水位超限',
    'ac-lost': '交流电中断',
  },
}

/** Terminals in vehicles: over the public net, and no road to a telephone. */
const fakeVehicles: DriverChoice = {
  id: 'fake-vehicles',
  title: '测试车载',
  links: ['memory'],
  purpose: 'vehicle',
  means: 'public',
  commands: ['sendText'],
  causes: {},
}

const fakeDrivers = [fakeDriver, fakeSensor, fakeVehicles]

export function fakeHub(): FakeHub {
  const gateways = new Map<string, { settings: GatewaySettings; health: GatewayHealth }>()
  const onEvent = new Set<(gateway: string, event: SupervisedEvent) => void>()
  const onHealth = new Set<(gateway: string, health: GatewayHealth) => void>()
  const ordered: Ordered[] = []
  const hub: FakeHub = {
    drivers: () => fakeDrivers,
    ports: () => Promise.resolve([]),
    onPorts: () => () => undefined,
    apply(settings) {
      for (const id of gateways.keys())
        if (!settings.some((one) => one.id === id)) gateways.delete(id)
      for (const one of settings) {
        if (JSON.stringify(gateways.get(one.id)?.settings) === JSON.stringify(one)) continue
        const state = one.enabled ? 'opening' : 'stopped'
        gateways.set(one.id, {
          settings: one,
          health: { ...stoppedHealth, state, reason: 'in-progress' },
        })
        hub.health(one.id, {})
      }
    },
    check: (settings) =>
      fakeDrivers.some(({ id }) => id === settings.driver)
        ? accept(settings)
        : refuse('unknown-driver', { detail: settings.driver }),
    probe: () => Promise.resolve({ health: stoppedHealth, frames: [] }),
    list: () =>
      [...gateways.values()].map(({ settings, health }) => ({
        id: settings.id,
        name: settings.name,
        driver: settings.driver,
        settings,
        commands: hub.drivers().find(({ id }) => id === settings.driver)?.commands ?? [],
        health,
      })),
    replay: () => accept({ frames: [], events: [], written: 0, fault: undefined, cut: false }),
    detect: () =>
      Promise.resolve({
        findings: [],
        heard: [],
        asked: [],
        echo: false,
        problem: undefined,
        stopped: false,
      }),
    examine: () => [],
    frames: () => [],
    exportFrames: () => [],
    retryNow: () => undefined,
    command(gateway, command) {
      const id = `order-${ordered.length + 1}`
      ordered.push({ id, gateway, command })
      return { id }
    },
    onEvent(listener) {
      onEvent.add(listener)
      return () => void onEvent.delete(listener)
    },
    onHealth(listener) {
      onHealth.add(listener)
      return () => void onHealth.delete(listener)
    },
    say(gateway, event) {
      for (const listener of onEvent) listener(gateway, event)
    },
    health(gateway, change) {
      const known = gateways.get(gateway)
      if (!known) throw new Error(`no gateway ${gateway}`)
      known.health = { ...known.health, ...change }
      for (const listener of onHealth) listener(gateway, known.health)
    },
    answer(result, id) {
      const order = id === undefined ? ordered.at(-1) : ordered.find((one) => one.id === id)
      if (!order) throw new Error('nothing was ordered')
      hub.say(order.gateway, { kind: 'commandResult', command: order.id, result })
    },
    get ordered() {
      return ordered
    },
  }
  return hub
}
