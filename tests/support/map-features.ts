/** One of each kind of shape with words that break careless programs; for tests. */
import type { MapFileFeature } from '../../src/core/map-files/model.ts'

const shell: [number, number][] = [
  [116.3, 26.3],
  [116.4, 26.3],
  [116.4, 26.4],
  [116.3, 26.4],
  [116.3, 26.3],
]
const hole: [number, number][] = [
  [116.32, 26.32],
  [116.32, 26.35],
  [116.35, 26.35],
  [116.32, 26.32],
]
const beside = shell.map(([lon, lat]): [number, number] => [lon + 0.2, lat])

export const sampleFeatures: readonly MapFileFeature[] = [
  {
    name: '琴江镇中心小学安置点 <A&B> "东"',
    geometry: { type: 'Point', coordinates: [116.3401234567891, 26.330987654321] },
    properties: { 容量: '300', 负责人: '刘某', 备注: '可停直升机，水电齐全' },
    part: '安置点',
  },
  {
    name: '水源',
    geometry: {
      type: 'MultiPoint',
      coordinates: [
        [116.31, 26.31],
        [116.33, 26.36],
      ],
    },
    properties: {},
    part: '',
  },
  {
    name: '巡护路线',
    geometry: {
      type: 'LineString',
      coordinates: [
        [116.3, 26.31],
        [116.305, 26.312],
        [116.31, 26.33],
      ],
    },
    properties: { 队伍: '森林消防大队' },
    part: '轨迹',
    times: [1_764_396_000_000, 1_764_396_060_000, 1_764_396_120_000],
  },
  {
    name: '火线',
    geometry: {
      type: 'MultiLineString',
      coordinates: [
        [
          [116.3, 26.3],
          [116.31, 26.31],
        ],
        [
          [116.32, 26.32],
          [116.33, 26.33],
        ],
      ],
    },
    properties: {},
    part: '',
  },
  {
    name: '撤离区',
    geometry: { type: 'Polygon', coordinates: [shell, hole] },
    properties: { 户数: '42' },
    part: '',
  },
  {
    name: '警戒区',
    geometry: { type: 'MultiPolygon', coordinates: [[shell, hole], [beside]] },
    properties: {},
    part: '',
  },
]
