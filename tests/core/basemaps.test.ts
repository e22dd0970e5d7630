/** Base maps through the console's own door: files others made, tiles as the page gets them. */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Basemap } from '../../src/core/modules/basemaps/contract.ts'
import {
  quickModules,
  startTestConsole,
  type Api,
  type TestConsole,
} from '../support/start-console.ts'
import { smallPng, writeMbtiles } from '../support/map-packs.ts'
import { wholeCounty } from '../support/map-sources.ts'

const limit = { timeout: 20_000, interval: 20 }
const words = { name: '县城影像', datum: 'wgs84', source: '县自然资源局 2025 年' } as const

let test: TestConsole
let api: Api
let folder: string

beforeAll(async () => {
  test = await startTestConsole({ modules: quickModules })
  await signIn()
})
afterAll(() => test.close())
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'maps-'))
})
afterEach(async () => {
  for (const { id } of await api.basemaps.list()) await api.basemaps.remove({ id })
  await vi.waitUntil(() => ownFiles().length === 0, limit)
  rmSync(folder, { recursive: true, force: true })
})

/** What the console keeps of packs on its own disk. */
function ownFiles(): string[] {
  const maps = join(test.dataDir, 'maps')
  return existsSync(maps) ? readdirSync(maps) : []
}

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

/** Where the border of `wholeCounty` runs. */
const border = { z: 12, x: 3368, y: 1737 }

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
    expect(ownFiles()).toEqual([])
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

describe('a pack of another kind', () => {
  const folderTile = (z: number, x: number, row: number, bytes: Uint8Array, extension = 'png') => {
    const column = join(folder, 'tiles', String(z), String(x))
    mkdirSync(column, { recursive: true })
    writeFileSync(join(column, `${row}.${extension}`), bytes)
  }

  it('counts rows from the south where only that way it lies in the county, and asks', async () => {
    folderTile(seat.z, seat.x, 2 ** seat.z - 1 - seat.y, smallPng(7))
    const preview = await api.basemaps.look({ path: join(folder, 'tiles') })
    expect(preview).toMatchObject({ container: 'folder', rows: 'tms', rowsSure: false })
    expect(preview.warnings.join()).toContain('请在预览中核对')
    expect((await tile(preview, seat.z, seat.x, seat.y)).status).toBe(200)
    const turned = await api.basemaps.lookAgain({ token: preview.token, rows: 'xyz' })
    expect(turned).toMatchObject({ rows: 'xyz', touchesCounty: false })
    expect((await tile(turned, seat.z, seat.x, seat.y)).status).toBe(204)
    expect((await tile(turned, seat.z, seat.x, 2 ** seat.z - 1 - seat.y)).status).toBe(200)
  })

  it('becomes one indexed file where it was a folder of small ones, with the same tiles', async () => {
    folderTile(seat.z, seat.x, seat.y, smallPng(1))
    folderTile(seat.z, seat.x + 1, seat.y, smallPng(2), 'jpg')
    const base = await imported(join(folder, 'tiles'))
    expect(base.place).toMatch(/\.mbtiles$/)
    rmSync(join(folder, 'tiles'), { recursive: true })
    const { type, answer } = await tile(base, seat.z, seat.x + 1, seat.y)
    // A PNG that is called .jpg is still sent as what it is.
    expect(type).toBe('image/png')
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(Buffer.from(smallPng(2)))
  })

  it('is read from the exploded cache of ArcGIS', async () => {
    const hex = (value: number) => value.toString(16).padStart(8, '0')
    const row = join(folder, '_alllayers', 'L12', `R${hex(seat.y)}`)
    mkdirSync(row, { recursive: true })
    writeFileSync(join(row, `C${hex(seat.x)}.png`), smallPng(3))
    const preview = await api.basemaps.look({ path: folder })
    expect(preview).toMatchObject({ rows: 'xyz', minZoom: 12, touchesCounty: true })
    expect((await tile(preview, seat.z, seat.x, seat.y)).status).toBe(200)
  })

  it('is refused where its tiles are cut in degrees (天地图 _c), by its numbers or by its word', async () => {
    // Rows of EPSG:4490 at this zoom: 90° N is row 0.
    const row = Math.floor(((90 - 26.33) / 180) * 2 ** 11)
    folderTile(12, Math.floor(((116.33 + 180) / 360) * 2 ** 12), row, smallPng(1))
    await expect(api.basemaps.look({ path: join(folder, 'tiles') })).rejects.toThrow('_w')
    const said = countyPack()
    rmSync(said)
    writeMbtiles(said, {
      metadata: { crs: 'EPSG:4490' },
      tiles: [{ z: 12, x: 1, row: 1, bytes: smallPng(1) }],
    })
    await expect(api.basemaps.look({ path: said })).rejects.toThrow('经纬度切片')
  })

  it('says the size of 512-pixel tiles and refuses any other', async () => {
    const big = join(folder, 'big.mbtiles')
    const at = { z: seat.z, x: seat.x, row: 2 ** seat.z - 1 - seat.y }
    writeMbtiles(big, { tiles: [{ ...at, bytes: smallPng(1, 512) }] })
    expect(await api.basemaps.look({ path: big })).toMatchObject({ tileSize: 512 })
    const odd = join(folder, 'odd.mbtiles')
    writeMbtiles(odd, { tiles: [{ ...at, bytes: smallPng(1, 300) }] })
    await expect(api.basemaps.look({ path: odd })).rejects.toThrow('300 像素')
  })

  it('without an index is only copied, gets one, and is drawn when it has it', async () => {
    const path = join(folder, 'slow.mbtiles')
    const side = Array.from({ length: 50 }, (_, step) => step)
    writeMbtiles(path, {
      index: false,
      tiles: side.flatMap((east) =>
        side.map((north) => ({
          z: seat.z,
          x: seat.x + east - 25,
          row: 2 ** seat.z - 1 - (seat.y + north - 25),
          bytes: smallPng(1),
        })),
      ),
    })
    const preview = await api.basemaps.look({ path })
    expect(preview.warnings.join()).toContain('没有索引')
    const inPlace = api.basemaps.add({ token: preview.token, ...words, keep: 'in-place' })
    await expect(inPlace).rejects.toThrow('没有索引')
    expect(await api.basemaps.list()).toEqual([])
    const base = await imported(path)
    expect(base).toMatchObject({ trouble: null, copying: null })
    expect((await tile(base, seat.z, seat.x, seat.y)).status).toBe(200)
  })

  it('sends vector tiles unpacked, whether the file keeps them gzipped or plain', async () => {
    const source = join(folder, '全县.geojson')
    writeFileSync(source, wholeCounty)
    const built = await buildFrom(source)
    const { status, type, answer } = await tile(built, border.z, border.x, border.y)
    expect([status, type]).toEqual([200, 'application/vnd.mapbox-vector-tile'])
    const plain = new Uint8Array(await answer.arrayBuffer())
    expect(plain[0]).not.toBe(0x1f)
    const path = join(folder, 'plain.mbtiles')
    const at = { z: border.z, x: border.x, row: 2 ** border.z - 1 - border.y }
    writeMbtiles(path, { tiles: [{ ...at, bytes: plain }] })
    const again = await api.basemaps.look({ path })
    expect(again).toMatchObject({ kind: 'vector', layers: ['boundary'] })
    const second = new Uint8Array(
      await (await tile(again, border.z, border.x, border.y)).answer.arrayBuffer(),
    )
    expect(second).toEqual(plain)
  })
})

async function buildFrom(path: string): Promise<Basemap> {
  const { token, suggested } = await api.basemaps.lookSource({ path })
  await api.basemaps.build({
    name: '县界',
    source: '县民政局 2024 年',
    minZoom: 5,
    maxZoom: 13,
    inputs: [{ token, ...suggested, datum: suggested.datum ?? 'wgs84' }],
  })
  await vi.waitFor(async () => expect((await api.basemaps.job())?.state).not.toBe('running'), limit)
  expect(await api.basemaps.job()).toMatchObject({
    state: 'done',
    sentence: '已制作，共 1 个要素。',
  })
  return only()
}

describe('a bad file', () => {
  const atSeat = { z: seat.z, x: seat.x, row: 2 ** seat.z - 1 - seat.y }

  it('is answered with a sentence and changes nothing, by path and by upload', async () => {
    const text = join(folder, 'a.mbtiles')
    writeFileSync(text, 'not a database')
    const empty = join(folder, 'b.pmtiles')
    writeFileSync(empty, '')
    const hollow = join(folder, 'c.mbtiles')
    writeMbtiles(hollow, { tiles: [] })
    const gaps = join(folder, 'd.mbtiles')
    writeMbtiles(gaps, { tiles: [{ ...atSeat, bytes: null }] })
    const wrong = join(folder, 'e.mbtiles')
    writeMbtiles(wrong, { tiles: [{ ...atSeat, bytes: new Uint8Array(64).fill(0xff) }] })
    const cut = countyPack('f.mbtiles')
    writeFileSync(cut, readFileSync(cut).subarray(0, 3000))
    const told: readonly (readonly [string, string])[] = [
      [text, '可能没有下载完'],
      [empty, '文件是空的'],
      [hollow, '没有瓦片'],
      [gaps, '瓦片全是空的'],
      [wrong, '既不是图片'],
      [cut, '已损坏'],
      [join(folder, 'nowhere.mbtiles'), '没有这个文件'],
      [folder, '没有瓦片目录'],
    ]
    for (const [path, part] of told) {
      await expect(api.basemaps.look({ path }), path).rejects.toThrow(part)
    }
    const ticket = await api.basemaps.upload({ fileName: 'f.mbtiles' })
    const body = readFileSync(cut)
    const answer = await test.running.handle(
      new Request(`http://console${ticket.path}`, { method: 'PUT', body }),
    )
    expect(answer.status).toBe(415)
    expect(await answer.text()).toContain('没有导入：文件已损坏')
    expect(await api.basemaps.list()).toEqual([])
    expect(ownFiles()).toEqual([])
  })

  it('that others have missing words in is taken: a view, NULL tiles, no format', async () => {
    const path = join(folder, 'messy.mbtiles')
    writeMbtiles(path, {
      tiles: [
        { ...atSeat, bytes: smallPng(1) },
        { ...atSeat, x: atSeat.x + 1, bytes: null },
      ],
    })
    const preview = await api.basemaps.look({ path })
    expect(preview).toMatchObject({ format: 'png', minZoom: 12, maxZoom: 12 })
    expect(preview.warnings.join()).toContain('1 块瓦片是空的')
    expect((await tile(preview, seat.z, seat.x + 1, seat.y)).status).toBe(204)
  })
})

it('looks up nothing for an address nobody of ours makes up', async () => {
  const base = await imported(countyPack())
  const bad = [
    `/tiles/${base.id}/12/3371/../../../../etc/passwd`,
    `/tiles/${base.id}/12/3371/%2e%2e%2f%2e%2e%2fconsole.sqlite`,
    `/tiles/..%2f..%2fconsole.sqlite/12/1/1`,
    `/tiles/${base.id}/12/-1/5`,
    `/tiles/${base.id}/12/5000/5`,
    `/tiles/${base.id}/99/1/1`,
    `/tiles/${base.id}/1.5/1/1`,
    `/tiles/${base.id}/12/3371/1737.png`,
  ]
  for (const path of bad) {
    const answer = await get(path)
    expect([400, 404], path).toContain(answer.status)
    expect(await answer.text(), path).not.toContain('SQLite')
  }
  expect((await get('/tiles/01ARZ3NDEKTSV4RRFFQ69G5FAV/12/1/1')).status).toBe(204)
})

it('says in words that the file went away while it was used, and draws again when it is back', async () => {
  const path = countyPack()
  const base = await imported(path, 'in-place')
  expect((await tile(base, seat.z, seat.x, seat.y)).status).toBe(200)
  renameSync(path, `${path}.away`)
  await vi.waitFor(async () => expect((await only()).trouble).toContain('没有这个文件'), limit)
  expect((await tile(await only(), seat.z, seat.x, seat.y)).status).toBe(204)
  renameSync(`${path}.away`, path)
  await vi.waitFor(async () => expect((await only()).trouble).toBeNull(), limit)
  const back = await only()
  expect(back.url).not.toBe(base.url)
  expect((await tile(back, seat.z, seat.x, seat.y)).status).toBe(200)
  await api.basemaps.remove({ id: base.id })
  expect(existsSync(path)).toBe(true)
  expect((await tile(back, seat.z, seat.x, seat.y)).status).toBe(204)
})

it('keeps the order, the words and the opacity, and deletes its own copy when it is removed', async () => {
  const lower = await imported(countyPack('a.mbtiles'))
  const { token } = await api.basemaps.look({ path: countyPack('b.mbtiles') })
  const upper = await api.basemaps.add({ token, ...words, name: '地名', datum: 'gcj02' })
  await api.basemaps.change({
    id: upper.id,
    opacity: 0.5,
    visible: false,
    approvalNumber: '赣S(2025)001号',
  })
  await api.basemaps.reorder({ ids: [upper.id, lower.id] })
  await expect(api.basemaps.reorder({ ids: [upper.id] })).rejects.toThrow('刚有变化')
  expect(await api.basemaps.list()).toMatchObject([
    {
      id: upper.id,
      order: 0,
      opacity: 0.5,
      visible: false,
      datum: 'gcj02',
      approvalNumber: '赣S(2025)001号',
    },
    { id: lower.id, order: 1, opacity: 1 },
  ])
  await api.basemaps.remove({ id: lower.id })
  await vi.waitFor(() => expect(existsSync(lower.place)).toBe(false), limit)
})

describe('a pack that is built here', () => {
  it('lies where the file says, shifted where its numbers are those of a shifted map', async () => {
    const source = join(folder, '全县.geojson')
    writeFileSync(source, wholeCounty)
    const base = await buildFrom(source)
    expect(base).toMatchObject({ kind: 'vector', schema: 'openmaptiles', trouble: null })
    expect(base.bounds.west).toBeCloseTo(116.1, 5)
    expect(base.bounds.north).toBeCloseTo(26.6, 5)
    const shifted = await api.basemaps.lookSource({ path: source })
    await api.basemaps.build({
      name: '高德县界',
      source: '试',
      minZoom: 5,
      maxZoom: 10,
      inputs: [{ ...shifted.suggested, token: shifted.token, datum: 'gcj02' }],
    })
    await vi.waitFor(async () => expect((await api.basemaps.job())?.state).toBe('done'), limit)
    const [, second] = await api.basemaps.list()
    // In this county GCJ-02 lies about 500 m to the east and 350 m to the south.
    expect((base.bounds.west - (second?.bounds.west ?? 0)) * 99_800).toBeGreaterThan(400)
    expect(((second?.bounds.north ?? 0) - base.bounds.north) * 111_000).toBeGreaterThan(250)
  })

  it('leaves nothing behind when it is cancelled or its file is bad', async () => {
    const source = join(folder, '全县.geojson')
    writeFileSync(source, wholeCounty)
    const { token } = await api.basemaps.lookSource({ path: source })
    writeFileSync(source, '{"type":"FeatureCollection","features":[')
    const input = {
      token,
      role: 'boundary',
      nameField: null,
      classField: null,
      datum: 'wgs84',
    } as const
    await api.basemaps.build({ name: '坏', source: '试', minZoom: 5, maxZoom: 12, inputs: [input] })
    await vi.waitFor(async () => expect((await api.basemaps.job())?.state).toBe('failed'), limit)
    writeFileSync(source, wholeCounty)
    const again = await api.basemaps.lookSource({ path: source })
    const { job } = await api.basemaps.build({
      name: '取消',
      source: '试',
      minZoom: 5,
      maxZoom: 16,
      inputs: [{ ...input, token: again.token }],
    })
    await api.basemaps.cancelBuild({ job })
    await vi.waitFor(async () => expect((await api.basemaps.job())?.state).toBe('cancelled'), limit)
    await vi.waitFor(() => expect(ownFiles()).toEqual([]), limit)
    expect(await api.basemaps.list()).toEqual([])
  })
})

describe('an online layer', () => {
  let server: Server
  let asked: string[]
  let status: number
  beforeEach(async () => {
    asked = []
    status = 200
    server = createServer((request, answer) => {
      asked.push(request.url ?? '')
      answer.writeHead(status, { 'content-type': 'image/png' })
      answer.end(status === 200 ? smallPng(9) : undefined)
    })
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  })
  afterEach(() => void server.close())

  const layer = (more: object = {}) => ({
    name: '在线影像',
    template: `http://127.0.0.1:${(server.address() as AddressInfo).port}/{z}/{x}/{y}?tk={key}`,
    key: 'geheim',
    datum: 'wgs84' as const,
    minZoom: 0,
    maxZoom: 18,
    source: '省天地图',
    ...more,
  })

  it('asks its server for a tile only when the page does, every time, and hides its key', async () => {
    await api.basemaps.addOnline(layer())
    const base = await only()
    expect(base.place).not.toContain('geheim')
    await restarted()
    await api.basemaps.list()
    expect(asked).toEqual([])
    const first = await tile(base, 12, 3371, 1737)
    expect([first.status, first.type]).toEqual([200, 'image/png'])
    expect(first.answer.headers.get('cache-control')).toBe('no-store')
    await tile(base, 12, 3371, 1737)
    expect(asked).toEqual(['/12/3371/1737?tk=geheim', '/12/3371/1737?tk=geheim'])
  })

  it('keeps tiles only with a recorded permission, and shows them without a network', async () => {
    await expect(api.basemaps.addOnline(layer({ keepTiles: true }))).rejects.toThrow('许可')
    await api.basemaps.addOnline(
      layer({ keepTiles: true, permission: '省测绘院 2025-03 同意缓存' }),
    )
    const base = await only()
    await tile(base, 12, 3371, 1737)
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
    await restarted()
    expect((await tile(base, 12, 3371, 1737)).status).toBe(200)
    expect((await tile(base, 12, 3372, 1737)).status).toBe(204)
    await vi.waitFor(async () => expect((await only()).trouble).toContain('连不上'), limit)
    const kept = join(test.dataDir, 'maps', `${base.id}.kept`)
    expect(existsSync(kept)).toBe(true)
    await api.basemaps.remove({ id: base.id })
    await vi.waitFor(() => expect(existsSync(kept)).toBe(false), limit)
  })

  it('leaves a server in peace that turns it away', async () => {
    status = 403
    await api.basemaps.addOnline(layer())
    const base = await only()
    for (let column = 0; column < 20; column++) await tile(base, 12, 3360 + column, 1737)
    expect(asked).toHaveLength(1)
    await vi.waitFor(async () => expect((await only()).trouble).toContain('403'), limit)
  })

  it('is refused with a sentence where its tiles are of another grid or its address is none', async () => {
    const bad: readonly (readonly [string, string])[] = [
      ['http://t0.tianditu.gov.cn/vec_c/wmts?x={x}&y={y}&z={z}&tk={key}', '_w'],
      ['http://t0.tianditu.gov.cn/DataServer?T=vec&TILEMATRIXSET=c&x={x}&y={y}&z={z}', '_w'],
      ['ftp://host/{z}/{x}/{y}', 'http://'],
      ['https://host/{z}/{x}', '{y}'],
      ['https://host/{z}/{x}/{y}?k={tk}', '{tk}'],
      ['https://{s}.host/{z}/{x}/{y}', '子域名'],
      ['https://online1.map.bdimg.com/tile/?x={x}&y={y}&z={z}', '百度'],
    ]
    for (const [template, part] of bad) {
      await expect(api.basemaps.addOnline(layer({ template })), template).rejects.toThrow(part)
    }
    expect(await api.basemaps.list()).toEqual([])
    expect(await api.basemaps.tryOnline(layer())).toEqual({
      good: true,
      sentence: '连上了，县城处有瓦片。',
    })
  })
})
