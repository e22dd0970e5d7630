import type { RoadFileRefusal } from '../../roads/model.ts'
import type { RouteRefusal } from '../../roads/route.ts'

export const noRoadsWords = '没有路网，只有直线距离。可在“设置 › 路网和高程”导入。'

/** Why there is no way by road; the straight line stays. */
export function refusalWords(refusal: RouteRefusal | 'no-roads'): string {
  switch (refusal) {
    case 'no-roads':
      return noRoadsWords
    case 'from-off-road':
      return '起点 3 公里内没有路，只有直线距离。'
    case 'to-off-road':
      return '终点 3 公里内没有路，只有直线距离。'
    case 'no-way':
      return '路网上走不通（路断或单行），只有直线距离。'
  }
}

export const speedWords =
  '时间按道路等级推算（国道 60、省道 50、县道 40、乡道 30、村道 20 公里/时），不含出动和堵车'

export function fileWords(refusal: RoadFileRefusal): string {
  switch (refusal.code) {
    case 'not-osm':
      return `OSM 文件读不了：${refusal.data.detail}。没有改动任何东西。`
    case 'no-roads':
      return '文件里没有能行车的道路。请确认选的是道路（线）图层。'
    case 'too-many':
      return '道路超过 40 万条，不像一个县。请先裁剪到本县和邻县。'
  }
}
