/** Which headings of a county's own lists mean what. */

export interface ColumnRule {
  readonly key: string
  /** The word on screen. */
  readonly word: string
  /** Other headings seen in such lists. */
  readonly also: readonly string[]
  readonly required: boolean
}

export const importKinds = ['teams', 'people', 'organizations', 'places', 'contacts'] as const
export type ImportKind = (typeof importKinds)[number]

export const importKindWords: Readonly<Record<ImportKind, string>> = {
  teams: '队伍',
  people: '通讯录',
  organizations: '单位',
  places: '地点',
  contacts: '电台号簿',
}

const column = (
  key: string,
  word: string,
  also: readonly string[] = [],
  required = false,
): ColumnRule => ({
  key,
  word,
  also,
  required,
})

const point = [
  column('lat', '纬度', ['北纬', 'lat', 'latitude']),
  column('lon', '经度', ['东经', 'lon', 'lng', 'longitude']),
]
const township = column('township', '乡镇', ['所属乡镇', '所在乡镇', '乡（镇）', '乡镇街道'])
const phone = column('phone', '电话', [
  '联系电话',
  '手机',
  '手机号',
  '手机号码',
  '值班电话',
  '联系方式',
])

/** Stands over the reason why a vCard could not be read; nobody writes it in a list. */
export const damagedHeading = '（名片损坏）'

export const columnRules: Readonly<Record<ImportKind, readonly ColumnRule[]>> = {
  teams: [
    column('name', '队伍名称', ['名称', '队伍', '救援队伍名称'], true),
    column('callSign', '呼号', ['电台呼号'], true),
    column('type', '类型', ['队伍类型', '专业类型'], true),
    column('strength', '人数', ['队员人数', '总人数']),
    column('leader', '负责人', ['带队人', '队长', '联系人']),
    phone,
    township,
    column('baseText', '驻地', ['驻扎地点', '地址']),
    column('radios', '电台号', ['电台', '电台ID', '设备ID']),
    ...point,
  ],
  people: [
    column('name', '姓名', ['名字', '联系人'], true),
    column('organization', '单位', ['所在单位', '工作单位', '部门', '所属单位', '单位名称']),
    column('post', '职务', ['岗位', '职责', '单位职务', '职务职称']),
    column('phone', '电话', ['联系电话', '联系方式', '电话号码', '联系号码']),
    column('duty', '值班电话', ['值班室电话']),
    column('mobile', '手机', ['手机号', '手机号码', '移动电话']),
    column('office', '办公电话', ['办公室电话', '座机', '固定电话', '办电']),
    column('home', '家庭电话', ['住宅电话', '宅电', '家里电话']),
    column('satphone', '卫星电话', ['天通', '天通号码', '卫星号', '卫星电话号码']),
    column('fax', '传真', ['传真号', '传真号码', '传真电话']),
    column('wechat', '微信', ['微信号']),
    column('beidou', '北斗卡号', ['北斗', '北斗卡']),
    column('other', '其他联系', ['其他联系方式']),
    column('callSign', '呼号', ['电台呼号']),
    column('nets', '身份', ['责任', '责任人类别', '角色', '人员类别', '身份类别']),
    column('area', '负责区域', ['责任区', '责任区域', '包片', '包村', '包片区域', '责任片区']),
    column('deputies', '代班人', ['B角', 'AB角', 'AB岗', 'B岗', '代理人', '替班人']),
    column('verified', '核对日期', ['更新日期', '核实日期', '核对时间']),
    column('note', '备注', ['说明']),
    column('team', '队伍', ['所属队伍', '救援队伍']),
    // Of our own export, and of cards that could not be read.
    column('id', '编号'),
    column('damaged', damagedHeading),
  ],
  organizations: [
    column('name', '单位名称', ['名称', '单位', '部门', '机构名称'], true),
    column('kind', '类别', ['类型', '单位类别']),
    column('dutyPhone', '值班电话', ['电话', '联系电话', '值班室电话']),
    column('fax', '传真', ['传真号', '传真号码']),
    column('superior', '上级单位', ['上级', '主管单位', '主管部门']),
    township,
    column('verified', '核对日期', ['更新日期', '核实日期']),
  ],
  places: [
    column('name', '名称', ['地点', '地点名称', '点位名称', '村', '村名'], true),
    column('kind', '类别', ['类型']),
    township,
    column('note', '备注', ['说明']),
    ...point,
  ],
  contacts: [
    column('kind', '类别', ['类型', '手段', '种类']),
    column(
      'number',
      '号码',
      ['电台号', '电台ID', 'ID', '机号', '卡号', '电话', '手机号', '设备号'],
      true,
    ),
    column('userNumber', '用户号', ['拨号', '拨打号', '用户号码']),
    column('callSign', '呼号', ['台号', '电台呼号']),
    column('holder', '持有人', ['使用人', '使用单位', '保管人', '单位']),
    column('unit', '队伍', ['所属队伍', '救援队伍']),
    township,
    column('person', '人员', ['责任人']),
    column('aliases', '别名', ['别称', '代号']),
    column('model', '型号', ['机型', '电台型号']),
    column('serial', '序列号', ['机身号', 'SN', '出厂编号']),
    column('note', '备注', ['说明']),
    column('disabled', '停用原因', ['停用', '报废原因']),
    // Of our own export: where the row is kept.
    column('source', '来源'),
  ],
}

/** Headings are compared without blanks, brackets' form and case. */
function plain(heading: string): string {
  return heading.normalize('NFKC').replaceAll(/\s|\*/g, '').toLowerCase()
}

export interface Headings {
  /** Row of the table that holds the headings. */
  readonly row: number
  /** Column key → column number. */
  readonly at: ReadonlyMap<string, number>
  readonly unknown: readonly string[]
  readonly missing: readonly string[]
}

/**
 * Finds the heading row among the first ten (lists begin with a title and a date) and says which
 * column is what. The row that names most columns wins.
 */
export function findHeadings(kind: ImportKind, table: readonly (readonly string[])[]): Headings {
  const rules = columnRules[kind]
  const read = (cells: readonly string[]) => {
    const at = new Map<string, number>()
    const unknown: string[] = []
    cells.forEach((cell, index) => {
      if (cell.trim() === '') return
      const rule = rules.find(({ word, also }) =>
        [word, ...also].some((name) => plain(name) === plain(cell)),
      )
      if (rule && !at.has(rule.key)) at.set(rule.key, index)
      else unknown.push(cell.trim())
    })
    return { at, unknown }
  }
  const candidates = table.slice(0, 10).map((cells, row) => ({ row, ...read(cells) }))
  const empty = { row: -1, at: new Map<string, number>(), unknown: [] as string[] }
  const best = candidates.reduce(
    (found, next) => (next.at.size > found.at.size ? next : found),
    empty,
  )
  const missing = rules
    .filter(({ key, required }) => required && !best.at.has(key))
    .map(({ word }) => word)
  return { ...best, missing }
}
