export { sl651 } from './driver.ts'
export { eventsInMessage } from './station-events.ts'
export { sl651Vectors } from './vectors.ts'
