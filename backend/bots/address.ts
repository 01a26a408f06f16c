import { BlockList, isIP } from "node:net";

/** Where a bot may live. `allowPrivate`: inside the house too, by plain http as well. `allowLoopback`: on this machine, for development. */
export interface AddressRules {
  readonly allowPrivate: boolean;
  readonly allowLoopback: boolean;
}

export type AddressFault = "not-an-address" | "not-https" | "private" | "with-password";

const loopback = new BlockList();
loopback.addSubnet("127.0.0.0", 8, "ipv4");
loopback.addAddress("::1", "ipv6");

/** Everything that is not the open internet: private, link-local (cloud metadata), shared, reserved, multicast, and IPv4 in IPv6's clothes. */
const inside = new BlockList();
for (const [net, bits] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 3],
] as const)
  inside.addSubnet(net, bits, "ipv4");
for (const [net, bits] of [
  ["::", 96],
  ["64:ff9b::", 96],
  ["64:ff9b:1::", 48],
  ["100::", 64],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["fc00::", 7],
  ["fe80::", 10],
  ["ff00::", 8],
] as const)
  inside.addSubnet(net, bits, "ipv6");

/** Whether a post may go to this IP. */
export function mayReach(ip: string, { allowLoopback, allowPrivate }: AddressRules): boolean {
  const plain = ip.replace(/^::ffff:(?=\d+\.)/i, "");
  const family = isIP(plain) === 6 ? "ipv6" : "ipv4";
  if (isIP(plain) === 0) return false;
  if (loopback.check(plain, family)) return allowLoopback || allowPrivate;
  return allowPrivate || !inside.check(plain, family);
}

/** What can be said of an address before its name is looked up; the IP behind the name is judged at every post. */
export function faultOf(address: string, rules: AddressRules): AddressFault | undefined {
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    return "not-an-address";
  }
  if (url.protocol !== "https:" && url.protocol !== "http:") return "not-an-address";
  if (url.username !== "" || url.password !== "") return "with-password";
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const local = host === "localhost" || (isIP(host) !== 0 && loopback.check(host, isIP(host) === 6 ? "ipv6" : "ipv4"));
  if (url.protocol === "http:" && !rules.allowPrivate && !(local && rules.allowLoopback)) return local ? "private" : "not-https";
  if (host === "localhost" || host.endsWith(".localhost")) return rules.allowLoopback || rules.allowPrivate ? undefined : "private";
  return isIP(host) !== 0 && !mayReach(host, rules) ? "private" : undefined;
}
