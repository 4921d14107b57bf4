package io.taskstream.local.home;

import java.nio.file.Files;
import java.nio.file.Path;

/** The checkout that the platform runs: its manifests and the jars that were built in it. */
public record Checkout(Path root) {
    /** Set by {@code ./taskstream}. */
    private static final String PROPERTY = "taskstream.home";

    /**
     * Finds the checkout that this program belongs to.
     *
     * @throws PlatformException if it runs outside of one
     */
    public static Checkout find() {
        String home = System.getProperty(PROPERTY);
        Path start = Path.of(home == null ? "" : home).toAbsolutePath().normalize();
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve("strimzi")) && Files.isDirectory(folder.resolve("components"))) {
                return new Checkout(folder);
            }
        }
        throw new PlatformException("No checkout of Taskstream at " + start + ": run ./taskstream in one.");
    }

    /** The Dapr components, the same in every environment. */
    public Path components() {
        return root.resolve("components");
    }

    public Path topics() {
        return root.resolve("strimzi/topics");
    }

    public Path users() {
        return root.resolve("strimzi/users");
    }

    /** The Go module that pins the daprd to build where none can be fetched. */
    public Path daprdModule() {
        return root.resolve("local/daprd");
    }

    /** The folder of the Kafka broker's jars. */
    public Path brokerJars() {
        return root.resolve("local/broker/target/libs");
    }

    public Path serviceJar(String service) {
        return root.resolve(service).resolve("target").resolve(service + ".jar");
    }
}
