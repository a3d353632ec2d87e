const browsers = [
  ['Edg', 'Edge'],
  ['OPR', 'Opera'],
  ['SamsungBrowser', 'Samsung Internet'],
  ['Firefox', 'Firefox'],
  ['Chrome', 'Chrome'],
  ['Safari', 'Safari'],
] as const
const systems = [
  ['Android', 'Android'],
  ['iPhone', 'iPhone'],
  ['iPad', 'iPad'],
  ['Windows', 'Windows'],
  ['Mac OS X', 'macOS'],
  ['CrOS', 'ChromeOS'],
  ['Linux', 'Linux'],
] as const

/** What a browser says it is, as its owner would name it; null when it says nothing known. Display only: it may lie. */
export function deviceOf(userAgent: string | null): { browser: string; system: string } | null {
  const browser = browsers.find(([sign]) => userAgent?.includes(`${sign}/`))?.[1]
  const system = systems.find(([sign]) => userAgent?.includes(sign))?.[1]
  return browser && system ? { browser, system } : null
}
