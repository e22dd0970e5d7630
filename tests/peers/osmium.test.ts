/** Road extracts that another program wrote: OSM XML and the PBF that osmium makes of it. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { Roads } from '../../src/core/roads/prepare.ts'
import { openRoadEngine } from '../../src/main/adapters/roads/index.ts'
import { OsmProblem, readOsm } from '../../src/main/adapters/roads/osm.ts'

const missing = spawnSync('osmium', ['--version']).error !== undefined
const reason = 'osmium is not installed (apt-get install osmium-tool)'
if (missing) process.stdout.write(`skipped: ${reason}\n`)

const folder = mkdtempSync(join(tmpdir(), 'osm-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** Three roads and a footway round a square; a fourth road leaves the extract. */
const xml = `<?xml version="1.0" encoding="UTF-8"?>
<osm version="0.6" generator="test">
  <node id="1" version="1" lat="26.3000001" lon="116.3"/>
  <node id="2" version="1" lat="26.3" lon="116.35"/>
  <node id="3" version="1" lat="26.345" lon="116.35"/>
  <node id="9007199254" version="1" lat="26.345" lon="116.3"/>
  <way id="10" version="1"><nd ref="1"/><nd ref="2"/><tag k="highway" v="secondary"/><tag k="name" v="石城大道"/><tag k="ref" v="S319"/></way>
  <way id="11" version="1"><nd ref="2"/><nd ref="3"/><tag k="highway" v="tertiary"/><tag k="oneway" v="yes"/></way>
  <way id="12" version="1"><nd ref="3"/><nd ref="9007199254"/><nd ref="777"/><tag k="highway" v="unclassified"/><tag k="maxspeed" v="30"/></way>
  <way id="13" version="1"><nd ref="1"/><nd ref="3"/><tag k="highway" v="footway"/></way>
  <way id="14" version="1"><nd ref="1"/><nd ref="9007199254"/><tag k="waterway" v="river"/></way>
</osm>
`

/** @throws what is neither roads nor a sentence about the file */
function roadsOrProblem(bytes: Uint8Array): Roads | OsmProblem {
  try {
    return readOsm(bytes)
  } catch (error) {
    if (error instanceof OsmProblem) return error
    throw error
  }
}

describe('an OpenStreetMap extract', () => {
  const text = new TextEncoder().encode(xml)

  it('gives the roads a vehicle can use, cut at the border of the extract', () => {
    expect(readOsm(text)).toEqual({
      lines: [
        {
          class: 'provincial',
          name: '石城大道',
          oneWay: 0,
          kmh: undefined,
          coordinates: [
            [116.3, 26.3000001],
            [116.35, 26.3],
          ],
        },
        {
          class: 'county',
          name: '',
          oneWay: 1,
          kmh: undefined,
          coordinates: [
            [116.35, 26.3],
            [116.35, 26.345],
          ],
        },
        {
          class: 'township',
          name: '',
          oneWay: 0,
          kmh: 30,
          coordinates: [
            [116.35, 26.345],
            [116.3, 26.345],
          ],
        },
      ],
      leftOut: 2,
    })
  })

  it.skipIf(missing).each(['none', 'zlib'])('is the same as PBF (%s)', (compression) => {
    const [from, to] = [join(folder, 'x.osm'), join(folder, `${compression}.osm.pbf`)]
    writeFileSync(from, xml)
    const format = `pbf,pbf_compression=${compression}`
    const run = spawnSync('osmium', ['cat', from, '-o', to, '-f', format, '--overwrite'], {
      encoding: 'utf8',
    })
    expect(run.stderr).toBe('')
    expect(readOsm(readFileSync(to))).toEqual(readOsm(text))
  })

  it.skipIf(missing)('cut short, or damaged anywhere, is a sentence and nothing else', () => {
    const whole = readFileSync(join(folder, 'zlib.osm.pbf'))
    for (let length = 1; length < whole.length; length += 3) {
      // Between two blocks the end cannot be seen; there is nothing in the first one.
      expect(roadsOrProblem(whole.subarray(0, length))).toSatisfy(
        (read) => read instanceof OsmProblem || (read as Roads).lines.length === 0,
      )
    }
    for (let at = 0; at < whole.length; at++) {
      const damaged = Uint8Array.from(whole)
      damaged[at] = (damaged[at] ?? 0) ^ 0x55
      roadsOrProblem(damaged)
    }
  })

  it('that is none says so', async () => {
    const engine = openRoadEngine()
    const refused = async (bytes: Uint8Array) => engine.prepare({ kind: 'osm', bytes })
    expect(await refused(new TextEncoder().encode('<kml></kml>'))).toMatchObject({
      ok: false,
      code: 'not-osm',
    })
    expect(await refused(new TextEncoder().encode('<osm><node'))).toMatchObject({
      ok: false,
      code: 'not-osm',
    })
    expect(await refused(new Uint8Array(400))).toMatchObject({ ok: false, code: 'not-osm' })
    expect(await refused(new TextEncoder().encode('<osm version="0.6"/>'))).toMatchObject({
      ok: false,
      code: 'no-roads',
    })
    await engine.close()
  })
})

it('the engine answers from its thread, also after another network took the first one\u2019s place', async () => {
  const engine = openRoadEngine()
  const [from, to] = [
    { lat: 26.3, lon: 116.3 },
    { lat: 26.345, lon: 116.35 },
  ]
  expect(await engine.route(from, to)).toBe('no-roads')
  const prepared = await engine.prepare({ kind: 'osm', bytes: new TextEncoder().encode(xml) })
  if (!prepared.ok) throw new Error(prepared.code)
  expect(prepared.value).toMatchObject({
    lines: 3,
    leftOut: 2,
    km: { provincial: 5, county: 5, township: 5 },
  })
  expect(await engine.use(prepared.value.bytes)).toEqual({ junctions: 4, stretches: 3 })
  const route = await engine.route(from, to)
  expect(route).toMatchObject({ steps: [{ name: '石城大道' }, { name: '县道' }] })
  // Back against the one-way road there is none.
  expect(await engine.route(to, from)).toBe('no-way')
  expect(await engine.times(to, [from, to])).toMatchObject([
    { metres: expect.closeTo(9977, -2) as number },
    { metres: 0 },
  ])
  engine.avoid([{ type: 'Point', coordinates: [116.35, 26.32] }])
  expect(await engine.route(from, to)).toBe('no-way')
  engine.avoid([])
  expect(await engine.route(from, to)).toBeTypeOf('object')
  await engine.drop()
  expect(await engine.route(from, to)).toBe('no-roads')
  await engine.close()
})
