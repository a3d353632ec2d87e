/** Keys of messages `shop.search` for the closed choices. */
export const orientationWords = { landscape: 'landscape', portrait: 'portrait', square: 'square', panorama: 'panorama' } as const
export const peopleWords = { none: 'peopleNone', one: 'peopleOne', several: 'peopleSeveral' } as const
