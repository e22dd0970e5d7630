import { tokenColour } from '../../../../map/token-colour.ts'
import { useEffect, useRef } from 'react'
import { symbolPaths, type SymbolShape } from '../../../../map/symbol-shapes.ts'
import { useLayout } from '../../../../ui/layout-store.ts'
import styles from './Layers.module.css'

const sizePx = 24
const radiusPx = 8.5

export interface Swatch {
  readonly shape: SymbolShape
  /** Colour token. */
  readonly token: string
  readonly mark?: string | undefined
}

/** A symbol as the map draws it, beside its word. */
export function SymbolSwatch({ shape, token, mark = '' }: Swatch) {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    const context = canvas.current?.getContext('2d')
    if (!context) return undefined
    const draw = () => {
      const ratio = window.devicePixelRatio || 1
      context.canvas.width = sizePx * ratio
      context.canvas.height = sizePx * ratio
      context.setTransform(ratio, 0, 0, ratio, (sizePx * ratio) / 2, (sizePx * ratio) / 2)
      context.beginPath()
      symbolPaths[shape](context, radiusPx)
      context.fillStyle = tokenColour(token)
      context.fill()
      context.lineWidth = 1
      context.strokeStyle = tokenColour('map-halo')
      context.stroke()
      context.fillStyle = tokenColour('on-signal')
      context.font = `700 10px ${tokenColour('font')}`
      context.textAlign = 'center'
      context.textBaseline = 'middle'
      context.fillText(mark, 0, shape === 'triangle' ? 2 : 0.5)
    }
    draw()
    // The page's attribute follows in the same commit; colours are read in the next frame.
    return useLayout.subscribe(() => requestAnimationFrame(draw))
  }, [shape, token, mark])
  return <canvas ref={canvas} className={styles.swatch} aria-hidden />
}
