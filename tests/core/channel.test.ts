import { afterEach, expect, it } from 'vitest'
import { implement } from '@orpc/server'
import { contract, contractFingerprint } from '../../src/core/api.ts'
import { DatabaseError } from '../../src/core/kernel/database.ts'
import type { Module, SeatContext } from '../../src/core/module.ts'
import { requireRight } from '../../src/core/seat-log.ts'
import { systemContract } from '../../src/core/modules/system/contract.ts'
import { systemModule } from '../../src/core/modules/system/index.ts'
import { startTestConsole, type TestConsole } from '../support/start-console.ts'

let test: TestConsole | undefined
afterEach(async () => {
  await test?.close()
  test = undefined
})

it('greets a page with its version, contract and seat', async () => {
  test = await startTestConsole()
  const hello = await test.seat('主班席').api.system.hello()
  expect(hello.contract).toBe(contractFingerprint(contract))
  expect(hello.seat).toEqual({ id: 'seat-主班席', name: '主班席' })
  expect(hello.status).toBe('actual')
})

it('tells a listening page that it listens, then which topics changed', async () => {
  test = await startTestConsole()
  const changes = await test.seat().api.system.changed()
  expect((await changes.next()).value).toEqual({ topics: {} })
  test.running.context.changed('gateways', ['g1'])
  expect((await changes.next()).value).toEqual({ topics: { gateways: ['g1'] } })
  await changes.return?.()
})

it('ends the streams of a seat that went away', async () => {
  test = await startTestConsole()
  const seat = test.seat()
  const changes = await seat.api.system.changed()
  await changes.next()
  expect(test.running.seats.connected).toBe(1)
  seat.close()
  await expect.poll(() => test?.running.seats.connected).toBe(0)
})

/** The system module with a clock that fails as the test wants. */
function failingNow(fail: () => never): Module {
  const os = implement(systemContract).$context<SeatContext>()
  return {
    name: 'system',
    facts: [],
    projections: [],
    router: (context) => ({
      ...(systemModule({} as never).router(context) as object),
      now: os.now.handler(fail),
    }),
  }
}

it('answers our own mistake with a number that is in the log', async () => {
  const lines: [string, unknown][] = []
  const logger = {
    info: () => undefined,
    warn: () => undefined,
    error: (event: string, details?: unknown) => void lines.push([event, details]),
  }
  const broken = failingNow(() => {
    throw new TypeError('secret detail')
  })
  test = await startTestConsole({ modules: [broken], logger })
  const error: unknown = await test
    .seat()
    .api.system.now()
    .catch((caught: unknown) => caught)
  const [[event, details] = []] = lines
  expect(event).toBe('call.failed')
  const { id } = details as { id: string }
  expect(error).toMatchObject({
    code: 'INTERNAL',
    message: `程序内部错误，编号 ${id}，已记入日志。`,
  })
  expect(JSON.stringify(error)).not.toContain('secret detail')
})

it('says a refusal in the words the procedure declares', async () => {
  const broken = failingNow(() => {
    requireRight({ id: 's', name: 's', session: undefined }, 'log.write')
    throw new Error('unreachable')
  })
  test = await startTestConsole({ modules: [broken] })
  await expect(test.seat().api.system.now()).rejects.toMatchObject({
    code: 'NOT_SIGNED_IN',
    message: '请先登录。',
    defined: true,
  })
})

it('turns a full disk outside the log into the sentence for a full disk', async () => {
  const broken = failingNow(() => {
    throw new DatabaseError('full', undefined)
  })
  test = await startTestConsole({ modules: [broken] })
  await expect(test.seat().api.system.now()).rejects.toMatchObject({
    code: 'DISK_FULL',
    defined: true,
  })
})

it('keeps a data folder to real events or to an exercise, never both', async () => {
  test = await startTestConsole()
  await expect(test.restart({ demo: true })).rejects.toThrow('不能用于演练')
  await test.restart()
})
