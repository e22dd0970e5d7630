import { useQuery } from '@tanstack/react-query'
import { beijingDateTime } from '../../../../../core/kernel/beijing-time.ts'
import { queries } from '../../../../client.ts'
import { useDrillWord } from '../../../../frame/title-bar/use-drill-word.ts'
import { coversView } from '../../../../map/base/base-map.ts'
import { creditOf } from '../../../../map/base/base-credits.ts'
import type { SymbolShape } from '../../../../map/symbol-shapes.ts'
import { coreNow } from '../../../../ui/now.ts'
import { useMapDesk } from '../desk.ts'
import { useDrawn } from '../drawn.ts'
import type { LegendEntry, Sheet } from './sheet.ts'

const mostEntries = 24
/** A team's shape says what kind of team it is. */
const teamWords: Readonly<Partial<Record<SymbolShape, string>>> = {
  rectangle: '专业队伍',
  circle: '乡镇、村队伍',
  hexagon: '社会力量',
  cross: '医疗',
  pennant: '指挥车',
  triangle: '无人机',
}

/** Each look on the map once, in the words of its kind and state. */
function useLegend(): LegendEntry[] {
  const entries = new Map<string, LegendEntry>()
  for (const { thing, kind, state } of useDrawn()) {
    const { shape, token, mark } = thing
    const what = kind === '队伍' ? (teamWords[shape] ?? kind) : kind
    const word = state === undefined || state === '' ? what : `${what}：${state}`
    const key = `${shape}|${token}|${word}`
    if (!entries.has(key)) entries.set(key, { shape, token, mark, word })
  }
  return [...entries.values()].slice(0, mostEntries)
}

/** Everything around the map; the credit is of the bases that are seen right now. */
export function useSheet(): (title: string, withLegend: boolean, withTitle: boolean) => Sheet {
  const { map, county } = useMapDesk()
  const drill = useDrillWord()
  const legend = useLegend()
  const bases = useQuery(queries.basemaps.list.queryOptions()).data ?? []
  return (title, withLegend, withTitle) => {
    const seen = bases.filter(
      (base) =>
        base.visible && base.trouble === null && coversView(base, map.getCenter(), map.getZoom()),
    )
    const credits = [...new Set(seen.map(creditOf))]
    return {
      title,
      time: `${beijingDateTime(coreNow())}（北京时间）`,
      legend: withLegend ? legend : [],
      credit: credits.length === 0 ? `示意底图 · ${county.outline.label}` : credits.join('；'),
      drill,
      withTitle,
    }
  }
}
