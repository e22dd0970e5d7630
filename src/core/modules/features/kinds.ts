/** Kinds of map features and what is known of each kind. The county's own layers have none but a note. */

export type FieldType = 'text' | 'count' | 'choice'

/** One property of a feature. Values are kept as text; `count` is a whole number, `choice` a key. */
export interface FeatureField {
  readonly key: string
  readonly label: string
  readonly type: FieldType
  readonly choices?: readonly (readonly [key: string, label: string])[] | undefined
  /** Other headings under which files of others bring it. */
  readonly also?: readonly string[] | undefined
  /** `人`, `米`, after the number. */
  readonly unit?: string | undefined
}

export const featureKindKeys = [
  'depot',
  'shelter',
  'risk',
  'water',
  'base',
  'radio-station',
  'village',
  'township',
  'station',
  'own',
] as const
export type FeatureKind = (typeof featureKindKeys)[number]

export interface FeatureKindWords {
  readonly word: string
  /** Colour token of the standing layer. */
  readonly colour: string
  readonly fields: readonly FeatureField[]
}

const text = (key: string, label: string, ...also: string[]): FeatureField => ({
  key,
  label,
  type: 'text',
  also,
})
const count = (key: string, label: string, unit: string, ...also: string[]): FeatureField => ({
  key,
  label,
  type: 'count',
  unit,
  also,
})
const choice = (
  key: string,
  label: string,
  choices: FeatureField['choices'],
  ...also: string[]
): FeatureField => ({ key, label, type: 'choice', choices, also })

const keeper = text('keeper', '负责人', '保管人', '责任人', '管理人', '联系人')
const phone = text('phone', '电话', '联系电话', '手机', '联系方式')
const note = text('note', '备注', '说明', '描述', 'desc', 'description')

/** GB-style four colours, and the fifth of the county's five-level composite map. */
export const riskColours = [
  ['red', '红'],
  ['orange', '橙'],
  ['yellow', '黄'],
  ['blue', '蓝'],
  ['green', '绿'],
] as const
export type RiskColour = (typeof riskColours)[number][0]

export const shelterStatuses = [
  ['normal', '平时'],
  ['prepared', '待启用'],
  ['open', '启用'],
  ['full', '满员'],
  ['closed', '关闭'],
] as const
export type ShelterStatus = (typeof shelterStatuses)[number][0]

export const featureKinds: Readonly<Record<FeatureKind, FeatureKindWords>> = {
  depot: {
    word: '物资储备库',
    colour: 'st-support',
    fields: [
      choice(
        'tier',
        '层级',
        [
          ['county', '县级'],
          ['township', '乡级'],
          ['village', '村级'],
        ],
        '级别',
      ),
      keeper,
      phone,
      text('stock', '主要物资', '物资'),
      note,
    ],
  },
  shelter: {
    word: '避难场所',
    colour: 'st-free',
    fields: [
      choice(
        'class',
        '类别',
        [
          ['I', 'Ⅰ类'],
          ['II', 'Ⅱ类'],
          ['III', 'Ⅲ类'],
        ],
        '等级',
      ),
      choice('indoor', '室内外', [
        ['indoor', '室内'],
        ['outdoor', '室外'],
      ]),
      count('capacity', '核定人数', '人', '容量', '可容纳人数', '容纳人数'),
      count('areaM2', '有效面积', '平方米', '面积'),
      choice('status', '状态', shelterStatuses),
      keeper,
      phone,
      note,
    ],
  },
  risk: {
    word: '风险隐患点',
    colour: 'warn-yellow',
    fields: [
      choice(
        'type',
        '类型',
        [
          ['geo', '地质灾害'],
          ['flash_flood', '山洪'],
          ['reservoir', '水库'],
          ['mine', '矿山'],
          ['tailings', '尾矿库'],
          ['hazchem', '危险化学品'],
          ['fire', '火灾'],
          ['traffic', '交通'],
          ['slope_house', '切坡建房'],
          ['other', '其他'],
        ],
        '灾种',
        '隐患类型',
      ),
      choice('colour', '风险等级', riskColours, '等级', '颜色'),
      count('people', '威胁人数', '人', '人数', '受威胁人数', '威胁人口'),
      count('households', '威胁户数', '户', '户数', '受威胁户数'),
      text('property', '威胁财产', '财产'),
      keeper,
      phone,
      text('monitor', '监测方式'),
      text('advice', '避险要点', '避险路线', '撤离路线'),
      note,
    ],
  },
  water: {
    word: '水利工程',
    colour: 'warn-blue',
    fields: [
      choice(
        'class',
        '类别',
        [
          ['reservoir', '水库'],
          ['pond', '山塘'],
          ['dyke', '堤防'],
          ['sluice', '水闸'],
          ['pump', '泵站'],
          ['hydropower', '水电站'],
          ['intake', '取水点'],
          ['other', '其他'],
        ],
        '类型',
        '工程类型',
      ),
      text('scale', '规模', '工程规模'),
      text('storage', '总库容', '库容'),
      text('floodLevel', '汛限水位'),
      keeper,
      phone,
      note,
    ],
  },
  base: {
    word: '队伍驻地',
    colour: 'st-muster',
    fields: [text('team', '队伍', '单位'), count('people', '人数', '人'), keeper, phone, note],
  },
  'radio-station': {
    word: '电台台站',
    colour: 'st-talk',
    fields: [
      choice(
        'class',
        '类别',
        [
          ['repeater', '中继台'],
          ['base', '基地台'],
          ['gateway', '网关'],
          ['other', '其他'],
        ],
        '类型',
      ),
      count('heightM', '天线高度', '米', '天线挂高', '挂高'),
      text('channel', '信道代号', '信道'),
      keeper,
      phone,
      note,
    ],
  },
  village: {
    word: '村（社区）',
    colour: 'text-2',
    fields: [
      count('people', '人口', '人', '人数', '常住人口'),
      count('households', '户数', '户'),
      text('keeper', '包片责任人', '负责人', '责任人', '村支书'),
      phone,
      note,
    ],
  },
  township: {
    word: '乡镇区域',
    colour: 'text-3',
    fields: [text('code', '区划码', '代码'), count('people', '人口', '人'), keeper, phone, note],
  },
  station: {
    word: '监测点（未接入）',
    colour: 'st-return',
    fields: [
      text('number', '站号', '编号'),
      text('class', '类别', '类型', '站类'),
      keeper,
      phone,
      note,
    ],
  },
  own: { word: '自有图层', colour: 'st-rest', fields: [note] },
}

/** The standing layer of a kind has the kind's key as its id; own layers are made by persons. */
export const standingLayers = featureKindKeys.filter((kind) => kind !== 'own')

/** What a person may choose for a layer: tokens of the one token file. */
export const layerColours = [
  'st-free',
  'st-muster',
  'st-route',
  'st-scene',
  'st-talk',
  'st-support',
  'st-return',
  'st-rest',
  'warn-blue',
  'text-2',
] as const
