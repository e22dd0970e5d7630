/** Base maps through the console's own door: files others made, tiles as the page gets them. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Basemap } from '../../src/core/modules/basemaps/contract.ts'
import {
  quickModules,
  startTestConsole,
  type Api,
  type TestConsole,
} from '../support/start-console.ts'
import { smallPng, writeMbtiles } from '../support/map-packs.ts'

const limit = { timeout: 20_000, interval: 20 }
const words = { name: '县城影像', datum: 'wgs84', source: '县自然资源局 2025 年' } as const

let test: TestConsole
let api: Api
let folder: string

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'maps-'))
  test = await startTestConsole({ modules: quickModules })
  await signIn()
})
afterEach(async () => {
  await test.close()
  rmSync(folder, { recursive: true, force: true })
})

async function signIn(): Promise<void> {
  const seat = test.seat()
  api = seat.api
  await api.people.firstStart({ name: '王海燕', password: 'correct horse' })
}

async function restarted(): Promise<void> {
  await test.restart()
  api = test.seat().api
  const { roster } = await api.people.state()
  await api.people.signIn({ person: roster[0]?.id ?? '', password: 'correct horse' })
}

const get = (path: string) => test.running.handle(new Request(`http://console${path}`))

function address({ url }: Pick<Basemap, 'url'>, z: number, x: number, y: number): string {
  return url.replace('{z}', String(z)).replace('{x}', String(x)).replace('{y}', String(y))
}

async function tile(of: Pick<Basemap, 'url'>, z: number, x: number, y: number) {
  const answer = await get(address(of, z, x, y))
  return { status: answer.status, type: answer.headers.get('content-type'), answer }
}

async function only(): Promise<Basemap> {
  const [first] = await api.basemaps.list()
  if (!first) throw new Error('no base map')
  return first
}

async function imported(path: string, keep: 'copy' | 'in-place' = 'copy'): Promise<Basemap> {
  const { token } = await api.basemaps.look({ path })
  await api.basemaps.add({ token, ...words, keep })
  await vi.waitFor(async () => expect((await only()).copying).toBeNull(), limit)
  return only()
}

/** Tiles around the county seat (XYZ), each with its own colour. */
const seat = { z: 12, x: 3371, y: 1737 }

function countyPack(name = 'county.mbtiles'): string {
  const path = join(folder, name)
  writeMbtiles(path, {
    metadata: {},
    tiles: [0, 1, 2, 3].map((north) => ({
      z: seat.z,
      x: seat.x,
      row: 2 ** seat.z - 1 - (seat.y - north),
      bytes: smallPng(north),
    })),
  })
  return path
}

describe('a pack that is imported', () => {
  it('is seen before it is taken over, and nothing is kept of a look', async () => {
    const preview = await api.basemaps.look({ path: countyPack() })
    expect(preview).toMatchObject({
      container: 'mbtiles',
      format: 'png',
      tileSize: 256,
      minZoom: 12,
      maxZoom: 12,
      rows: 'tms',
      touchesCounty: true,
    })
    const { status, answer } = await tile(preview, seat.z, seat.x, seat.y)
    expect(status).toBe(200)
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(Buffer.from(smallPng(0)))
    expect(await api.basemaps.list()).toEqual([])
    expect(existsSync(join(test.dataDir, 'maps'))).toBe(false)
  })

  it('gives its tiles in XYZ rows with their own type, and an empty 204 where it has none', async () => {
    const base = await imported(countyPack())
    for (const north of [0, 1, 2, 3]) {
      const { status, type, answer } = await tile(base, seat.z, seat.x, seat.y - north)
      expect([status, type]).toEqual([200, 'image/png'])
      const bytes = Buffer.from(await answer.arrayBuffer())
      expect(bytes).toEqual(Buffer.from(smallPng(north)))
      expect(answer.headers.get('content-length')).toBe(String(bytes.length))
      expect(answer.headers.get('cache-control')).toContain('max-age')
    }
    for (const [z, x, y] of [
      [12, 0, 0],
      [5, 1, 1],
      [seat.z, seat.x, 9],
    ] as const) {
      const { status, answer } = await tile(base, z, x, y)
      expect(status).toBe(204)
      expect(await answer.text()).toBe('')
    }
  })

  it('is copied into the data folder and no longer needs the disk it came from', async () => {
    const path = countyPack()
    const base = await imported(path)
    rmSync(path)
    expect(base.place).toBe(join(test.dataDir, 'maps', `${base.id}.mbtiles`))
    expect((await tile(base, seat.z, seat.x, seat.y)).status).toBe(200)
    await restarted()
    expect(await only()).toMatchObject({ id: base.id, trouble: null })
    expect((await tile(base, seat.z, seat.x, seat.y)).status).toBe(200)
  })
})
