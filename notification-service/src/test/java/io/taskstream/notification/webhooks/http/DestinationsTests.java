package io.taskstream.notification.webhooks.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.taskstream.api.problem.BadValueException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DestinationsTests {
    private final Destinations strict = new Destinations(List.of(), InetAddress::getAllByName);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.com",
                "https://example.com/hook?token=a%20b&c=d",
                "https://example.com:8443/",
                "HTTPS://EXAMPLE.com/",
                "https://xn--bcher-kva.example/",
                "https://8.8.8.8/",
                "https://[2606:4700:4700::1111]:8443/x"
            })
    void urls_of_the_public_internet_are_taken(String url) {
        assertThatCode(() -> strict.check(url)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "example.com",
                "/hook",
                "//example.com/hook",
                "https:",
                "https:example.com",
                "https://",
                "https:///hook",
                "http://example.com/",
                "ftp://example.com/",
                "file:///etc/passwd",
                "gopher://example.com/",
                "javascript:alert(1)",
                "https://user@example.com/",
                "https://user:password@example.com/",
                "https://example.com@127.0.0.1/",
                "https://example.com/#top",
                "https://example.com:0/",
                "https://example.com:65536/",
                "https://example.com:99999999999/",
                "https://exa mple.com/",
                "https://example.com/\r\nHost: other",
                "https://example.com/\u0000",
                "https://ex\u00e4mple.com/",
                "https://example.com\\@127.0.0.1/",
                "https://\u2488\u24ea.0.0.1/",
                // spellings of the loopback address and of others that aren't public
                "https://127.0.0.1/",
                "https://127.0.0.1:8080/",
                "https://127.1/",
                "https://127.0.1/",
                "https://0x7f.1/",
                "https://0x7f.0.0.1/",
                "https://0x7f000001/",
                "https://0177.0.0.1/",
                "https://017700000001/",
                "https://2130706433/",
                "https://127.0.0.1./",
                "https://0/",
                "https://0.0.0.0/",
                "https://[::]/",
                "https://[::1]/",
                "https://[0:0:0:0:0:0:0:1]/",
                "https://[::ffff:127.0.0.1]/",
                "https://[::ffff:7f00:1]/",
                "https://[::127.0.0.1]/",
                "https://[64:ff9b::7f00:1]/",
                "https://[2002:7f00:1::]/",
                "https://[fe80::1]/",
                "https://[fe80::1%25eth0]/",
                "https://[fe80::1%eth0]/",
                "https://[fd00::1]/",
                "https://169.254.169.254/latest/meta-data/",
                "https://10.0.0.1/",
                "https://172.16.0.1/",
                "https://192.168.1.1/",
                "https://100.64.0.1/",
                "https://localhost/",
                "https://localhost./",
                "https://LOCALHOST/",
                "https://a.localhost/",
                "https://printer.local/",
                "https://metadata.google.internal/"
            })
    void anything_else_is_refused(String url) {
        assertThatThrownBy(() -> strict.check(url)).isInstanceOf(BadValueException.class);
    }

    @Test
    void a_url_has_its_length() {
        String longest = "https://example.com/" + "a".repeat(Destinations.LONGEST - "https://example.com/".length());

        assertThatCode(() -> strict.check(longest)).doesNotThrowAnyException();
        assertThatThrownBy(() -> strict.check(longest + "a")).hasMessageContaining("2000");
    }

    @Test
    void a_name_that_leads_elsewhere_as_well_is_refused_altogether() {
        for (List<String> answer : List.of(
                List.of("127.0.0.1"),
                List.of("8.8.8.8", "10.0.0.1"),
                List.of("8.8.8.8", "::1"),
                List.of("169.254.169.254"),
                List.of("::ffff:192.168.0.1"))) {
            assertThatThrownBy(() -> answering(answer).resolve("example.com"))
                    .as(answer.toString())
                    .isInstanceOf(NotPublicException.class)
                    .hasMessageNotContaining("127")
                    .hasMessageNotContaining("10.");
        }
    }

    @Test
    void a_name_that_leads_to_the_public_internet_is_taken_with_all_of_its_addresses() throws UnknownHostException {
        assertThat(answering(List.of("8.8.8.8", "2606:4700:4700::1111")).resolve("example.com"))
                .containsExactly(InetAddress.ofLiteral("8.8.8.8"), InetAddress.ofLiteral("2606:4700:4700::1111"));
    }

    @Test
    void what_an_installation_permits_may_be_private_and_without_tls() {
        Destinations permitting =
                new Destinations(List.of("127.0.0.1", "10.1.0.0/16", "fd00::/8", "Receiver.test"), host ->
                        new InetAddress[] {InetAddress.ofLiteral("10.2.0.1")});

        for (String url : List.of(
                "http://127.0.0.1:6001/hook",
                "https://10.1.2.3/",
                "http://[fd00::7]/",
                "http://receiver.test/",
                "https://RECEIVER.test/")) {
            assertThatCode(() -> permitting.check(url)).as(url).doesNotThrowAnyException();
        }
        for (String url :
                List.of("http://127.0.0.2/", "https://10.2.0.1/", "https://[fe80::1]/", "http://example.com/")) {
            assertThatThrownBy(() -> permitting.check(url)).as(url).isInstanceOf(BadValueException.class);
        }
        assertThatCode(() -> permitting.resolve("receiver.test")).doesNotThrowAnyException();
        assertThatThrownBy(() -> permitting.resolve("example.com")).isInstanceOf(NotPublicException.class);
    }

    private static Destinations answering(List<String> addresses) {
        InetAddress[] answer = Stream.of(addresses.toArray(String[]::new))
                .map(InetAddress::ofLiteral)
                .toArray(InetAddress[]::new);
        return new Destinations(List.of(), host -> answer);
    }
}
