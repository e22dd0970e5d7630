import type { ReactNode } from 'react'
import { meanings } from '../../../../../core/modules/drawings/contract.ts'
import {
  featureKindKeys,
  featureKinds,
  riskColours,
  shelterStatuses,
} from '../../../../../core/modules/features/contract.ts'
import { StateDigit } from '../../../../ui/StateChip.tsx'
import { Kbd } from '../../../../ui/Kbd.tsx'
import { classes } from '../../../../ui/classes.ts'
import { useMapDesk } from '../desk.ts'
import { ToolPanel } from '../ToolPanel.tsx'
import { lookOf } from '../draw/drawing-look.ts'
import { featureLooks, riskTokens, shelterTokens } from '../features/feature-things.ts'
import { hideLabelsKey } from '../use-hidden-labels.ts'
import { SymbolSwatch, type Swatch } from './SymbolSwatch.tsx'
import styles from './Layers.module.css'

const unitShapes: readonly (readonly [Swatch['shape'], string])[] = [
  ['rectangle', '专业队伍'],
  ['circle', '乡镇、村队伍'],
  ['hexagon', '社会力量'],
  ['cross', '医疗'],
  ['pennant', '指挥车'],
  ['triangle', '无人机'],
]

/** What every sign on the map means. */
export function LegendTool() {
  const { county } = useMapDesk()
  return (
    <ToolPanel label="图例" flush head={<h2>图例</h2>}>
      <div className={styles.scroll} tabIndex={0} aria-label="图例内容">
        <Group word="事件与队伍（形状看种类，颜色和数字看状态）">
          <Row sign={<SymbolSwatch shape="diamond" token="warn-red" />}>事件（在办）</Row>
          <Row sign={<SymbolSwatch shape="diamond" token="warn-yellow" />}>事件（等待）</Row>
          {unitShapes.map(([shape, word]) => (
            <Row key={shape} sign={<SymbolSwatch shape={shape} token="st-free" mark="1" />}>
              {word}
            </Row>
          ))}
          <Row sign={<SymbolSwatch shape="circle" token="st-out" mark="?" />}>未编队电台</Row>
        </Group>
        <Group word="队伍状态">
          {county.statuses.map(({ key, digit, word, token }) => (
            <Row key={key} sign={<StateDigit digit={digit} token={token} />}>
              {word}
            </Row>
          ))}
        </Group>
        <Group word="标记">
          <Row sign={<i className={styles.ring} />}>选中</Row>
          <Row sign={<i className={classes(styles.ring, styles.talk)} />}>要求通话（闪）</Row>
          <Row sign={<i className={classes(styles.ring, styles.emergency)} />}>紧急求救</Row>
          <Row sign={<i className={classes(styles.ring, styles.many)}>9</i>}>多个，点开</Row>
          <Row
            sign={
              <span className={styles.faded}>
                <SymbolSwatch shape="circle" token="st-free" mark="1" />
              </span>
            }
            wide
          >
            位置过时：变淡并写明多久，不消失
          </Row>
          <Row sign={<i className={classes(styles.line, styles.dashed)} />}>派出途中</Row>
          <Row sign={<i className={styles.line} />}>已到场</Row>
          <Row sign={<i className={classes(styles.line, styles.late)} />}>超时</Row>
          <Row sign={<i className={styles.border} />}>乡镇区域</Row>
        </Group>
        <Group word="保障与监测">
          {featureKindKeys.map((kind) => (
            <Row
              key={kind}
              sign={<SymbolSwatch {...featureLooks[kind]} token={featureKinds[kind].colour} />}
            >
              {featureKinds[kind].word}
            </Row>
          ))}
        </Group>
        <Group word="风险等级">
          {riskColours.map(([key, word]) => (
            <Row
              key={key}
              sign={<SymbolSwatch shape="warning" token={riskTokens[key]} mark="险" />}
            >
              {word}
              {key === 'green' ? '（五色图）' : ''}
            </Row>
          ))}
          <Row sign={<SymbolSwatch shape="warning" token="st-out" mark="险" />}>未定级</Row>
        </Group>
        <Group word="避难场所状态">
          {shelterStatuses.map(([key, word]) => (
            <Row key={key} sign={<SymbolSwatch shape="house" token={shelterTokens[key]} />}>
              {word}
            </Row>
          ))}
        </Group>
        <Group word="标绘（线和面带同样的颜色，撤离区等另有斜线）">
          {meanings.map(([meaning, word]) => {
            const { token, sign } = lookOf(meaning)
            return (
              <Row key={meaning} sign={<SymbolSwatch shape="plate" token={token} mark={sign} />}>
                {word}
              </Row>
            )
          })}
        </Group>
        <Group word="按键">
          <Row sign={<Kbd keys={hideLabelsKey} />} wide>
            按住不放：只看符号，不看名称
          </Row>
        </Group>
      </div>
    </ToolPanel>
  )
}

function Group({ word, children }: { readonly word: string; readonly children: ReactNode }) {
  return (
    <div role="group" aria-label={word}>
      <div className={styles.group}>{word}</div>
      <div className={styles.legendGroup}>{children}</div>
    </div>
  )
}

function Row({
  sign,
  wide = false,
  children,
}: {
  readonly sign: ReactNode
  readonly wide?: boolean
  readonly children: ReactNode
}) {
  return (
    <div className={classes(styles.legendRow, wide && styles.wide)}>
      {sign}
      <span>{children}</span>
    </div>
  )
}
