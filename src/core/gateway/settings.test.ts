import { expect, it } from 'vitest'
import { gatewaySettings, linkSettings } from './settings.ts'

const gateway = {
  id: 'g1',
  name: ' 370MHz 网关 ',
  driver: 'hytera-hrnp',
  link: { kind: 'serial', path: '/dev/ttyUSB0', identity: 'usb-FTDI', baud: 115200 },
  enabled: true,
  purpose: 'radio',
}

it('takes a gateway as the screen sends it, trims its name and fills in empty driver settings', () => {
  expect(gatewaySettings.parse(gateway)).toMatchObject({ name: '370MHz 网关', driverSettings: {} })
})

it('takes every kind of link', () => {
  for (const link of [
    { kind: 'tcp', host: '10.0.0.9', port: 4001 },
    { kind: 'udp', host: '10.0.0.9', channels: [{ localPort: 30001, remotePort: 0 }] },
    { kind: 'tcp-listen', bindAddress: '10.0.0.1', port: 7611, maxPeers: 500 },
    { kind: 'memory', name: 'demo' },
  ]) {
    expect(linkSettings.parse(link)).toEqual(link)
  }
})

it('refuses what no port can be', () => {
  const wrong = [
    { kind: 'serial', path: '', baud: 9600 },
    { kind: 'serial', path: '/dev/ttyUSB0', baud: 0 },
    { kind: 'tcp', host: 'a', port: 70000 },
    { kind: 'udp', host: 'a', channels: [] },
    { kind: 'pigeon' },
  ]
  for (const link of wrong) expect(linkSettings.safeParse(link).success).toBe(false)
})
