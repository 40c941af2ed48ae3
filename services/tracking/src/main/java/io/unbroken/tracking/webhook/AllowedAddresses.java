package io.unbroken.tracking.webhook;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;

/// Resolves names of targets, and refuses those inside our own network: whoever may subscribe must not reach what only we can reach. The
/// connection goes to exactly the addresses that were looked at.
final class AllowedAddresses implements DnsResolver {

    /// Says so without the address.
    static final class Refused extends UnknownHostException {
        Refused() {
            super("the host has an address that is not public");
        }
    }

    private final boolean privateAllowed;

    AllowedAddresses(boolean privateAllowed) {
        this.privateAllowed = privateAllowed;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] addresses = SystemDefaultDnsResolver.INSTANCE.resolve(host);
        for (InetAddress address : addresses) {
            if (!privateAllowed && !isPublic(address)) {
                throw new Refused();
            }
        }
        return addresses;
    }

    @Override
    public String resolveCanonicalHostname(String host) throws UnknownHostException {
        return host;
    }

    /// Whether an address is one of the whole Internet (IANA's special-purpose registries).
    static boolean isPublic(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        return switch (address) {
            case Inet4Address four -> isPublic(four.getAddress());
            case Inet6Address six -> isGlobal(six.getAddress());
            default -> false;
        };
    }

    private static boolean isPublic(byte[] four) {
        int first = Byte.toUnsignedInt(four[0]);
        int second = Byte.toUnsignedInt(four[1]);
        int third = Byte.toUnsignedInt(four[2]);
        boolean carrierGrade = first == 100 && second >= 64 && second < 128;
        boolean protocols = first == 192 && second == 0 && (third == 0 || third == 2);
        boolean benchmarks = first == 198 && (second == 18 || second == 19);
        boolean documentation =
                (first == 198 && second == 51 && third == 100)
                        || (first == 203 && second == 0 && third == 113);
        return first != 0
                && first < 240
                && !carrierGrade
                && !protocols
                && !benchmarks
                && !documentation;
    }

    /// Global unicast is 2000::/3; in it, what carries an IPv4 address or is for documentation is refused too.
    private static boolean isGlobal(byte[] six) {
        int first = (Byte.toUnsignedInt(six[0]) << 8) | Byte.toUnsignedInt(six[1]);
        int second = (Byte.toUnsignedInt(six[2]) << 8) | Byte.toUnsignedInt(six[3]);
        boolean unicast = (first & 0xE000) == 0x2000;
        boolean teredoOrProtocols = first == 0x2001 && second < 0x0200;
        boolean documentation = (first == 0x2001 && second == 0x0DB8) || first == 0x3FFF;
        boolean sixToFour = first == 0x2002;
        return unicast && !teredoOrProtocols && !documentation && !sixToFour;
    }
}
