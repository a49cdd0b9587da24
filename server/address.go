package server

import (
	"net"
	"net/netip"
	"strings"
)

// address reads the host of "host:port"; IPv4 in IPv6 clothes is IPv4.
func address(remote string) (netip.Addr, bool) {
	p, err := netip.ParseAddrPort(remote)
	if err != nil {
		return netip.Addr{}, false
	}
	return p.Addr().Unmap().WithZone(""), true
}

func within(nets []netip.Prefix, a netip.Addr) bool {
	for _, n := range nets {
		if n.Contains(a) {
			return true
		}
	}
	return false
}

// hostOf is the name in a Host line, without its port.
func hostOf(line string) string {
	if host, _, err := net.SplitHostPort(line); err == nil {
		line = host
	}
	return strings.ToLower(strings.Trim(line, "[]"))
}
