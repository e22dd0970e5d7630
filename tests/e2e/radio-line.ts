/** The far end of a serial line in a test: our own fixtures byte by byte, or the simulator. */
import { expect, type Page } from '@playwright/test'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { linkOpener } from '../../src/main/adapters/links/open-link.ts'
import { hrnpFixtures } from '../../src/main/gateways/hytera/fixtures/hrnp.ts'
import { startSimulator, type Simulator } from '../../src/main/tools/simulate/start.ts'
import { scenario } from '../../src/main/tools/simulate/scenario.ts'

export function fixture(name: string): Buffer {
  const found = hrnpFixtures.find((one) => one.name === name)
  if (!found) throw new Error(`no fixture "${name}"`)
  return Buffer.from(found.hex, 'hex')
}

export interface FarEnd {
  /** As a radio on the wire would. */
  put(bytes: Uint8Array): Promise<boolean>
  /** Resolves when the console sent these bytes. */
  sent(wanted: Buffer): Promise<void>
  close(): Promise<void>
}

/** NOT of the ones' complement sum of the words, without the checksum itself. */
function checksum(header: Buffer): number {
  let sum = 0
  for (let at = 0; at < 10; at += 2) sum += header.readUInt16BE(at)
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16)
  return ~sum & 0xffff
}

/** Acknowledges every data packet in `bytes`, and no more: a gateway that answers no question. */
function acknowledgements(bytes: Buffer): Buffer[] {
  const made: Buffer[] = []
  for (let at = 0; at + 12 <= bytes.length; at += Math.max(12, bytes.readUInt16BE(at + 8))) {
    if (bytes[at] !== 0x7e || bytes[at + 3] !== 0x00) continue
    const ack = Buffer.from('7e04001000000000000c0000', 'hex')
    ack[4] = bytes[at + 5] ?? 0
    ack[5] = bytes[at + 4] ?? 0
    bytes.copy(ack, 6, at + 6, at + 8)
    ack.writeUInt16BE(checksum(ack), 10)
    made.push(ack)
  }
  return made
}

/** Stays open meanwhile: a pseudo-terminal whose end is closed hangs up. */
export function openFarEnd(path: string): FarEnd {
  let seen = Buffer.alloc(0)
  const waiting = new Set<() => void>()
  const link = linkOpener()(
    { kind: 'serial', path, baud: 115200 },
    {
      onBytes(bytes) {
        seen = Buffer.concat([seen, bytes])
        for (const look of waiting) look()
        for (const ack of acknowledgements(Buffer.from(bytes))) void link.write(ack)
      },
      onStatus: () => undefined,
    },
  )
  link.open()
  return {
    put: (bytes) => link.write(bytes),
    sent: (wanted) =>
      new Promise((resolve) => {
        const look = () => {
          if (!seen.includes(wanted)) return
          waiting.delete(look)
          resolve()
        }
        waiting.add(look)
        look()
      }),
    close: () => link.close(),
  }
}

interface PublishedText {
  readonly hex: string
  readonly text: string
}

/** A published HRNP text frame, where the captures are on this machine. */
export function publishedText(): PublishedText | undefined {
  const file = join(import.meta.dirname, '../../../shared/vectors/hytera-hdap.json')
  if (!existsSync(file)) return undefined
  const rows = JSON.parse(readFileSync(file, 'utf8')) as {
    hex: string
    kind: string
    checksum_ok?: boolean
    decoded: { hdap?: { text?: string } }
  }[]
  const row = rows.find(
    ({ kind, decoded, checksum_ok }) =>
      kind === 'hrnp/TMP' && checksum_ok !== false && decoded.hdap?.text,
  )
  return row?.decoded.hdap?.text ? { hex: row.hex, text: row.decoded.hdap.text } : undefined
}

/** Two radios, one of which walks; a third number never answers. Nothing happens by itself. */
const field = scenario.parse({
  name: '端到端',
  gateway: { radioId: 1000, zone: 1, channel: 3 },
  radios: [
    {
      id: 1001,
      name: '森防01',
      path: [
        [26.33, 116.335],
        [26.38, 116.322],
      ],
      speedKmh: 200,
      registerAtS: 0.2,
      reportEveryS: 1,
    },
    {
      id: 1003,
      name: '小松01',
      path: [[26.442, 116.306]],
      speedKmh: 0,
      registerAtS: 0.2,
      reportEveryS: 30,
    },
  ],
  unreachable: [1011],
  timeline: [],
})

export function simulatedRadio(far: string): Simulator {
  return startSimulator({
    protocol: 'hrnp',
    road: { kind: 'serial', path: far, baud: 115200 },
    scenario: field,
  })
}

/** Through the settings screen: a radio on this line. */
export async function addGateway(page: Page, path: string): Promise<void> {
  await page.keyboard.press('Alt+9')
  await page
    .getByRole('navigation', { name: '设置分类' })
    .getByRole('button', { name: /^网关/ })
    .click()
  await page.getByLabel(/^名称/).fill('中心')
  await page.getByLabel(/^驱动（/).click()
  await page.locator('.ant-select-item-option').filter({ hasText: 'HRNP' }).click()
  await page.getByLabel(/^串口（/).fill(path)
  await page.getByRole('button', { name: /^保存/ }).click()
  await expect(page.getByText('网关设置已存')).toBeVisible()
}
