import { BlockList, isIP } from 'node:net'
import { env } from '@/lib/env'

/** The key of everybody, where no trusted proxy says who is who. */
export const unknownClient = 'unknown'

type Named = { get(name: string): string | null }

let proxies: BlockList | null | undefined

function trustedProxies() {
  if (proxies !== undefined) return proxies
  const named = (env().TRUSTED_PROXIES ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)
  proxies = named.length ? new BlockList() : null
  for (const name of named) {
    const [address = '', prefix] = name.split('/')
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4'
    if (!isIP(address)) throw new Error(`TRUSTED_PROXIES: ${name} is neither an address nor a network.`)
    if (prefix) proxies?.addSubnet(address, Number(prefix), family)
    else proxies?.addAddress(address, family)
  }
  return proxies
}

/**
 * The client's address as the nearest trusted proxy saw it, else `unknownClient`. `x-forwarded-for` is read from its right end, where our own proxies
 * write: whatever a client put there itself stands further left and is never reached.
 */
export function clientAddress(headers: Named): string {
  const trusted = trustedProxies()
  if (!trusted) return unknownClient
  const hops = (headers.get('x-forwarded-for') ?? '').split(',').map((hop) => hop.trim())
  const client = hops.findLast((hop) => !(isIP(hop) && trusted.check(hop, isIP(hop) === 6 ? 'ipv6' : 'ipv4')))
  return client && isIP(client) ? client : unknownClient
}
