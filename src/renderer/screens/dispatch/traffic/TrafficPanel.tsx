import { useEffect, useRef, useState } from 'react'
import type { InputRef } from 'antd'
import { Composer } from '../../../radio/Composer.tsx'
import { NameRadio } from '../../../radio/NameRadio.tsx'
import { targetKey } from '../../../radio/targets.ts'
import { TrafficList } from '../../../radio/TrafficList.tsx'
import { useWriting } from '../../../radio/writing.ts'
import { useTraffic } from '../../../radio/use-traffic.ts'
import { useNavigation } from '../../../frame/navigation.ts'
import { useSelection } from '../../../frame/selection.ts'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { Panel } from '../../../ui/Panel.tsx'

/** 电台通联: the newest traffic, and one line to answer. */
export function TrafficPanel() {
  const traffic = useTraffic()
  const [selected, setSelected] = useState<string>()
  const { chosen, asked, choose } = useWriting()
  const text = useRef<InputRef>(null)
  const heard = useRef(asked)
  // The map asks for words to whoever is in an area: the cursor goes there.
  useEffect(() => {
    if (asked === heard.current) return
    heard.current = asked
    text.current?.focus()
  }, [asked])
  const selectUnit = useSelection((selection) => selection.selectUnit)
  const goTo = useNavigation((navigation) => navigation.goTo)
  const row = traffic.rows.find(({ id }) => id === selected)
  return (
    <Panel
      title="电台通联"
      fixed
      extra={
        <ActionButton kind="quiet" onPress={() => goTo('radio')}>
          通信台
        </ActionButton>
      }
    >
      <TrafficList
        traffic={traffic}
        narrow
        selected={selected}
        onSelect={({ id, radio, target }) => {
          setSelected(id)
          if (radio?.unit) selectUnit(radio.unit)
          // Whoever is picked is answered; what is being typed stays.
          if (target?.group) choose([targetKey({ to: target.number, group: true })])
          else if (radio) choose([targetKey({ to: radio.number, group: false })])
        }}
      />
      {row?.radio?.unknown && <NameRadio key={row.radio.number} number={row.radio.number} />}
      <Composer narrow chosen={chosen} onChoose={choose} textRef={text} />
    </Panel>
  )
}
