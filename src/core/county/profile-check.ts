/** What no single file of a county profile can show: references, duplicates, stray points. */
import type { CountyProfile, Enumeration, ProfileFile } from './profile-schema.ts'

/** One mistake in a profile: `field` is a path such as `rows[3].township`; `message` is Chinese. */
export interface ProfileProblem {
  readonly file: string
  readonly field: string
  readonly message: string
}

const unknown = (what: string, value: string) => `没有这个${what}：${value}`

/** Every problem between the files of a profile whose single files are sound. */
export function crossProblems(
  profile: CountyProfile,
  enumList: readonly Enumeration[],
): ProfileProblem[] {
  return [
    ...duplicates('townships.json', 'code', profile.townships),
    ...duplicates('villages.json', 'code', profile.villages),
    ...duplicates('event-categories.json', 'code', profile.eventCategories.rows),
    ...duplicates('unit-status.json', 'key', profile.unitStatuses),
    ...duplicates('team-types.json', 'key', profile.teamTypes),
    ...duplicates('sample-teams.json', 'callSign', profile.sampleTeams),
    ...duplicates('quick-words.json', 'key', profile.quickWords),
    ...duplicates('enums.json', 'key', enumList, 'enums'),
    ...enumList.flatMap((one, at) =>
      duplicates('enums.json', 'key', one.rows, `enums[${at}].rows`),
    ),
    ...placeProblems(profile),
    ...categoryProblems(profile),
    ...teamProblems(profile),
    ...gradeProblems(profile),
    ...rollCallProblems(profile),
    ...reportProblems(profile),
  ]
}

function rollCallProblems({ rollCall, enums }: CountyProfile): ProfileProblem[] {
  const file = 'roll-call.json'
  const groups = new Set((enums.get('team_group')?.rows ?? []).map((row) => row.key))
  const nets = new Set(rollCall.nets.map((net) => net.key))
  return [
    ...duplicates(file, 'key', rollCall.nets, 'nets'),
    ...duplicates(file, 'key', rollCall.schedules, 'schedules'),
    ...rollCall.nets.flatMap(({ teamGroups }, at) =>
      teamGroups
        .filter((group) => !groups.has(group))
        .map((group) => ({
          file,
          field: `nets[${at}].teamGroups`,
          message: unknown('队伍来源', group),
        })),
    ),
    ...rollCall.schedules.flatMap(({ net, every, weekday, day }, at) => {
      const field = `schedules[${at}]`
      return [
        ...(nets.has(net) ? [] : [{ file, field: `${field}.net`, message: unknown('网', net) }]),
        ...(every === 'week' && weekday === undefined
          ? [{ file, field: `${field}.weekday`, message: '每周一次的要写星期几' }]
          : []),
        ...(every === 'month' && day === undefined
          ? [{ file, field: `${field}.day`, message: '每月一次的要写几号' }]
          : []),
      ]
    }),
  ]
}

function gradeProblems({ eventGrades, eventCategories }: CountyProfile): ProfileProblem[] {
  const { sets, metrics, rows } = eventGrades
  const file = 'event-grades.json'
  const setKeys = new Set(sets.map((set) => set.key))
  const metricKeys = new Set(metrics.map((metric) => metric.key))
  const fitsNothing = (prefix: string) =>
    prefix !== '?' && !eventCategories.rows.some(({ code }) => code.startsWith(prefix))
  return [
    ...rowProblems(file, rows, ({ set, metric, min, max }) => [
      !setKeys.has(set) && ['set', unknown('分级规则', set)],
      !metricKeys.has(metric) && ['metric', unknown('分级指标', metric)],
      max !== null && max <= min && ['max', `上限 ${max} 不大于下限 ${min}`],
    ]),
    ...sets.flatMap(({ applies }, at) => {
      const lost = applies.filter(fitsNothing)
      if (lost.length === 0) return []
      return [{ file, field: `sets[${at}].applies`, message: unknown('事件分类', lost.join('、')) }]
    }),
  ]
}

function placeProblems({ county, townships, villages }: CountyProfile): ProfileProblem[] {
  const codes = new Set(townships.map((row) => row.code))
  const { seatTownship, adcode } = county
  const seatMissing = { field: 'seatTownship', message: unknown('乡镇', seatTownship) }
  return [
    ...(codes.has(seatTownship) ? [] : [{ file: 'county.json', ...seatMissing }]),
    ...rowProblems('townships.json', townships, (row) => [
      !row.code.startsWith(adcode) && ['code', `不以 ${adcode} 开头`],
      (row.seat === null) === (row.precision === 'surveyed' || row.precision === 'approximate') && [
        'precision',
        '有驻地坐标才能写已测或概略，没有则只能写仅到乡镇或不详',
      ],
    ]),
    ...rowProblems('villages.json', villages, (row) => [
      !codes.has(row.township) && ['township', unknown('乡镇', row.township)],
      !row.code.startsWith(row.township) && ['code', `不以所属乡镇 ${row.township} 开头`],
    ]),
  ]
}

function categoryProblems({ eventCategories, enums }: CountyProfile): ProfileProblem[] {
  const { rows } = eventCategories
  const position = new Map(rows.map((row, at) => [row.code, at]))
  const classes = new Set(enums.get('event_class')?.rows.map((row) => row.key))
  return rowProblems('event-categories.json', rows, ({ code, parent, class: eventClass }, at) => {
    if (parent === null) return []
    // A parent stands before its children, so the tree cannot run in a circle.
    const known = (position.get(parent) ?? Infinity) < at
    return [
      !known && ['parent', `前面没有这个上级分类：${parent}`],
      !(eventClass !== null && classes.has(eventClass)) && [
        'code',
        unknown('事件大类', code.slice(0, 2)),
      ],
    ]
  })
}

function teamProblems(profile: CountyProfile): ProfileProblem[] {
  const { townships, eventCategories, enums, teamTypes, sampleTeams } = profile
  const codes = new Set(townships.map((row) => row.code))
  const groups = new Set(enums.get('team_group')?.rows.map((row) => row.key))
  const types = new Set(teamTypes.map((row) => row.key))
  const fitsNothing = (prefix: string) =>
    prefix !== '*' && !eventCategories.rows.some(({ code }) => code.startsWith(prefix))
  return [
    ...rowProblems('team-types.json', teamTypes, (row) => [
      !groups.has(row.group) && ['group', unknown('队伍来源', row.group)],
      row.fits.some(fitsNothing) && [
        'fits',
        unknown('事件分类', row.fits.filter(fitsNothing).join('、')),
      ],
    ]),
    ...rowProblems('sample-teams.json', sampleTeams, (row) => [
      !codes.has(row.township) && ['township', unknown('乡镇', row.township)],
      !types.has(row.type) && ['type', unknown('队伍类型', row.type)],
    ]),
  ]
}

function reportProblems(profile: CountyProfile): ProfileProblem[] {
  const { reportDeadlines, reportElements, rules, enums, eventCategories } = profile
  const grades = new Set(enums.get('event_grade')?.rows.map((row) => row.key))
  const settings = new Set(rules.map((row) => row.key))
  const anyCategory = (prefix: string) =>
    eventCategories.rows.some(({ code }) => code.startsWith(prefix))
  return [
    ...duplicates('report-deadlines.json', 'key', reportDeadlines.rows),
    ...duplicates('report-elements.json', 'key', reportElements.rows),
    ...rowProblems('report-deadlines.json', reportDeadlines.rows, ({ limit, when, by }) => {
      const setting = typeof limit === 'object' && limit !== null && 'rule' in limit && limit.rule
      const strange = when.flatMap((one) => (one.grades ?? []).filter((key) => !grades.has(key)))
      const nothing = when.flatMap((one) =>
        (one.categories ?? []).filter((prefix) => !anyCategory(prefix)),
      )
      return [
        setting !== false && !settings.has(setting) && ['limit', unknown('规则', setting)],
        limit === null && by === 'county' && ['limit', '本县的时限要有数'],
        strange.length > 0 && ['when', unknown('事件级别', strange.join('、'))],
        nothing.length > 0 && ['when', unknown('事件分类', nothing.join('、'))],
      ]
    }),
    ...rowProblems('report-elements.json', reportElements.rows, ({ kinds, required }) => [
      required.some((kind) => !kinds.includes(kind)) && ['required', '必填的种类不在使用的种类里'],
    ]),
  ]
}

type Finding = false | readonly [field: string, message: string]

function rowProblems<Row>(
  file: ProfileFile,
  rows: readonly Row[],
  check: (row: Row, at: number) => Finding[],
): ProfileProblem[] {
  return rows.flatMap((row, at) =>
    check(row, at).flatMap((found) =>
      found === false ? [] : [{ file, field: `rows[${at}].${found[0]}`, message: found[1] }],
    ),
  )
}

function duplicates<Field extends string>(
  file: ProfileFile,
  field: Field,
  rows: readonly Readonly<Record<Field, string>>[],
  list = 'rows',
): ProfileProblem[] {
  const seen = new Set<string>()
  return rows.flatMap((row, at) => {
    if (!seen.has(row[field])) {
      seen.add(row[field])
      return []
    }
    return [{ file, field: `${list}[${at}].${field}`, message: `重复：${row[field]}` }]
  })
}
