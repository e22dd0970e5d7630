/** All gateways of this console, kept as configured; what modules see as `context.gateways`. */
import type { GatewayHub, GatewayRefusal, ProbeReport } from '../module.ts'
import { newId } from '../kernel/id.ts'
import { accept, refuse, type Result } from '../kernel/result.ts'
import type { World } from '../kernel/world.ts'
import type { Driver } from './driver.ts'
import type { GatewayCommand } from './events.ts'
import { detectLine, recogniseIn } from './detect.ts'
import { examine } from './doctor.ts'
import type { RingEntry } from './frame-ring.ts'
import { stoppedHealth, type GatewayHealth } from './health.ts'
import type { LinkSettings, OpenLink, PortChoice } from './link.ts'
import { replayInto } from './replay.ts'
import type { GatewaySettings } from './settings.ts'
import { superviseGateway, type GatewaySupervisor, type SupervisedEvent } from './supervisor.ts'

export interface HubOptions {
  readonly world: World
  readonly drivers: readonly Driver[]
  readonly openLink: OpenLink
  /** The serial ports of this machine, and a watch over them. */
  readonly listPorts: () => Promise<readonly PortChoice[]>
  readonly watchPorts: (onChange: (ports: readonly PortChoice[]) => void) => () => void
  /** Gateways left out after repeated crashes. */
  readonly without?: ReadonlySet<string> | undefined
  /** A listener threw: our mistake, logged by the host. */
  onMistake(error: unknown): void
  /** Runs a gateway's code; a host that must name the culprit of a crash marks it here. */
  around?: ((gateway: string, run: () => void) => void) | undefined
}

export interface HostedGatewayHub extends GatewayHub {
  close(): Promise<void>
}

interface Hosted {
  readonly settings: GatewaySettings
  readonly supervisor: GatewaySupervisor | undefined
  readonly commands: readonly GatewayCommand['kind'][]
  /** Where there is no supervisor: why not. */
  readonly standIn: GatewayHealth
}

type Listener<Value> = (gateway: string, value: Value) => void

function listenerList<Value>(onMistake: (error: unknown) => void) {
  const all = new Set<Listener<Value>>()
  return {
    add(listener: Listener<Value>): () => void {
      all.add(listener)
      return () => void all.delete(listener)
    },
    /** One listener that throws keeps nothing from the others. */
    tell(gateway: string, value: Value): void {
      for (const listener of all) {
        try {
          listener(gateway, value)
        } catch (error) {
          onMistake(error)
        }
      }
    },
  }
}

/** Two gateways with the same key cannot be open at once. */
function lineOf(link: LinkSettings): string {
  switch (link.kind) {
    case 'serial':
      return `serial ${link.identity ?? link.path}`
    case 'tcp':
      return `tcp ${link.host}:${link.port}`
    case 'udp':
      return `udp ${link.channels.map((channel) => channel.localPort).join(',')}`
    case 'tcp-listen':
      return `tcp-listen ${link.port}`
    case 'memory':
      return `memory ${link.name}`
  }
}

export function openGatewayHub(options: HubOptions): HostedGatewayHub {
  const { world } = options
  const onMistake = (error: unknown) => options.onMistake(error)
  const hosted = new Map<string, Hosted>()
  const events = listenerList<SupervisedEvent>(onMistake)
  const healths = listenerList<GatewayHealth>(onMistake)
  /** A port that is still closing would be busy for its successor. */
  let closing: Promise<unknown> = Promise.resolve()

  const healthOf = ({ supervisor, standIn }: Hosted) => supervisor?.health ?? standIn
  const around = options.around ?? ((_gateway: string, run: () => void) => run())
  const openLinkOf =
    (id: string): OpenLink =>
    (settings, link) =>
      options.openLink(settings, {
        onBytes: (bytes, channel, address) =>
          around(id, () => link.onBytes(bytes, channel, address)),
        onStatus: (status) => around(id, () => link.onStatus(status)),
        onPeer: (channel, state, address) =>
          around(id, () => link.onPeer?.(channel, state, address)),
      })
  const driverOf = (id: string) => options.drivers.find((driver) => driver.id === id)

  function onEvent(id: string, event: SupervisedEvent): void {
    around(id, () => events.tell(id, event))
  }
  function checked(
    settings: GatewaySettings,
  ): Result<{ driver: Driver; parsed: unknown }, GatewayRefusal> {
    const driver = driverOf(settings.driver)
    if (!driver) return refuse('unknown-driver', { detail: settings.driver })
    if (!driver.links.includes(settings.link.kind)) {
      return refuse('link-kind', { detail: settings.link.kind })
    }
    const parsed = driver.settings.safeParse(settings.driverSettings)
    if (parsed.success) return accept({ driver, parsed: parsed.data })
    const [issue] = parsed.error.issues
    return refuse('bad-settings', {
      detail: `${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trim(),
    })
  }
  function make(settings: GatewaySettings): Hosted {
    const idle = (reason: GatewayHealth['reason'], detail: string): Hosted => ({
      settings,
      supervisor: undefined,
      commands: driverOf(settings.driver)?.commands ?? [],
      standIn: { ...stoppedHealth, reason, detail, since: world.clock.nowMs() },
    })
    if (!settings.enabled) return idle('not-started', '')
    if (options.without?.has(settings.id)) return idle('driver-fault', '多次崩溃后已停用')
    const sound = checked(settings)
    if (!sound.ok) return idle('not-started', `${sound.code} ${sound.data.detail}`)
    const supervisor = superviseGateway({
      ...world,
      driver: sound.value.driver,
      settings: sound.value.parsed,
      linkSettings: settings.link,
      openLink: openLinkOf(settings.id),
      onEvent: (event) => onEvent(settings.id, event),
      onStatus: (health) => healths.tell(settings.id, health),
      onMistake,
    })
    const { driver, parsed } = sound.value
    const commands = driver.commandsOf?.(parsed) ?? driver.commands
    return { settings, supervisor, commands, standIn: stoppedHealth }
  }
  function stop(one: Hosted | undefined): void {
    if (one?.supervisor) closing = Promise.all([closing, one.supervisor.close()])
  }
  async function startWhenFree(made: Hosted): Promise<void> {
    await closing
    if (hosted.get(made.settings.id) === made) made.supervisor?.start()
  }
  function place(settings: GatewaySettings): void {
    stop(hosted.get(settings.id))
    const made = make(settings)
    hosted.set(settings.id, made)
    healths.tell(settings.id, healthOf(made))
    void startWhenFree(made)
  }
  function holderOf(settings: GatewaySettings): Hosted | undefined {
    const line = lineOf(settings.link)
    return [...hosted.values()].find((one) => one.supervisor && lineOf(one.settings.link) === line)
  }
  async function probe(settings: GatewaySettings, forMs: number): Promise<ProbeReport> {
    const sound = checked(settings)
    const holder = holderOf(settings)
    if (!sound.ok || holder) {
      const detail = holder
        ? holder.settings.name
        : sound.ok
          ? ''
          : `${sound.code} ${sound.data.detail}`
      const health: GatewayHealth = { ...stoppedHealth, state: 'down', reason: 'busy', detail }
      return { health: sound.ok ? health : { ...health, reason: 'not-started' }, frames: [] }
    }
    const trial = superviseGateway({
      ...world,
      driver: sound.value.driver,
      settings: sound.value.parsed,
      linkSettings: settings.link,
      openLink: options.openLink,
      // A trial is watched, nothing it hears is acted on.
      onEvent: () => undefined,
      onStatus: () => undefined,
      onMistake,
    })
    trial.start()
    await new Promise<void>((resolve) => void world.timers.after(forMs, resolve))
    const report = { health: trial.health, frames: trial.frames.entries() }
    await trial.close()
    return report
  }

  /** Other drivers that find their own frames in what came. */
  function othersIn(ring: readonly RingEntry[], own: Driver) {
    const pieces = ring.flatMap(({ frame }) => (frame.direction === 'in' ? [frame.bytes] : []))
    return options.drivers
      .filter((driver) => driver !== own)
      .flatMap((driver) => {
        const seen = recogniseIn(driver, pieces)
        const { title } = driver
        return seen && seen.good >= 2 ? [{ title, good: seen.good, says: seen.says }] : []
      })
      .toSorted((one, other) => other.good - one.good)
  }

  return {
    drivers: () =>
      options.drivers.map((driver) => ({
        id: driver.id,
        title: driver.title,
        links: driver.links,
        defaultBaud: driver.defaultBaud,
        commands: driver.commands,
        purpose: driver.purpose,
        means: driver.means,
        deliveryMs: driver.deliveryMs,
        causes: driver.causes,
      })),
    ports: options.listPorts,
    onPorts: options.watchPorts,
    apply(all) {
      const wanted = new Set(all.map((one) => one.id))
      for (const [id, one] of hosted) {
        if (wanted.has(id)) continue
        stop(one)
        hosted.delete(id)
      }
      for (const settings of all) {
        const known = hosted.get(settings.id)
        const same = JSON.stringify(known?.settings) === JSON.stringify(settings)
        if (!same) place(settings)
      }
    },
    check(settings) {
      const sound = checked(settings)
      return sound.ok ? accept(settings) : sound
    },
    probe,
    replay(id, driverSettings, entries) {
      const driver = driverOf(id)
      if (!driver) return refuse('unknown-driver', { detail: id })
      const parsed = driver.settings.safeParse(driverSettings)
      if (!parsed.success) {
        const [issue] = parsed.error.issues
        const detail = `${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trim()
        return refuse('bad-settings', { detail })
      }
      return accept(replayInto(driver, parsed.data, entries))
    },
    detect(link, watch) {
      const line = lineOf(link)
      const holder = [...hosted.values()].find(
        (one) => one.supervisor && lineOf(one.settings.link) === line,
      )
      if (holder) {
        const problem = { reason: 'busy', detail: holder.settings.name } as const
        return Promise.resolve({
          findings: [],
          heard: [],
          asked: [],
          echo: false,
          problem,
          stopped: false,
        })
      }
      const { drivers, openLink } = options
      return detectLine({ drivers, openLink, link, timers: world.timers, ...watch })
    },
    examine(id, besides) {
      const one = hosted.get(id)
      const driver = one && driverOf(one.settings.driver)
      if (!one || !driver) return []
      const ring = one.supervisor?.frames.entries() ?? []
      const health = healthOf(one)
      return examine({
        health,
        ring,
        link: one.settings.link,
        enabled: one.settings.enabled,
        nowMs: world.clock.nowMs(),
        driver: {
          title: driver.title,
          passive: driver.passive === true,
          defaultBaud: driver.defaultBaud,
          bauds: driver.detection?.bauds ?? [],
        },
        others: othersIn(ring, driver),
        detailWord: driver.causes[health.detail] ?? health.detail,
        clockOffsetMs: besides.clockOffsetMs,
      })
    },
    list: () =>
      [...hosted.values()].map((one) => ({
        id: one.settings.id,
        name: one.settings.name,
        driver: one.settings.driver,
        settings: one.settings,
        commands: one.commands,
        health: healthOf(one),
      })),
    frames: (id, after) => hosted.get(id)?.supervisor?.frames.entries(after) ?? [],
    exportFrames: (id) => hosted.get(id)?.supervisor?.frames.exportLines() ?? [],
    retryNow: (id) => hosted.get(id)?.supervisor?.retryNow(),
    command(gateway, command) {
      const id = newId(world.clock, world.random)
      const supervisor = hosted.get(gateway)?.supervisor
      const down = { kind: 'refused', cause: 'gateway-down' } as const
      // The caller has the id before the first result can arrive.
      world.timers.after(0, () => {
        if (supervisor) supervisor.command(id, command)
        else onEvent(gateway, { kind: 'commandResult', command: id, result: down })
      })
      return { id }
    },
    onEvent: (listener) => events.add(listener),
    onHealth: (listener) => healths.add(listener),
    async close() {
      for (const one of hosted.values()) stop(one)
      hosted.clear()
      await closing
    },
  }
}
