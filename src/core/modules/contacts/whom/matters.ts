/**
 * What somebody may be called for: the everyday words for it, whose role in the county's nets it
 * is, which offices and teams deal with it. A role the county writes in its own words is a matter
 * by its name without a row here.
 */

export interface Matter {
  readonly key: string
  readonly word: string
  /** Other words it is asked by. */
  readonly also: readonly string[]
  /** Roles in the county's nets. */
  readonly nets: readonly string[]
  /** Of names of organisations. */
  readonly offices: RegExp | undefined
  /** Of posts: `水利站站长`. */
  readonly posts: RegExp | undefined
  /** Keys of team types. */
  readonly teams: readonly string[]
}

const matter = (
  key: string,
  words: readonly [string, ...string[]],
  rest: Partial<Omit<Matter, 'key' | 'word' | 'also'>>,
): Matter => {
  const [word, ...also] = words
  return { key, word, also, nets: [], offices: undefined, posts: undefined, teams: [], ...rest }
}

export const matters: readonly Matter[] = [
  matter('flood', ['防汛', '汛情', '洪水', '内涝', '暴雨', '山洪', '水灾', '积水', '抗旱'], {
    nets: ['防汛责任人', '山洪灾害责任人', '水库责任人'],
    offices: /水利|防汛|水文/,
    posts: /水利|防汛|水务/,
    teams: ['flood_pro'],
  }),
  matter('reservoir', ['水库', '山塘', '大坝', '险库'], {
    nets: ['水库责任人', '防汛责任人'],
    offices: /水库|水利/,
    posts: /水库|水利/,
    teams: ['flood_pro'],
  }),
  matter('geo', ['地质灾害', '地灾', '滑坡', '崩塌', '泥石流', '塌方', '山体', '切坡'], {
    nets: ['群测群防员', '地灾责任人'],
    offices: /自然资源|地质/,
    posts: /自然资源|国土|地灾/,
    teams: ['geo_pro'],
  }),
  matter('forest', ['森林火灾', '森林防火', '山火', '林火', '火情', '野外用火', '防火'], {
    nets: ['森林防火责任人', '护林员'],
    offices: /林业|森林/,
    posts: /林业|防火|护林/,
    teams: ['forest_pro', 'forest_semi'],
  }),
  matter('fire', ['火灾', '失火', '消防', '房屋着火', '救援', '被困'], {
    offices: /消防/,
    posts: /消防/,
    teams: ['fire_rescue'],
  }),
  matter('disaster', ['灾情', '报灾', '核灾', '救灾', '受灾', '倒房'], {
    nets: ['灾害信息员'],
    offices: /应急管理/,
    posts: /应急|民政/,
  }),
  matter('evacuation', ['转移', '避险', '叫应', '撤离'], {
    nets: ['转移责任人', '群测群防员', '防汛责任人'],
    offices: /应急管理/,
    posts: /应急/,
    teams: ['village_squad'],
  }),
  matter('shelter', ['安置', '避难', '救助', '低保'], {
    offices: /民政|应急管理/,
    posts: /民政/,
  }),
  matter('supplies', ['物资', '帐篷', '救灾物资', '粮食'], {
    offices: /粮食|物资|储备|应急管理/,
    posts: /物资|仓库|保管/,
  }),
  matter('medical', ['医疗', '伤员', '急救', '救护车', '受伤', '疫情', '卫生'], {
    offices: /医院|卫健|卫生|疾控|急救/,
    posts: /卫生|医/,
    teams: ['medical'],
  }),
  matter('road', ['道路', '交通', '公路', '断路', '桥梁', '抢通', '清障'], {
    offices: /交通|公路/,
    posts: /交通|公路/,
    teams: ['road'],
  }),
  matter('police', ['治安', '公安', '交警', '派出所', '车祸', '管制', '报警', '寻人', '走失'], {
    offices: /公安|派出所|交警/,
    posts: /派出所|交警|民警|综治/,
    teams: ['police'],
  }),
  matter('power', ['停电', '供电', '电力', '电线', '断电'], {
    offices: /供电|电力/,
    posts: /供电|电力/,
    teams: ['electric'],
  }),
  matter('comms', ['通信', '断网', '基站', '信号', '通讯', '光缆'], {
    offices: /电信|移动|联通|铁塔|工信/,
    posts: /通信/,
    teams: ['telecom'],
  }),
  matter('water', ['供水', '停水', '自来水', '燃气', '停气', '漏气'], {
    offices: /自来水|供水|燃气|住建|住房/,
    posts: /供水|燃气/,
    teams: ['water_gas'],
  }),
  matter('school', ['学校', '学生', '校园', '教育'], {
    offices: /学校|中学|小学|幼儿园|教育/,
    posts: /校长|教育/,
  }),
  matter('mine', ['矿山', '尾矿', '安全生产', '工矿'], {
    nets: ['安全员'],
    offices: /应急管理|矿/,
    posts: /安监|安全生产|应急/,
    teams: ['mine_hazchem'],
  }),
  matter('hazchem', ['危化品', '泄漏', '化工', '爆炸', '加油站'], {
    nets: ['安全员'],
    offices: /应急管理|消防|生态环境/,
    posts: /安监|安全生产/,
    teams: ['fire_rescue', 'mine_hazchem'],
  }),
  matter('environment', ['污染', '环保', '环境', '水质'], {
    offices: /生态环境|环保/,
    posts: /环保|环境/,
    teams: ['env'],
  }),
  matter('animal', ['动物疫情', '猪瘟', '禽流感', '农业'], {
    offices: /农业|畜牧|兽医/,
    posts: /农业|畜牧|兽医/,
    teams: ['animal'],
  }),
  matter('weather', ['气象', '天气', '雷电', '人工增雨'], { offices: /气象/, posts: /气象/ }),
  matter('quake', ['地震', '震情'], { offices: /地震|应急管理/, posts: /地震/ }),
  matter('building', ['房屋', '危房', '工地', '塔吊', '住建'], {
    offices: /住建|住房|城管/,
    posts: /规划建设|住建|城建/,
  }),
  matter('expert', ['专家', '会商'], { nets: ['专家'], teams: ['expert'] }),
  matter('liaison', ['联络员', '应急联络员', '联络'], {
    nets: ['应急联络员'],
    posts: /联络|办公室主任/,
  }),
  matter('leader', ['领导', '带班领导', '书记', '镇长', '乡长', '主要负责人', '一把手', '局长'], {
    posts: /^(?:党委)?书记|^[镇乡]长|^局长|^县长|党委书记|村支书|村主任/,
  }),
  matter('village', ['村支书', '村主任', '村干部', '支书'], {
    posts: /支书|村主任|村委|居委/,
  }),
  matter('duty', ['值班', '主班', '副班', '值班室', '值班员', '总值班'], { posts: /值班/ }),
]
