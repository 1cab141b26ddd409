import ipaddr from 'ipaddr.js'

/**
 * What kind of place an address is. `public` is plain unicast of the internet; `loopback` and
 * `private` may be permitted by a person; `never` cannot: link-local, cloud metadata, unspecified,
 * multicast, translation prefixes, and everything reserved.
 */
export type AddressClass = 'public' | 'loopback' | 'private' | 'never'

type Block = readonly [cidr: string, kind: AddressClass]

/** The first block that holds an IPv4 address decides; outside of all it is public (RFC 6890). */
const ipv4Blocks = blocks([
  ['0.0.0.0/8', 'never'],
  ['10.0.0.0/8', 'private'],
  // Alibaba's metadata service, inside shared address space.
  ['100.100.100.200/32', 'never'],
  ['100.64.0.0/10', 'private'],
  ['127.0.0.0/8', 'loopback'],
  // Azure's host agent, in the middle of public space.
  ['168.63.129.16/32', 'never'],
  ['169.254.0.0/16', 'never'],
  ['172.16.0.0/12', 'private'],
  ['192.0.0.0/24', 'never'],
  ['192.0.2.0/24', 'never'],
  ['192.88.99.0/24', 'never'],
  ['192.168.0.0/16', 'private'],
  ['198.18.0.0/15', 'never'],
  ['198.51.100.0/24', 'never'],
  ['203.0.113.0/24', 'never'],
  ['224.0.0.0/4', 'never'],
  ['240.0.0.0/4', 'never'],
])

/** The same for IPv6; outside of all blocks it is refused. Only 2000::/3 is given out (RFC 4291). */
const ipv6Blocks = blocks([
  ['::1/128', 'loopback'],
  // Metadata services of AWS and Google.
  ['fd00:ec2::/32', 'never'],
  ['fd20:ce::/32', 'never'],
  ['fc00::/7', 'private'],
  ['2001::/23', 'never'],
  ['2001:db8::/32', 'never'],
  ['2002::/16', 'never'],
  ['3fff::/20', 'never'],
  ['2620:4f:8000::/48', 'never'],
  ['2000::/3', 'public'],
])

function blocks(list: readonly Block[]) {
  return list.map(([cidr, kind]) => ({ range: ipaddr.parseCIDR(cidr), kind }))
}

/** Classifies an IPv4 or IPv6 address, without brackets. What is no address is `never`. */
export function classifyAddress(address: string): AddressClass {
  // A zone (`fe80::1%eth0`) only means something on a link, which is never allowed anyway.
  if (address.includes('%')) return 'never'
  if (ipaddr.IPv4.isValidFourPartDecimal(address)) {
    const parsed = ipaddr.IPv4.parse(address)
    return ipv4Blocks.find(({ range }) => parsed.match(range))?.kind ?? 'public'
  }
  if (!ipaddr.IPv6.isValid(address)) return 'never'
  const parsed = ipaddr.IPv6.parse(address)
  const kind = ipv6Blocks.find(({ range }) => parsed.match(range))?.kind ?? 'never'
  return kind === 'public' && isIsatap(parsed.parts) ? 'never' : kind
}

/** Interface ids that carry an IPv4 address (RFC 5214): …:0:5efe:a.b.c.d and …:200:5efe:a.b.c.d. */
function isIsatap(parts: readonly number[]): boolean {
  return parts[5] === 0x5efe && ((parts[4] ?? 0) & 0xfdff) === 0
}
