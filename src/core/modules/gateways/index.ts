import { implement, ORPCError } from '@orpc/server'
import type { GatewaySettings } from '../../gateway/settings.ts'
import { stoppedHealth, type GatewayHealth } from '../../gateway/health.ts'
import { newId } from '../../kernel/id.ts'
import type { CoreContext, Module, SeatContext } from '../../module.ts'
import { requireRight, requireSession } from '../../seat-log.ts'
import { vendorFileTitle, withVendorFile } from '../vendors/index.ts'
import { gatewaysContract, type Gateway } from './contract.ts'
import {
  announceGateways,
  detailWord,
  noteGateway,
  noteGatewayOff,
  runnableGateways,
} from './announce.ts'
import { gatewayHistory, historyTables } from './history.ts'
import { shownFrame, shownHealth } from './shown.ts'
import { gatewayMigrations, removeGateway, storedGateways, storeGateway } from './store.ts'

export { gatewayName } from './announce.ts'
export { durationWords } from './duration-words.ts'
export { keptAppends } from './kept-appends.ts'
export { purposeOf } from './purpose.ts'
export { shownFrame } from './shown.ts'
export { storedGateways } from './store.ts'

const testMs = 4000

function gatewayList(context: CoreContext): Gateway[] {
  const running = new Map(context.gateways.list().map((entry) => [entry.id, entry]))
  const drivers = new Map(context.gateways.drivers().map((driver) => [driver.id, driver]))
  return storedGateways(context.local).map((settings) => ({
    ...settings,
    driverTitle:
      vendorFileTitle(context.local, settings) ??
      drivers.get(settings.driver)?.title ??
      settings.driver,
    serves: settings.means ?? drivers.get(settings.driver)?.means ?? null,
    health: withDetail(context, settings.driver, running.get(settings.id)?.health ?? stoppedHealth),
    badShare: gatewayHistory(context).badShare(settings.id),
  }))
}

function withDetail(context: CoreContext, driver: string, health: GatewayHealth) {
  return shownHealth({ ...health, detail: detailWord(context, driver, health.detail) })
}

function exportName(id: string, nowMs: number): string {
  return `gateway-${id}-${new Date(nowMs).toISOString().replaceAll(/[:.]/g, '-')}.tsv`
}

function gatewaysRouter(context: CoreContext) {
  const os = implement(gatewaysContract).$context<SeatContext>()
  const applyStored = () => {
    context.gateways.apply(runnableGateways(context))
    context.changed('gateways', [])
    // Which gateway uses which file is shown with the files.
    context.changed('vendors', [])
  }
  const checked = (settings: GatewaySettings): GatewaySettings => {
    if (context.status === 'test' && settings.link.kind !== 'memory')
      throw new ORPCError('PRACTICE_ONLY_SIMULATED')
    const result = context.gateways.check(withVendorFile(context.local, settings))
    if (!result.ok) throw new ORPCError('BAD_SETTINGS', { data: { detail: result.data.detail } })
    return settings
  }
  const keep = (settings: GatewaySettings, what: string, by: string) => {
    storeGateway(context.local, checked(settings))
    applyStored()
    const text = `网关「${settings.name}」${what}（${by}）`
    if (settings.enabled) noteGateway(context, settings.id, text)
    else noteGatewayOff(context, settings.id, text)
    return { id: settings.id }
  }
  return {
    drivers: os.drivers.handler(() =>
      context.gateways.drivers().map(({ id, title, links, defaultBaud, purpose, means }) => ({
        id,
        title,
        links: [...links],
        defaultBaud: defaultBaud ?? null,
        purpose,
        means: means ?? null,
      })),
    ),
    ports: os.ports.handler(async () =>
      (await context.gateways.ports()).map(({ path, identity, label }) => ({
        path,
        identity: identity ?? null,
        label,
      })),
    ),
    list: os.list.handler(() => gatewayList(context)),
    add: os.add.handler(({ input, context: { seat } }) => {
      const { name } = requireRight(seat, 'gateway.configure')
      const id = newId(context.world.clock, context.world.random)
      return keep({ ...input, id }, '已添加', name)
    }),
    update: os.update.handler(({ input, context: { seat } }) => {
      const { name } = requireRight(seat, 'gateway.configure')
      const known = storedGateways(context.local).find(({ id }) => id === input.id)
      if (!known) throw new ORPCError('NOT_FOUND')
      const turned =
        known.enabled === input.enabled ? '设置已更改' : input.enabled ? '已启用' : '已停用'
      return keep(input, turned, name)
    }),
    remove: os.remove.handler(({ input, context: { seat } }) => {
      const { name } = requireRight(seat, 'gateway.configure')
      const known = storedGateways(context.local).find(({ id }) => id === input.id)
      if (!known || !removeGateway(context.local, input.id).ok) throw new ORPCError('NOT_FOUND')
      applyStored()
      noteGatewayOff(context, input.id, `网关「${known.name}」已移除（${name}）`)
      return input
    }),
    test: os.test.handler(async ({ input, context: { seat } }) => {
      requireRight(seat, 'gateway.configure')
      const { clock, random } = context.world
      const settings = checked({ ...input, id: input.id ?? newId(clock, random), enabled: true })
      const { health, frames } = await context.gateways.probe(
        withVendorFile(context.local, settings),
        testMs,
      )
      const own =
        health.reason === 'busy' &&
        context.gateways.list().some((one) => one.name === health.detail)
      const shown = withDetail(context, settings.driver, health)
      const reason = own
        ? `线路正由本台网关「${health.detail}」使用，请看它的原始数据`
        : shown.reason
      return {
        health: { ...shown, reason, detail: own ? '' : shown.detail },
        frames: frames.map(shownFrame),
      }
    }),
    history: os.history.handler(({ input, context: { seat } }) => {
      requireSession(seat)
      const history = gatewayHistory(context)
      return { hours: history.hours(input.id), gaps: history.gaps(input.id) }
    }),
    retry: os.retry.handler(({ input, context: { seat } }) => {
      requireRight(seat, 'gateway.configure')
      context.gateways.retryNow(input.id)
      return input
    }),
    frames: os.frames.handler(({ input, context: { seat } }) => {
      requireSession(seat)
      return context.gateways.frames(input.id, input.after).map(shownFrame)
    }),
    exportFrames: os.exportFrames.handler(({ input, context: { seat } }) => {
      requireRight(seat, 'export')
      const lines = context.gateways.exportFrames(input.id)
      const fileName = exportName(input.id, context.world.clock.nowMs())
      return { fileName, text: `${lines.join('\n')}\n` }
    }),
  }
}

export const gatewaysModule: Module = {
  name: 'gateways',
  facts: [],
  projections: [],
  localMigrations: gatewayMigrations,
  liveTables: historyTables,
  start(context) {
    // Before the gateways run: none of their gaps is missed.
    const history = gatewayHistory(context)
    const stop = announceGateways(context)
    return () => {
      history.close()
      stop()
    }
  },
  router: gatewaysRouter,
}
