/**
 * Addresses people ask for. 天地图's Web Mercator sets (`_w`); its `_c` sets are cut in degrees and
 * are refused. Each needs the county's own key and is under the service's terms.
 */
import type { BasemapDatum } from '../../../../core/modules/basemaps/contract.ts'

interface OnlinePreset {
  readonly label: string
  readonly template: string
  readonly subdomains: string
  readonly datum: BasemapDatum
  readonly maxZoom: number
  readonly source: string
}

function tianditu(label: string, layer: string): OnlinePreset {
  const query = [
    'SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0',
    `LAYER=${layer}&STYLE=default&TILEMATRIXSET=w&FORMAT=tiles`,
    'TILEMATRIX={z}&TILEROW={y}&TILECOL={x}&tk={key}',
  ].join('&')
  return {
    label,
    template: `https://t{s}.tianditu.gov.cn/${layer}_w/wmts?${query}`,
    subdomains: '01234567',
    datum: 'wgs84',
    maxZoom: 18,
    source: '天地图（国家地理信息公共服务平台）',
  }
}

export const onlinePresets: readonly OnlinePreset[] = [
  tianditu('天地图 矢量', 'vec'),
  tianditu('天地图 矢量注记', 'cva'),
  tianditu('天地图 影像', 'img'),
  tianditu('天地图 影像注记', 'cia'),
  tianditu('天地图 地形', 'ter'),
  tianditu('天地图 地形注记', 'cta'),
]
