import { expect, it } from 'vitest'
import { openBench } from '../../../../tests/support/module-bench.ts'
import { logbookModule } from '../logbook/index.ts'
import { terrainModule } from './index.ts'

/** As the shuttle mission's files are: the whole degree from 26°N 116°E, samples every 3 seconds. */
const side = 1201
/** A ridge from north to south at 116.36°, 300 m above a plain of 200 m. */
function hgt(): Uint8Array {
  const bytes = new Uint8Array(side * side * 2)
  const view = new DataView(bytes.buffer)
  for (let i = 0; i < side * side; i++) view.setInt16(i * 2, i % side === 432 ? 500 : 200)
  return bytes
}

async function desk() {
  const bench = openBench([logbookModule, terrainModule])
  const { api, files } = bench
  const send = async (bytes: Uint8Array, fileName = 'N26E116.hgt') => {
    const { path } = await api.terrain.upload({ fileName })
    const { token } = files.put(path, bytes) as { readonly token: string }
    return { token, ...(await api.terrain.preview({ token })) }
  }
  return { ...bench, send }
}
const west = { lat: 26.34, lon: 116.33 }
const mast = { point: west, mastM: 20, receiverM: 2, rangeKm: 5 }

it('without a file says so, and takes one over after it was looked at', async () => {
  const { api, send, lines } = await desk()
  expect(await api.terrain.coverage(mast)).toMatchObject({
    seen: null,
    words: expect.stringContaining('没有高程') as string,
  })
  expect(await api.terrain.height(west)).toEqual({ metres: null })
  const shown = await send(hgt())
  expect(shown).toMatchObject({ lowestM: 200, highestM: 500, missing: 0 })
  expect(await api.terrain.terrain()).toBeNull()
  await api.terrain.adopt({ token: shown.token, name: '30 米高程', source: '自然资源局' })
  expect(await api.terrain.height(west)).toEqual({ metres: 200 })
  expect(lines().at(-1)).toContain('高程「30 米高程」已导入')
})

it('a ridge hides what lies behind it', async () => {
  const { api, send } = await desk()
  const { token } = await send(hgt())
  await api.terrain.adopt({ token, name: '高程', source: '' })
  const { seen, words } = await api.terrain.coverage(mast)
  if (!seen) throw new Error(words)
  const bits = Buffer.from(seen.bits, 'base64url')
  const sees = (lon: number) => {
    const cell =
      Math.floor((seen.north - 26.34) / seen.stepLat) * seen.columns +
      Math.floor((lon - seen.west) / seen.stepLon)
    return ((bits[cell >> 3] ?? 0) & (0x80 >> (cell & 7))) !== 0
  }
  expect(sees(116.35)).toBe(true)
  expect(sees(116.3595)).toBe(true)
  expect(sees(116.37)).toBe(false)
  expect(words).toContain('不是场强')
  expect(await api.terrain.coverage({ ...mast, point: { lat: 25, lon: 110 } })).toMatchObject({
    seen: null,
  })
})

it('a bad file gets its sentence and changes nothing', async () => {
  const { api, send } = await desk()
  const sentence = (words: string) => ({
    code: 'NOT_TERRAIN',
    data: { sentence: expect.stringContaining(words) as string },
  })
  await expect(send(new Uint8Array(50), '高程.tif')).rejects.toMatchObject(sentence('不是 GeoTIFF'))
  await expect(send(hgt(), 'N40E100.hgt')).rejects.toMatchObject(sentence('不在本县'))
  expect(await api.terrain.terrain()).toBeNull()
  expect(await api.terrain.remove()).toEqual({ removed: false })
})
