import { useRef, useState } from 'react'
import type { City } from '@/lib/catalog/cities'

/** Towns for what is being typed: of the country if it has any, else of all. The list is fetched at the first letter. */
export function useTowns() {
  const [towns, setTowns] = useState<City[]>([])
  const asked = useRef(0)
  const look = async (text: string, countryCode: string) => {
    const mine = ++asked.current
    const { searchCities } = await import('@/lib/catalog/cities')
    if (mine !== asked.current) return [] // More was typed meanwhile.
    const here = countryCode ? searchCities(text, countryCode) : []
    const found = here.length ? here : searchCities(text, null)
    setTowns(found)
    return found
  }
  return { towns, look, clear: () => setTowns([]) }
}
