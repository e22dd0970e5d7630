/** Does the team report this, or is somebody telling a story of it? */
import type { FoundStatus } from '../find-status.ts'
import type { Seen } from '../seen.ts'
import type { Chosen } from './who.ts'

const reportsOther = /(?:报告?|说|称|讲|问|询问|反映|转告|听|回话)[^,;.]{0,4}$/

/** Somebody or something else that arrives, leaves, returns. */
const others =
  /领导|[县镇乡市区村]长|书记|主任|家属|群众|村民|记者|救护车|120|119|110|交警|民警|公安|医生|专家|增援|援军|友邻|挖机|铲车|吊车|[罐泵水油]车|物资|装备|设备|他们|对方|另|前锋|部分|主力|先头|伤员|伤者|病人|直升机|无人机|船/

/** Much else is said, or the word stands far from the team: somebody may be telling a story. */
export function told(seen: Seen, { found }: Chosen, status: FoundStatus): boolean {
  const rest = seen.sheet.rest()
  const between =
    found.end <= status.start
      ? rest.slice(found.end, status.start)
      : rest.slice(status.end, found.start)
  const free = between.replaceAll(/[\ue000\s,.;:!]/g, '')
  const lead = rest.slice(0, Math.min(found.start, status.start)).replaceAll(/[\ue000\s,.;:!]/g, '')
  const other = rest.replaceAll(/[\ue000\s,.;:!]/g, '')
  return (
    free.length > 8 ||
    others.test(seen.sheet.words.slice(found.end <= status.start ? found.end : 0, status.start)) ||
    (found.start > status.start && lead.length > 1) ||
    (status.word === '完成' && /^\p{Script=Han}/u.test(rest.slice(status.end))) ||
    lead.length > 4 ||
    other.length > 14 ||
    reportsOther.test(rest.slice(0, found.start)) ||
    /(?:昨天|昨晚|上次|前天|那次|上回|演练|演习)/.test(seen.sheet.words) ||
    /(?:不用|不必|别|不要|无需|没到|未到)/.test(seen.sheet.words) ||
    /(?:误|错|不对|更正|改成|说错|口误|不是)/.test(seen.sheet.rest())
  )
}

/** The usual order: who says an earlier one after a later one says two things. */
export const progress = [
  'dispatched',
  'en_route',
  'arrived',
  'working',
  'released',
  'returning',
  'returned',
]
