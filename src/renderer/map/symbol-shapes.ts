/** Shape = kind of thing; colour comes from the state. Drawn around the origin, radius 1. */
export type SymbolShape =
  | 'rectangle' // professional team
  | 'circle' // township or village team
  | 'hexagon' // social rescue team
  | 'cross' // medical
  | 'pennant' // command car
  | 'triangle' // drone
  | 'diamond' // incident
  | 'house' // shelter, base
  | 'box' // depot
  | 'warning' // risk point
  | 'drop' // water work
  | 'shield' // base of a team
  | 'mast' // radio station
  | 'gauge' // measuring station
  | 'dot' // village, township: a place by its name
  | 'pin' // feature of an own layer
  | 'plate' // what somebody drew

type Path = (context: CanvasRenderingContext2D, radius: number) => void

function polygon(points: readonly (readonly [number, number])[]): Path {
  return (context, radius) => {
    points.forEach(([x, y], index) => {
      if (index === 0) context.moveTo(x * radius, y * radius)
      else context.lineTo(x * radius, y * radius)
    })
    context.closePath()
  }
}

const third = 0.38

export const symbolPaths: Readonly<Record<SymbolShape, Path>> = {
  rectangle: polygon([
    [-1.1, -0.8],
    [1.1, -0.8],
    [1.1, 0.8],
    [-1.1, 0.8],
  ]),
  circle: (context, radius) => context.arc(0, 0, radius * 0.95, 0, 2 * Math.PI),
  hexagon: polygon([
    [-0.55, -0.95],
    [0.55, -0.95],
    [1.1, 0],
    [0.55, 0.95],
    [-0.55, 0.95],
    [-1.1, 0],
  ]),
  cross: polygon([
    [-third, -1],
    [third, -1],
    [third, -third],
    [1, -third],
    [1, third],
    [third, third],
    [third, 1],
    [-third, 1],
    [-third, third],
    [-1, third],
    [-1, -third],
    [-third, -third],
  ]),
  pennant: polygon([
    [-1.1, -0.8],
    [0.6, -0.8],
    [1.2, 0],
    [0.6, 0.8],
    [-1.1, 0.8],
  ]),
  triangle: polygon([
    [0, -1.1],
    [1.1, 0.85],
    [-1.1, 0.85],
  ]),
  diamond: polygon([
    [0, -1.15],
    [1.15, 0],
    [0, 1.15],
    [-1.15, 0],
  ]),
  house: polygon([
    [0, -1.1],
    [1.05, -0.25],
    [0.85, -0.25],
    [0.85, 0.95],
    [-0.85, 0.95],
    [-0.85, -0.25],
    [-1.05, -0.25],
  ]),
  box: polygon([
    [-0.95, -0.6],
    [-0.6, -1],
    [0.6, -1],
    [0.95, -0.6],
    [0.95, 0.95],
    [-0.95, 0.95],
  ]),
  warning: polygon([
    [-0.42, -1],
    [0.42, -1],
    [1, -0.42],
    [1, 0.42],
    [0.42, 1],
    [-0.42, 1],
    [-1, 0.42],
    [-1, -0.42],
  ]),
  drop: (context, radius) => {
    context.moveTo(0, -1.25 * radius)
    context.quadraticCurveTo(0.95 * radius, -0.25 * radius, 0.9 * radius, 0.2 * radius)
    context.arc(0, 0.2 * radius, 0.9 * radius, 0, Math.PI)
    context.quadraticCurveTo(-0.95 * radius, -0.25 * radius, 0, -1.25 * radius)
    context.closePath()
  },
  shield: polygon([
    [-0.9, -0.9],
    [0.9, -0.9],
    [0.9, 0.2],
    [0, 1.1],
    [-0.9, 0.2],
  ]),
  mast: polygon([
    [0, -1.2],
    [0.35, -0.7],
    [1, 1],
    [-1, 1],
    [-0.35, -0.7],
  ]),
  gauge: (context, radius) =>
    context.roundRect(-radius, -0.8 * radius, 2 * radius, 1.6 * radius, 0.75 * radius),
  dot: (context, radius) => context.arc(0, 0, radius * 0.36, 0, 2 * Math.PI),
  pin: (context, radius) => {
    context.arc(0, -0.2 * radius, 0.85 * radius, 0.8 * Math.PI, 0.2 * Math.PI)
    context.lineTo(0, 1.2 * radius)
    context.closePath()
  },
  plate: polygon([
    [-1, -1.1],
    [1, -1.1],
    [1, 0.65],
    [0.35, 0.65],
    [0, 1.15],
    [-0.35, 0.65],
    [-1, 0.65],
  ]),
}
