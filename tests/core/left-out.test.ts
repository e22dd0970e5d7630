import { afterEach, expect, it } from 'vitest'
import type { GatewaySettings } from '../../src/core/gateway/settings.ts'
import { raiseDrafts } from '../../src/core/modules/alarms/index.ts'
import { recordBySystem } from '../../src/core/seat-log.ts'
import { startTestConsole, type TestConsole } from '../support/start-console.ts'

let test: TestConsole | undefined
afterEach(async () => {
  await test?.close()
  test = undefined
})

const gateway = (id: string): GatewaySettings => ({
  id,
  name: id,
  driver: 'nmea',
  link: { kind: 'memory', name: id },
  driverSettings: {},
  enabled: true,
  purpose: 'gps',
})

it('leaves the gateway out that crashed the console, says so, and runs the others', async () => {
  test = await startTestConsole({ without: { gateways: ['g1'] } })
  const { gateways } = test.running.context
  gateways.apply([gateway('g1'), gateway('g2')])
  await expect
    .poll(() => gateways.list().map(({ id, health }) => [id, health.state]))
    .toEqual([
      ['g1', 'stopped'],
      ['g2', expect.not.stringMatching('stopped')],
    ])
  const health = await test.seat().api.system.health()
  expect(health.leftOut).toEqual(['网关 g1 多次引起崩溃，已停用'])
})

it('leaves a projection out, keeps recording, and catches up when it is back', async () => {
  test = await startTestConsole()
  await test.restart({ without: { projections: ['alarms'] } })
  const { context } = test.running
  const alarm = {
    kind: 'gateway-lost',
    subject: 'g1',
    priority: 'high',
    title: '网关中断',
    detail: '',
  } as const
  expect(recordBySystem(context, 'test', raiseDrafts(context, alarm)).ok).toBe(true)
  expect(test.running.concerns()).toEqual([])
  await test.restart({ without: {} })
  expect(test.running.concerns()).toEqual(['告警未处置：网关中断'])
})
