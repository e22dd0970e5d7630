/** Files that others made, in `../shared/maps/samples`: every good one right, every bad one told. */
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import {
  badShapes,
  goodShapes,
  pathsOf,
  samplesAbsent,
  shapeFiles,
} from '../../../../tests/support/map-samples.ts'
import { skipBecause } from '../../../../tests/support/skip-because.ts'
import type { Geometry } from '../../../core/kernel/geometry.ts'
import { readMapFileHere } from './read/index.ts'

/** A loose set is packed as the import dialog does it. */
function bytesOf(file: string): Uint8Array {
  const paths = pathsOf(file)
  const [only] = paths
  if (paths.length === 1 && only !== undefined) return readFileSync(only)
  return zipSync(Object.fromEntries(paths.map((path) => [basename(path), readFileSync(path)])))
}

function firstOf({ coordinates }: Geometry): number[] {
  return coordinates.flat(3).slice(0, 2)
}

describe('samples of other programs', () => {
  skipBecause(samplesAbsent)
  it.each(Object.keys(goodShapes))('%s is read right', (file) => {
    const read = readMapFileHere(bytesOf(file), {})
    if (!read.ok) throw new Error(read.data.sentence)
    const [count, kinds, lon, lat, name] = goodShapes[file] ?? []
    const { features } = read.value
    expect(features).toHaveLength(count ?? -1)
    expect([...new Set(features.map(({ geometry }) => geometry.type))].toSorted().join(' ')).toBe(
      kinds,
    )
    const [x = 0, y = 0] = features[0] ? firstOf(features[0].geometry) : []
    expect(x).toBeCloseTo(lon ?? Number.NaN, 5)
    expect(y).toBeCloseTo(lat ?? Number.NaN, 5)
    expect(features[0]?.name).toBe(name)
  })

  it.each(Object.keys(badShapes))('%s gets its sentence', (file) => {
    const read = readMapFileHere(bytesOf(file), {})
    expect(read.ok ? 'read' : read.data.sentence).toContain(badShapes[file])
  })

  it('reads or refuses every other one without throwing, and no Chinese or accented word breaks', () => {
    const listed = shapeFiles()
    expect(listed.length).toBeGreaterThan(50)
    expect([...Object.keys(goodShapes), ...Object.keys(badShapes)].toSorted()).toEqual(
      listed.toSorted(),
    )
    for (const file of listed) {
      const read = readMapFileHere(bytesOf(file), {})
      const said = read.ok ? JSON.stringify(read.value.features) : read.data.sentence
      expect(said, file).toMatch(read.ok ? /^\[.*\]$/s : /。$/)
      expect(said, file).not.toContain('\ufffd')
    }
  })

  it('tells what is odd about a file that it reads all the same', () => {
    const warnings = (file: string) => {
      const read = readMapFileHere(bytesOf(file), {})
      return read.ok ? read.value.warnings.join('') : read.data.sentence
    }
    expect(warnings('shp/counties.zip')).toContain('没有坐标系说明（.prj）')
    expect(warnings('shp/htmlprj.shp')).toContain('坐标系说明（.prj）读不懂')
    expect(warnings('shp/T8Th4_6n.zip')).toContain('3 个图形、1 行属性')
    expect(warnings('shp/zero-len-line.zip')).toContain('1 个要素没有图形')
  })
})
