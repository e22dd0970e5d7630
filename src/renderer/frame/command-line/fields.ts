/** What of a proposal is shown beside each other, and which parts can be changed before Enter. */
import { beijingDateTime, parseTypedTime } from '../../../core/kernel/beijing-time.ts'
import {
  casualtyFields,
  type CasualtyCounts,
  type Proposal,
} from '../../../core/modules/command/contract.ts'

export interface ProposalField {
  readonly key: string
  readonly label: string
  readonly value: string
  /** Below the value: how exactly it is known. */
  readonly note: string
  /** Absent: shown only. `undefined` from it: what was typed cannot be read. */
  readonly change?: (typed: string, now: number) => Proposal | undefined
}

const clock = (at: number | null) => (at === null ? '' : beijingDateTime(at).slice(11, 16))

function timeOf(typed: string, now: number): number | null | undefined {
  if (typed.trim() === '') return null
  const parsed = parseTypedTime(typed, now)
  return parsed.ok ? parsed.value : undefined
}

export function countsText(counts: CasualtyCounts): string {
  return casualtyFields
    .filter(([field]) => counts[field] !== undefined)
    .map(([field, label]) => `${label} ${counts[field]}`)
    .join('，')
}

/** `受伤 2，被困 0` back into counts; `undefined` where a part is none. */
export function countsFrom(typed: string): CasualtyCounts | undefined {
  const counts: { -readonly [Key in keyof CasualtyCounts]: CasualtyCounts[Key] } = {}
  for (const part of typed
    .normalize('NFKC')
    .split(/[,，、;；\s]+(?=\D)/)
    .filter((one) => one.trim() !== '')) {
    const match = /^(\D+?)\s*(\d{1,6})\s*人?$/.exec(part.trim())
    const field = casualtyFields.find(([, label]) => label === match?.[1]?.trim())
    if (!match || !field) return undefined
    counts[field[0]] = Number(match[2])
  }
  return counts
}

const precisions = {
  surveyed: '地名库 · 已测',
  approximate: '地名库 · 概略位置',
  'township-only': '地名库 · 仅知乡镇',
  unknown: '没有坐标',
} as const

function at(proposal: Extract<Proposal, { at: number | null }>, label: string): ProposalField {
  return {
    key: 'at',
    label,
    value: clock(proposal.at),
    note: proposal.at === null ? '现在' : beijingDateTime(proposal.at).slice(5, 10),
    change: (typed, now) => {
      const time = timeOf(typed, now)
      return time === undefined ? undefined : { ...proposal, at: time }
    },
  }
}

const none = (label: string, value: string, note = ''): ProposalField => ({
  key: label,
  label,
  value,
  note,
})

function incidentField(incident: { number: string; title: string } | null): ProposalField {
  return none('事件', incident?.number ?? '—', incident?.title ?? '不属于哪一起')
}

type Opening = Extract<Proposal, { kind: 'openIncident' }>

function openingFields(proposal: Opening): ProposalField[] {
  const { incident } = proposal
  const change = (part: Partial<Opening['incident']>): Proposal => ({
    ...proposal,
    incident: { ...incident, ...part },
  })
  return [
    {
      key: 'receivedAt',
      label: '接报时间',
      value: clock(incident.receivedAt),
      note:
        incident.receivedAt === null ? '现在' : beijingDateTime(incident.receivedAt).slice(5, 10),
      change: (typed, now) => {
        const time = timeOf(typed, now)
        return time === undefined ? undefined : change({ receivedAt: time })
      },
    },
    {
      key: 'place',
      label: '地点',
      value: incident.place?.text ?? '',
      note: precisions[incident.place?.precision ?? 'unknown'],
      change: (typed) =>
        typed.trim() === incident.place?.text
          ? proposal
          : change({
              place: { text: typed.trim().slice(0, 120) || '地点待核', precision: 'unknown' },
            }),
    },
    none('类别', incident.categoryName, incident.category ?? ''),
    {
      key: 'casualties',
      label: '伤亡',
      value: countsText(incident.casualties),
      note: '如 受伤 2，被困 0',
      change: (typed) => {
        const casualties = countsFrom(typed)
        return casualties && change({ casualties })
      },
    },
    {
      key: 'source',
      label: '信息来源',
      value: incident.source,
      note: incident.phone === '' ? '电话未记' : incident.phone,
      change: (typed) => change({ source: typed.trim().slice(0, 60) }),
    },
  ]
}

function words(label: string, value: string, change: (typed: string) => Proposal): ProposalField {
  return { key: label, label, value, note: '', change }
}

function people(value: number | null): string {
  return value === null ? '' : String(value)
}

function countFrom(typed: string): number | null | undefined {
  if (typed.trim() === '') return null
  return /^\d{1,4}$/.test(typed.trim()) ? Number(typed.trim()) : undefined
}

function casualtiesField(
  proposal: Extract<Proposal, { casualties: CasualtyCounts }>,
): ProposalField {
  return {
    key: 'casualties',
    label: '伤亡',
    value: countsText(proposal.casualties),
    note: '如 受伤 2，被困 0',
    change: (typed) => {
      const casualties = countsFrom(typed)
      return casualties && { ...proposal, casualties }
    },
  }
}

export function fieldsOf(proposal: Proposal): ProposalField[] {
  switch (proposal.kind) {
    case 'openIncident':
      return openingFields(proposal)
    case 'unitStatus':
      return [
        none('队伍', proposal.unit.callSign, proposal.unit.name),
        none(
          '状态',
          proposal.word,
          proposal.etaAt === null ? '' : `预计 ${clock(proposal.etaAt)} 到`,
        ),
        at(proposal, '时间'),
        casualtiesField(proposal),
        incidentField(proposal.incident),
      ]
    case 'contact':
      return [
        none('队伍', proposal.unit.callSign, proposal.unit.name),
        at(proposal, '听到时间'),
        incidentField(proposal.incident),
      ]
    case 'acknowledge':
      return [
        none('队伍', proposal.unit.callSign, proposal.unit.name),
        at(proposal, '时间'),
        {
          ...none('人数', people(proposal.people)),
          change: (typed) => {
            const count = countFrom(typed)
            return count === undefined ? undefined : { ...proposal, people: count }
          },
        },
        {
          ...none('车辆', people(proposal.vehicles)),
          change: (typed) => {
            const count = countFrom(typed)
            return count === undefined ? undefined : { ...proposal, vehicles: count }
          },
        },
        incidentField(proposal.incident),
      ]
    case 'furtherCall':
      return [
        incidentField(proposal.incident),
        words('信息来源', proposal.source, (source) => ({
          ...proposal,
          source: source.slice(0, 60),
        })),
        words('电话', proposal.phone, (phone) => ({
          ...proposal,
          phone: phone.slice(0, 40),
        })),
        at(proposal, '来电时间'),
      ]
    case 'followUp':
    case 'log':
      return []
    case 'casualties':
      return [incidentField(proposal.incident), casualtiesField(proposal), at(proposal, '时间')]
    case 'order':
      return [
        none('队伍', proposal.units.map(({ callSign }) => callSign).join('、')),
        proposal.opens
          ? none(
              '事件',
              '先登记新事件',
              `${proposal.opens.categoryName} ${proposal.opens.place?.text ?? ''}`,
            )
          : incidentField(proposal.incident),
        words('任务', proposal.task, (task) => ({
          ...proposal,
          task: task.slice(0, 400),
        })),
      ]
    case 'cancelOrder':
      return [
        none('队伍', proposal.unit.callSign, proposal.unit.name),
        incidentField(proposal.incident),
        words('原因', proposal.reason, (reason) => ({
          ...proposal,
          reason: reason.slice(0, 200),
        })),
      ]
    case 'incidentStep':
      return [
        incidentField(proposal.incident),
        none('转为', proposal.word),
        words('原因', proposal.reason, (reason) => ({
          ...proposal,
          reason: reason.slice(0, 200),
        })),
      ]
    case 'grade':
      return [
        incidentField(proposal.incident),
        none('级别', proposal.word, '由带班领导决定'),
        words('依据', proposal.basis, (basis) => ({
          ...proposal,
          basis: basis.slice(0, 400),
        })),
      ]
    case 'reportDraft':
      return [incidentField(proposal.incident), none('报告', proposal.word, '起草后在事件页改')]
    case 'sendText':
      return [
        words('内容', proposal.body, (body) => ({
          ...proposal,
          body: body.slice(0, 2000),
        })),
      ]
    case 'rollCall':
      return [
        none('网', proposal.net?.name ?? proposal.title),
        none(
          '台站',
          `${proposal.stations.length} 个`,
          proposal.stations
            .slice(0, 6)
            .map(({ callSign }) => callSign)
            .join('、'),
        ),
      ]
    case 'checkIn':
      return []
  }
}
