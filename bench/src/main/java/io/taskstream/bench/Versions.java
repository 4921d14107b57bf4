package io.taskstream.bench;

import io.taskstream.bench.create.Pgbench;
import io.taskstream.bench.platform.Checkout;
import io.taskstream.bench.platform.Platform;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.utils.AppInfoParser;

/** Of what took part in a run. */
final class Versions {
    private Versions() {}

    static Map<String, String> of(Checkout checkout, Platform platform) throws SQLException {
        Map<String, String> versions = new LinkedHashMap<>();
        versions.put("taskstream", checkout.revision());
        versions.put("java", System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
        versions.put("postgresql", platform.postgres().version());
        versions.put("kafka-clients", AppInfoParser.getVersion());
        Pgbench.find().ifPresent(pgbench -> versions.put("pgbench", pgbench.version()));
        return versions;
    }
}
