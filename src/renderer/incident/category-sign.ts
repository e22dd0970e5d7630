/**
 * One character for each group of GB/T 35561 event codes, for cards and the map. Ours: no
 * standard gives signs this short.
 */
const signs: Readonly<Record<string, string>> = {
  '11A': '水',
  '11B': '风',
  '11C': '震',
  '11D': '滑',
  '11F': '虫',
  '11G': '林',
  '12A': '矿',
  '12B': '矿',
  '12C': '建',
  '12D': '危',
  '12E': '爆',
  '12F': '工',
  '12G': '火',
  '12H': '车',
  '12J': '船',
  '12K': '铁',
  '12M': '机',
  '12N': '特',
  '12P': '设',
  '12Q': '污',
  '12R': '农',
  '12S': '踩',
  '12T': '核',
  '12U': '能',
  '13A': '疫',
  '13B': '食',
  '13C': '毒',
  '13E': '畜',
  '14A': '群',
  '14B': '案',
  '14C': '金',
  '14F': '恐',
}

/** The group's sign, the first character of the name where it has none, `?` for 待定. */
export function categorySign(code: string | null, name: string): string {
  if (code === null) return '?'
  return signs[code.slice(0, 3)] ?? name.at(0) ?? '?'
}
