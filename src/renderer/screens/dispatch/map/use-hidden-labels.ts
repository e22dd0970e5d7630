import { useEffect } from 'react'
import type { SpriteLayer } from '../../../map/sprite-layer.ts'
import { useHotkey } from '../../../ui/hotkeys.ts'

/** While the key is held the map shows symbols only (UI.md rule 58). Space is the radio's. */
export const hideLabelsKey = 'H'

export function useHiddenLabels(layer: SpriteLayer): void {
  useHotkey(hideLabelsKey, '按住：只看符号，不看名称', () => layer.hideLabels(true))
  useEffect(() => {
    const show = () => layer.hideLabels(false)
    const onKeyUp = ({ key }: KeyboardEvent) => {
      if (key.toUpperCase() === hideLabelsKey) show()
    }
    window.addEventListener('keyup', onKeyUp)
    // The key may be let go in another window.
    window.addEventListener('blur', show)
    return () => {
      window.removeEventListener('keyup', onKeyUp)
      window.removeEventListener('blur', show)
      show()
    }
  }, [layer])
}
