package io.unbroken.tracking.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AllowedAddressesTest {

    @Test
    void addresses_inside_of_any_network_are_refused() throws Exception {
        for (String inside :
                List.of(
                        "127.0.0.1",
                        "0.0.0.0",
                        "10.1.2.3",
                        "172.16.0.1",
                        "192.168.1.1",
                        "169.254.169.254",
                        "100.64.0.1",
                        "192.0.0.8",
                        "198.18.0.1",
                        "203.0.113.7",
                        "224.0.0.1",
                        "255.255.255.255",
                        "::1",
                        "::",
                        "fe80::1",
                        "fd00::1",
                        "fec0::1",
                        "ff02::1",
                        "64:ff9b::a00:1",
                        "2002:a00:1::",
                        "2001:db8::1",
                        "2001::1",
                        "::ffff:10.0.0.1",
                        "::10.0.0.1")) {
            assertThat(AllowedAddresses.isPublic(InetAddress.getByName(inside)))
                    .as(inside)
                    .isFalse();
        }
        for (String outside :
                List.of("8.8.8.8", "1.1.1.1", "198.51.101.1", "2606:4700:4700::1111")) {
            assertThat(AllowedAddresses.isPublic(InetAddress.getByName(outside)))
                    .as(outside)
                    .isTrue();
        }
    }

    @Test
    void whatever_way_a_host_is_written_it_is_looked_up_and_refused() {
        for (String written : List.of("127.0.0.1", "2130706433", "localhost", "127.1", "::1")) {
            assertThatThrownBy(() -> new AllowedAddresses(false).resolve(written))
                    .as(written)
                    .isInstanceOf(AllowedAddresses.Refused.class);
        }
    }

    @Test
    void only_https_to_the_outside_can_be_subscribed() {
        for (String refused :
                List.of(
                        "http://receiver.example/",
                        "https://127.0.0.1/",
                        "https://[::1]/",
                        "https://localhost:8443/",
                        "https://user:secret@receiver.example/",
                        "https://receiver.example/#part",
                        "ftp://receiver.example/",
                        "https:///alerts",
                        "alerts")) {
            assertThat(WebhookSender.refusal(URI.create(refused), false)).as(refused).isPresent();
        }
        assertThat(WebhookSender.refusal(URI.create("https://1.1.1.1/alerts"), false)).isEmpty();
        assertThat(WebhookSender.refusal(URI.create("http://127.0.0.1:9/alerts"), true)).isEmpty();
    }
}
