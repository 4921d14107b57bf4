package io.taskstream.local.home;

/**
 * The ports of one platform on this machine, all on loopback.
 *
 * @param offset added to every port, so that several platforms can run side by side; 0 to {@value #MAX_OFFSET}
 */
public record Ports(int offset) {
    /** Up to here all ports stay below 32768, from where on systems give ports to outgoing connections. */
    public static final int MAX_OFFSET = 15_000;

    public Ports {
        if (offset < 0 || offset > MAX_OFFSET) {
            throw new PlatformException(
                    "The port offset must be between 0 and " + MAX_OFFSET + ", but is " + offset + ".");
        }
    }

    public int service(int index) {
        return 8080 + index + offset;
    }

    public int sidecarHttp(int index) {
        return 3500 + index + offset;
    }

    public int sidecarGrpc(int index) {
        return 3600 + index + offset;
    }

    public int sidecarInternalGrpc(int index) {
        return 3700 + index + offset;
    }

    public int sidecarMetrics(int index) {
        return 9500 + index + offset;
    }

    /** The issuer and the page of the mail catcher. */
    public int issuer() {
        return 9000 + offset;
    }

    public int smtp() {
        return 1025 + offset;
    }

    /** The proxy that leads the sidecars' short messages to the stand-in of Twilio. */
    public int twilio() {
        return 1026 + offset;
    }

    /** Kafka for developer tools: no authentication, every right. */
    public int kafkaTools() {
        return 9092 + offset;
    }

    public int kafkaController() {
        return 9093 + offset;
    }

    /** Kafka for sidecars: SCRAM, and only what the KafkaUsers grant. */
    public int kafkaSidecars() {
        return 9094 + offset;
    }

    public int postgres() {
        return 5442 + offset;
    }

    /** The issuer's URI as it stands in tokens. */
    public String issuerUri() {
        return "http://localhost:" + issuer();
    }

    public String mailPage() {
        return issuerUri() + "/mail";
    }
}
