import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { classifyAddress } from './address-class'

it.each([
  ['8.8.8.8', 'public'],
  ['172.15.255.255', 'public'],
  ['172.32.0.0', 'public'],
  ['100.63.255.255', 'public'],
  ['168.63.129.15', 'public'],
  ['223.255.255.255', 'public'],
  ['2606:4700:4700::1111', 'public'],
  ['2a00:1450:4001:81b::200e', 'public'],
  ['127.0.0.1', 'loopback'],
  ['127.255.255.254', 'loopback'],
  ['::1', 'loopback'],
  ['10.1.2.3', 'private'],
  ['172.16.0.1', 'private'],
  ['192.168.1.1', 'private'],
  ['100.64.0.1', 'private'],
  ['fd12:3456::1', 'private'],
  ['0.0.0.0', 'never'],
  ['169.254.169.254', 'never'],
  ['100.100.100.200', 'never'],
  ['168.63.129.16', 'never'],
  ['192.0.0.192', 'never'],
  ['224.0.0.1', 'never'],
  ['255.255.255.255', 'never'],
  ['::', 'never'],
  ['::ffff:127.0.0.1', 'never'],
  ['::ffff:8.8.8.8', 'never'],
  ['::7f00:1', 'never'],
  ['64:ff9b::7f00:1', 'never'],
  ['2001::1', 'never'],
  ['2002:7f00:1::', 'never'],
  ['fe80::1', 'never'],
  ['fe80::1%eth0', 'never'],
  ['fec0::1', 'never'],
  ['ff02::1', 'never'],
  ['fd00:ec2::254', 'never'],
  ['fd20:ce::254', 'never'],
  ['2600:1f00::5efe:10.0.0.1', 'never'],
  ['2600:1f00::200:5efe:10.0.0.1', 'never'],
  ['', 'never'],
  ['localhost', 'never'],
  ['0x7f.1', 'never'],
  ['2130706433', 'never'],
])('%s is %s', (address, kind) => {
  expect(classifyAddress(address)).toBe(kind)
})

it('never calls an IPv6 address outside 2000::/3 public', () => {
  void fc.assert(
    fc.property(fc.ipV6(), (address) => {
      const first = Number.parseInt(address.split(':')[0] || '0', 16)
      if (classifyAddress(address) === 'public') expect(first >> 13).toBe(1)
    }),
  )
})

it('gives every IPv4 address one kind and never throws', () => {
  void fc.assert(
    fc.property(fc.oneof(fc.ipV4(), fc.string()), (address) => {
      expect(['public', 'loopback', 'private', 'never']).toContain(classifyAddress(address))
    }),
  )
})
