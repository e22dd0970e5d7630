import { expect, it } from 'vitest'
import { beijingDateTime } from '../../core/kernel/beijing-time.ts'
import { photo, png } from '../../../tests/support/photos.ts'
import { readPhotoData } from './photo-data.ts'

it('reads where and when a photo was taken', () => {
  const { point, takenAt } = readPhotoData(
    photo({ lat: [26, 28, 50], lon: [116, 18, 38], taken: '2026:04:05 14:02:30' }),
  )
  expect(point?.lat).toBeCloseTo(26.480556, 5)
  expect(point?.lon).toBeCloseTo(116.310556, 5)
  expect(beijingDateTime(takenAt ?? 0)).toBe('2026-04-05 14:02:30')
})

it('believes the zone that the camera wrote', () => {
  const { takenAt } = readPhotoData(photo({ taken: '2026:04:05 06:02:30', zone: '+00:00' }))
  expect(beijingDateTime(takenAt ?? 0)).toBe('2026-04-05 14:02:30')
})

it('takes zeros for no position and a month that does not exist for no time', () => {
  expect(
    readPhotoData(photo({ lat: [0, 0, 0], lon: [0, 0, 0], taken: '2026:13:05 14:02:30' })),
  ).toEqual({})
})

it('has nothing to say of a photo without data, of another file and of nothing', () => {
  expect(readPhotoData(photo({}))).toEqual({})
  expect(readPhotoData(png())).toEqual({})
  expect(readPhotoData(new TextEncoder().encode('not a photo'))).toEqual({})
  expect(readPhotoData(new Uint8Array())).toEqual({})
})

it('never throws, wherever a photo was cut off', () => {
  const whole = photo({ lat: [26, 28, 50], lon: [116, 18, 38], taken: '2026:04:05 14:02:30' })
  for (let length = 0; length < whole.length; length++) {
    expect(() => readPhotoData(whole.subarray(0, length))).not.toThrow()
  }
})
