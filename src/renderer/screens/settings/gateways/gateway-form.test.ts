import { expect, it } from 'vitest'
import {
  formOf,
  newForm,
  readForm,
  withDriver,
  withVendorFile,
  type GatewayForm,
} from './gateway-form.ts'

const serial: GatewayForm = {
  ...newForm,
  name: '中心',
  driver: 'hytera-hrnp',
  path: '/dev/ttyUSB0',
}
const health = {
  state: 'stopped',
  reason: '',
  detail: '',
  since: 0,
  retryAt: null,
  lastFrameAt: null,
  counts: { in: 0, out: 0, damaged: 0, noise: 0, unknown: 0 },
  driverFaults: 0,
} as const

it.each<GatewayForm>([
  serial,
  { ...serial, kind: 'tcp', path: '', host: '10.0.0.7', port: '4001' },
  {
    ...serial,
    kind: 'udp',
    path: '',
    host: '10.0.0.7',
    localPorts: '30001-30003',
    remotePorts: '30001-30003',
    datum: 'unknown',
  },
  { ...serial, kind: 'tcp-listen', path: '', port: '7611', bindAddress: '10.0.0.1' },
  { ...serial, driver: 'vendor-profile', profile: 'p1', more: '{\n  "ownNumber": "1000"\n}' },
])('reads back the settings it wrote (%o)', (form) => {
  const read = readForm(form, true)
  if (!read.ok) throw new Error(JSON.stringify(read.problems))
  const back = formOf({ ...read.settings, id: 'g', driverTitle: '', health } as Parameters<
    typeof formOf
  >[0])
  expect(readForm(back, true)).toEqual(read)
})

it('says what is wrong beside the field', () => {
  expect(readForm(newForm, true)).toMatchObject({
    ok: false,
    problems: { name: '请填写网关名称。', path: '请选串口，或写路径。' },
  })
  expect(readForm({ ...serial, kind: 'tcp', host: '', port: '0' }, true)).toMatchObject({
    problems: { host: '请填写地址。', port: '端口是 1 到 65535 的数。' },
  })
  const listening = { ...serial, kind: 'tcp-listen', port: '', maxPeers: '0' } as const
  expect(readForm(listening, true)).toMatchObject({
    problems: { port: '端口是 1 到 65535 的数。', maxPeers: '填 1 到 5000 的数。' },
  })
  expect(readForm({ ...serial, more: '{' }, true)).toMatchObject({ ok: false })
})

it('takes line, speed and purpose from the driver', () => {
  const nmea = withDriver(serial, {
    id: 'nmea',
    title: '',
    links: ['serial', 'tcp', 'udp', 'memory'],
    defaultBaud: 9600,
    purpose: 'gps',
  })
  expect(nmea).toMatchObject({ baud: 9600, purpose: 'gps', kind: 'serial' })
  const hstrp = withDriver(serial, {
    id: 'hytera-hstrp',
    title: '',
    links: ['udp', 'memory'],
    defaultBaud: null,
    purpose: 'radio',
  })
  expect(hstrp.kind).toBe('udp')
})

it('takes line, speed and port from the vendor’s file, and keeps what was typed', () => {
  const file = { id: 'p1', transport: { links: ['tcp'], baud: 9600, tcpPort: 4001 } } as const
  const shown = { ...file, transport: { ...file.transport, links: [...file.transport.links] } }
  const form = { ...newForm, driver: 'vendor-profile' }
  expect(withVendorFile(form, shown)).toMatchObject({
    profile: 'p1',
    kind: 'tcp',
    baud: 9600,
    port: '4001',
  })
  expect(withVendorFile({ ...form, kind: 'tcp', port: '5000' }, shown).port).toBe('5000')
})

it('writes the file’s id only for the driver that speaks by one', () => {
  const other = readForm({ ...serial, profile: 'p1' }, true)
  expect(other).toMatchObject({ ok: true, settings: { driverSettings: {} } })
  const vendor = readForm({ ...serial, driver: 'vendor-profile', profile: 'p1' }, true)
  expect(vendor).toMatchObject({ ok: true, settings: { driverSettings: { profile: 'p1' } } })
})
