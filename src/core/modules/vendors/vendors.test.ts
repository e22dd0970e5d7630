import { expect, it } from 'vitest'
import { openBench, wang, type Bench } from '../../../../tests/support/module-bench.ts'
import { accept, refuse } from '../../kernel/result.ts'
import { gatewaysModule } from '../gateways/index.ts'
import { alarmsModule } from '../alarms/index.ts'
import { logbookModule } from '../logbook/index.ts'
import { rulesModule } from '../rules/index.ts'
import { vendorsModule, withVendorFile } from './index.ts'

const modules = [logbookModule, rulesModule, alarmsModule, vendorsModule, gatewaysModule]
const file = {
  format: 'gateway-profile-1',
  name: 'AT 接口',
  vendor: '示例通信',
  version: '1.2',
  dialect: 'tetra-pei',
  transport: { links: ['serial'], baud: 9600 },
  commands: { send: 'AT^XMSG={to},{bits}' },
}
const bytesOf = (value: unknown) =>
  new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value))

/** The hub has no drivers of its own: what the dialect's driver says is played. */
function bench(detail?: string): Bench {
  const opened = openBench(modules)
  opened.hub.check = (settings) =>
    detail === undefined ? accept(settings) : refuse('bad-settings', { detail })
  return opened
}
async function bring({ api, files }: Bench, value: unknown, fileName = 'radio.json') {
  const { path } = await api.vendors.bring({ fileName })
  return files.put(path, bytesOf(value))
}
const vendorGateway = (profile: string) =>
  ({
    name: '车载台',
    driver: 'vendor-profile',
    link: { kind: 'serial', path: '/dev/ttyUSB0', baud: 9600 },
    driverSettings: { profile },
  }) as const

it('keeps a file with its hash, who brought it and when, and writes a line', async () => {
  const opened = bench()
  const now = opened.test.world.clock.nowMs()
  const row = await bring(opened, file)
  const [listed, ...others] = await opened.api.vendors.list()
  expect(others).toEqual([])
  expect(listed).toEqual(row)
  expect(listed).toMatchObject({
    name: 'AT 接口',
    vendor: '示例通信',
    version: '1.2',
    fileName: 'radio.json',
    importedBy: '王海燕',
    importedAt: now,
    usedBy: [],
    transport: { links: ['serial'], baud: 9600, tcpPort: null },
  })
  expect(listed?.sha256).toMatch(/^[0-9a-f]{64}$/)
  expect(opened.lines().at(-1)).toBe('厂商协议文件「示例通信 AT 接口 1.2」已导入（王海燕）')
})

it('refuses a bad file with the field and changes nothing', async () => {
  const opened = bench()
  const before = opened.lines().length
  const said = [
    await bring(opened, { ...file, vendor: '' }),
    await bring(opened, { ...file, dialect: 'morse' }),
    await bring(opened, 'no json'),
    await bring(opened, '[1'),
    await opened.files.put(
      (await opened.api.vendors.bring({ fileName: 'a' })).path,
      Uint8Array.of(0xff, 0xfe),
    ),
  ]
  expect(said).toEqual([
    '厂商协议文件没有导入：字段 vendor：要填写厂商名称。请联系厂商更正后重新导入。',
    '厂商协议文件没有导入：字段 dialect：应为 tetra-pei 或 hytera-hrnp。请联系厂商更正后重新导入。',
    ...Array.from(
      { length: 3 },
      () => '厂商协议文件没有导入：不是 JSON 文件。请联系厂商更正后重新导入。',
    ),
  ])
  expect(await opened.api.vendors.list()).toEqual([])
  expect(opened.lines()).toHaveLength(before)
})

it('says what the dialect’s own driver does not like', async () => {
  const opened = bench('字段 commands.send：指令里缺少 {to}')
  expect(await bring(opened, file)).toBe(
    '厂商协议文件没有导入：字段 commands.send：指令里缺少 {to}。请联系厂商更正后重新导入。',
  )
  expect(await opened.api.vendors.list()).toEqual([])
})

it('takes the same file once, and a file with the mark of a Windows editor', async () => {
  const opened = bench()
  await bring(opened, file)
  expect(await bring(opened, file)).toBe('这个厂商协议文件已经导入过（王海燕），没有重复导入。')
  await bring(opened, `\ufeff${JSON.stringify({ ...file, version: '1.3' })}`)
  expect((await opened.api.vendors.list()).map(({ version }) => version).sort()).toEqual([
    '1.2',
    '1.3',
  ])
})

it('puts the chosen file into the settings a gateway is run with, and into no others', async () => {
  const opened = bench()
  await bring(opened, file)
  const [row] = await opened.api.vendors.list()
  const { id } = await opened.api.gateways.add(vendorGateway(row?.id ?? ''))
  const run = opened.hub.list().find((one) => one.id === id)
  expect(run?.settings.driverSettings).toMatchObject({
    profile: row?.id,
    file: { name: 'AT 接口' },
  })
  // What is kept names the file; the file itself is kept once.
  const [kept] = await opened.api.gateways.list()
  expect(kept?.driverSettings).toEqual({ profile: row?.id })
  expect(kept?.driverTitle).toBe('厂商协议：示例通信 AT 接口 1.2')
  const other = { ...vendorGateway('gone'), id: 'g', enabled: true, purpose: 'radio' } as const
  expect(withVendorFile(opened.context.local, other)).toBe(other)
  expect(withVendorFile(opened.context.local, { ...other, driver: 'fake' }).driver).toBe('fake')
})

it('is removed only when no gateway uses it', async () => {
  const opened = bench()
  await bring(opened, file)
  const [row] = await opened.api.vendors.list()
  const id = row?.id ?? ''
  const gateway = await opened.api.gateways.add(vendorGateway(id))
  expect((await opened.api.vendors.list())[0]?.usedBy).toEqual(['车载台'])
  await expect(opened.api.vendors.remove({ id })).rejects.toMatchObject({
    code: 'IN_USE',
    data: { gateways: ['车载台'] },
  })
  await opened.api.gateways.remove({ id: gateway.id })
  await opened.api.vendors.remove({ id })
  expect(await opened.api.vendors.list()).toEqual([])
  expect(opened.lines().at(-1)).toBe('厂商协议文件「示例通信 AT 接口 1.2」已移除（王海燕）')
  await expect(opened.api.vendors.remove({ id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

it('outlives a restart, and the gateway is started with it again', async () => {
  const opened = bench()
  await bring(opened, file)
  const [row] = await opened.api.vendors.list()
  await opened.api.gateways.add(vendorGateway(row?.id ?? ''))
  const again = opened.restart()
  expect(await again.api.vendors.list()).toHaveLength(1)
  expect(again.hub.list()[0]?.settings.driverSettings['file']).toMatchObject({ version: '1.2' })
})

it('is brought and removed by who may configure gateways, and seen by nobody signed out', async () => {
  const rights = new Set(['log.write'] as const)
  const guest = openBench(modules, {
    ...wang,
    session: { person: 'p', name: '李', rights, signedInAt: 0 },
  })
  await expect(guest.api.vendors.bring({ fileName: 'a' })).rejects.toMatchObject({
    code: 'FORBIDDEN',
  })
  await expect(guest.api.vendors.remove({ id: 'x' })).rejects.toMatchObject({ code: 'FORBIDDEN' })
  expect(await guest.api.vendors.list()).toEqual([])
  const nobody = openBench(modules, { ...wang, session: undefined })
  await expect(nobody.api.vendors.list()).rejects.toMatchObject({ code: 'NOT_SIGNED_IN' })
})
