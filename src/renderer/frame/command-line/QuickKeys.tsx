import { useQuery } from '@tanstack/react-query'
import { queries } from '../../client.ts'
import { useHotkey } from '../../ui/hotkeys.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { useSmallDesk } from '../../ui/use-small-desk.ts'
import { useLineStore } from './line-store.ts'
import { useSpeaker } from './use-speaker.ts'
import styles from './CommandBar.module.css'

interface QuickWord {
  readonly key: string
  readonly label: string
  readonly text: string
  readonly first: boolean
}

const noWords: readonly QuickWord[] = []

/** What is said fifty times a shift: the key writes it for the team that speaks and proposes the state. */
export function QuickKeys() {
  const quick = useQuery(queries.command.words.queryOptions()).data?.quick ?? noWords
  const small = useSmallDesk()
  const put = useLineStore((line) => line.put)
  const speaker = useSpeaker()
  const say = (text: string) => put(speaker?.callSign ?? '', text)
  const shown = (word: QuickWord) => (small ? word.first : !word.key.startsWith('Shift'))
  return (
    <div className={styles.quick} role="group" aria-label="常用语">
      {quick.map((word) =>
        shown(word) ? (
          <ActionButton key={word.key} hotkey={word.key} onPress={() => say(word.text)}>
            {word.label}
          </ActionButton>
        ) : (
          <HiddenKey key={word.key} word={word} onPress={() => say(word.text)} />
        ),
      )}
    </div>
  )
}

/** Acts and is listed under `?`, without a button of its own. */
function HiddenKey({ word, onPress }: { readonly word: QuickWord; readonly onPress: () => void }) {
  useHotkey(word.key, word.label, onPress)
  return null
}
