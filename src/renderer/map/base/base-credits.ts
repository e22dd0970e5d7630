/** What the corner of a map has to say of its bases. */
import type { Basemap } from '../../../core/modules/basemaps/contract.ts'

type Credited = Pick<Basemap, 'name' | 'attribution' | 'approvalNumber' | 'source'>

/** `天地图 · 审图号：GS（2024）0650号`; the source stands in for an attribution nobody gave. */
export function creditOf({ name, attribution, approvalNumber, source }: Credited): string {
  const who = [attribution, source, name].find((text) => text.trim() !== '') ?? name
  if (approvalNumber === '') return `${who} · 无审图号`
  return `${who} · 审图号：${approvalNumber.replace(/^审图号[:：]?\s*/u, '')}`
}

/** `底图“影像”不能用：…` */
export function troubleOf({ name, trouble }: Pick<Basemap, 'name' | 'trouble'>): string {
  return `底图“${name}”不能用：${trouble ?? ''}`
}
