/** Posts, patterns, rules, people and days as the county keeps them. */
import { z } from 'zod'
import { idSchema, neededText, procedure, typedText } from '../../contract-kit.ts'
import { ruleKeys } from '../../roster/rule-words.ts'
import {
  daySchema,
  needSchema,
  personErrors,
  postKey,
  postSchema,
  rosterPersonSchema,
  shiftWhen,
  stored,
} from './schemas.ts'
import { dayKindKeys } from './words.ts'

const partSchema = z.object({
  word: neededText(20, '请填班次名称。'),
  /** Minutes after 00:00 of the duty day, Beijing. */
  startMin: z.number().int().min(0).max(1439),
  lengthMin: z.number().int().min(30).max(1440),
  night: z.boolean(),
  needs: z.array(needSchema).min(1).max(20),
})
const patternSchema = z.object({
  key: z.string().min(1).max(40),
  /** 两班制 */
  word: neededText(20, '请填班制名称。'),
  parts: z.object({
    workday: z.array(partSchema).max(6),
    weekend: z.array(partSchema).max(6),
    holiday: z.array(partSchema).max(6),
  }),
})
export type RosterPattern = z.infer<typeof patternSchema>
/** From when to when a pattern holds, both days included; the last in the list wins. */
const useSchema = z.object({ pattern: z.string().min(1).max(40), from: daySchema, to: daySchema })
export type PatternUse = z.infer<typeof useSchema>

/** Null switches a rule off. Gap, double booking and unknown people are hard in any case. */
const rulesSchema = z.object({
  restH: z.number().min(0).max(72).nullable(),
  restAfterNightH: z.number().min(0).max(96).nullable(),
  nightsInRow: z.number().int().min(1).max(7).nullable(),
  perWeek: z.number().int().min(1).max(7).nullable(),
  hard: z.array(z.enum(ruleKeys)),
})
export type RosterRuleSettings = z.infer<typeof rulesSchema>

export const settingsContract = {
  settings: procedure.output(
    z.object({
      posts: z.array(postSchema),
      /** Where each is asked for, in words: it cannot be taken away. */
      postUses: z.array(z.object({ post: z.string(), where: z.array(z.string()) })),
      patterns: z.array(patternSchema),
      uses: z.array(useSchema),
      rules: rulesSchema,
      /** Every rule with its name, for the list of settings. */
      ruleWords: z.array(
        z.object({ key: z.enum(ruleKeys), word: z.string(), alwaysHard: z.boolean() }),
      ),
      people: z.array(rosterPersonSchema),
      corrections: z.array(
        z.object({
          day: z.string(),
          kind: z.enum(dayKindKeys),
          name: z.string().nullable(),
          by: z.string(),
          at: z.number(),
        }),
      ),
    }),
  ),
  setPosts: procedure
    .errors({
      IN_USE: {
        message:
          '这些岗位还在使用，不能去掉，没有保存。先从班制里去掉；排过的值班表要留着它的一列。',
        data: z.object({ sentences: z.array(z.string()) }),
      },
      NAMED_TWICE: {
        message: '有两个岗位同名，没有保存，请改其中一个的名称。',
        data: z.object({ word: z.string() }),
      },
      POSTS_CHANGED: { message: '岗位刚在别处改过，没有保存。请按新的再改。' },
    })
    .input(
      z.object({
        /** In the order of the sheet; without a key it is a new one. */
        posts: z
          .array(postSchema.extend({ key: postKey.optional() }))
          .min(1)
          .max(20),
        /** As the officer found them. */
        seen: z.array(postSchema).max(20),
      }),
    )
    .output(stored),
  setPatterns: procedure
    .errors({
      UNKNOWN_POST: { message: '班制里有没有登记的岗位，请先登记岗位。' },
      BAD_PATTERN: {
        message: '班制有不对的地方，没有保存，请按说明改正。',
        data: z.object({ sentences: z.array(z.string()) }),
      },
    })
    .input(
      z.object({
        patterns: z.array(patternSchema).min(1).max(20),
        uses: z.array(useSchema).max(60),
      }),
    )
    .output(stored),
  setRules: procedure.input(z.object({ rules: rulesSchema })).output(stored),
  setPerson: procedure
    .errors({
      UNKNOWN_PERSON: personErrors.UNKNOWN_PERSON,
      UNKNOWN_POST: { message: '没有这个岗位，请先登记岗位。' },
      OVER_PUBLISHED: {
        message: '此人在已经印发的值班表上还有这些班，没有保存。请先换人，再改岗位资格。',
        data: z.object({ shifts: z.array(shiftWhen) }),
      },
    })
    .input(
      z.object({
        person: idSchema,
        serves: z.boolean(),
        posts: z.array(postKey).max(20),
        /** 0: only where somebody assigns by hand. */
        share: z.number().min(0).max(1),
      }),
    )
    .output(stored),
  /** A day of a year not yet announced, or one the county keeps differently. Null takes it back. */
  setCalendarDay: procedure
    .input(
      z.object({
        day: daySchema,
        kind: z.enum(dayKindKeys).nullable(),
        /** 国庆节; only of a holiday. */
        name: typedText(20).default(''),
      }),
    )
    .output(stored),
}
