import { expect, it } from 'vitest'
import { loadCountyProfile } from '../../../main/adapters/county-profile.ts'
import { suggestGrades, type Figures, type Losses } from './grade-rules.ts'

const profile = loadCountyProfile(
  new URL('../../../../resources/counties/shicheng', import.meta.url).pathname,
)
if (!profile.ok) throw new Error('the county profile does not load')
const rules = profile.value.eventGrades

const grade = (category: string | null, figures: Figures | null, losses: Losses = {}) =>
  suggestGrades(rules, category, figures, losses).overall

const fire = '11G01'
const mine = '12A01'
const slide = '11D01'

// 以上 includes the number, 以下 leaves it out: each threshold one below, on it, one above.
it.each<[string, string | null, Figures | null, Losses, string | null]>([
  ['a fire that killed nobody', fire, { dead: 0 }, {}, null],
  ['1 dead in a fire', fire, { dead: 1 }, {}, 'general'],
  ['2 dead in a fire', fire, { dead: 2 }, {}, 'general'],
  ['3 dead in a fire', fire, { dead: 3 }, {}, 'larger'],
  ['9 dead in a fire', fire, { dead: 9 }, {}, 'larger'],
  ['10 dead in a fire', fire, { dead: 10 }, {}, 'major'],
  ['29 dead in a fire', fire, { dead: 29 }, {}, 'major'],
  ['30 dead in a fire', fire, { dead: 30 }, {}, 'especially_major'],
  ['9 gravely hurt in a fire', fire, { serious: 9 }, {}, 'general'],
  ['10 gravely hurt in a fire', fire, { serious: 10 }, {}, 'larger'],
  ['50 gravely hurt in a fire', fire, { serious: 50 }, {}, 'major'],
  ['100 gravely hurt in a fire', fire, { serious: 100 }, {}, 'especially_major'],
  ['0.99 ha burnt', fire, null, { burntHa: 0.99 }, 'general'],
  ['1 ha burnt', fire, null, { burntHa: 1 }, 'larger'],
  ['99.9 ha burnt', fire, null, { burntHa: 99.9 }, 'larger'],
  ['100 ha burnt', fire, null, { burntHa: 100 }, 'major'],
  ['1000 ha burnt', fire, null, { burntHa: 1000 }, 'especially_major'],
  ['an accident without dead', mine, { dead: 0 }, {}, 'general'],
  ['2 dead in an accident', mine, { dead: 2 }, {}, 'general'],
  ['3 dead in an accident', mine, { dead: 3 }, {}, 'larger'],
  ['10 dead in an accident', mine, { dead: 10 }, {}, 'major'],
  ['30 dead in an accident', mine, { dead: 30 }, {}, 'especially_major'],
  ['loss of 999 万', mine, null, { economicWan: 999 }, 'general'],
  ['loss of 1000 万', mine, null, { economicWan: 1000 }, 'larger'],
  ['loss of 5000 万', mine, null, { economicWan: 5000 }, 'major'],
  ['loss of 1 亿', mine, null, { economicWan: 10_000 }, 'especially_major'],
  ['a landslide that cost 99 万', slide, null, { economicWan: 99 }, 'general'],
  ['a landslide that cost 100 万', slide, null, { economicWan: 100 }, 'larger'],
  ['a landslide that cost 500 万', slide, null, { economicWan: 500 }, 'major'],
  ['a landslide that cost 1000 万', slide, null, { economicWan: 1000 }, 'especially_major'],
  ['99 people to move', slide, null, { toEvacuate: 99 }, 'general'],
  ['100 people to move', slide, null, { toEvacuate: 100 }, 'larger'],
  ['500 people already moved', slide, { evacuated: 500 }, {}, 'major'],
  ['1000 people to move', slide, null, { toEvacuate: 1000 }, 'especially_major'],
  ['danger of 500 万', slide, null, { potentialWan: 500 }, 'larger'],
  ['danger of 1 亿', slide, null, { potentialWan: 10_000 }, 'especially_major'],
  ['待定 with 3 dead', null, { dead: 3 }, {}, 'larger'],
  ['only the class known, 10 dead', '12000', { dead: 10 }, {}, 'major'],
  ['natural disaster, class only, 30 dead', '11000', { dead: 30 }, {}, 'especially_major'],
  ['an epidemic', '13A01', { dead: 30 }, {}, null],
])('%s', (_, category, figures, losses, wanted) => {
  expect(grade(category, figures, losses)).toBe(wanted)
})

it('takes the worst of all figures and says by which rule, from where and how sure', () => {
  const suggestion = suggestGrades(rules, fire, { dead: 1, serious: 0 }, { burntHa: 18.7 })
  expect(suggestion).toMatchObject({
    overall: 'larger',
    lead: '原则上由设区的市组织指挥',
    findings: [
      {
        label: '受害森林面积',
        value: 18.7,
        rule: '1 公顷以上 100 公顷以下',
        source: 'R-FOREST/40',
      },
      { label: '死亡', grade: 'general', rule: '1 人以上 3 人以下', certainty: 'C' },
    ],
  })
})

it('says what nobody has told yet, and where no rule was collected', () => {
  expect(suggestGrades(rules, fire, null)).toMatchObject({
    overall: null,
    untold: ['死亡', '重伤', '受害森林面积'],
    note: '还没有可以比对的数字：死亡、重伤、受害森林面积。',
  })
  expect(suggestGrades(rules, '13A01', { dead: 1 }).note).toBe(
    '没有收集到这类事件的分级标准，请带班领导按预案判定。',
  )
})

it('says what must go up whatever the grade', () => {
  const texts = (figures: Figures) =>
    suggestGrades(rules, mine, figures).signals.map(({ text }) => text)
  expect(texts({ trapped: 1, missing: 1 })).toEqual([])
  expect(texts({ trapped: 1, missing: 2 })).toEqual(['被困或下落不明 3 人以上，达到较大涉险事故'])
  expect(texts({ atRisk: 10 })).toEqual(['涉险 10 人以上，达到较大涉险事故'])
})
